import type { DossierFile } from '../documents/dossier.ts'
import type { DossierRecord } from '../documents/record.ts'
import { sha256 } from '../documents/sha256.ts'
import { type Claim, claim } from './claim.ts'
import { statementJson } from './statement-json.ts'

type Exchanged = NonNullable<DossierRecord['exchanged']>

/** Which files are what the citizen gave: those that the record lists, and what calls itself one. */
export function exchangedFiles(
  { exchanged = [] }: DossierRecord,
  files: readonly DossierFile[],
): readonly DossierFile[] {
  const listed = new Set(exchanged.map(({ file }) => file.name))
  return files.filter(({ name }) => listed.has(name) || name.startsWith('exchanged-'))
}

/**
 * What the citizen gave: every file that the record lists is there with its hash, none besides, and the statement
 * itself names the same. No claim where nothing was given.
 */
export async function exchangedClaims(
  record: DossierRecord,
  files: readonly DossierFile[],
  statement: DossierFile | undefined,
): Promise<Claim[]> {
  const { exchanged = [] } = record
  const wrong = [...wrongFiles(exchanged, files), ...(await unnamed(record, statement))]
  if (exchanged.length === 0 && wrong.length === 0) return []
  return [claim('exchanged', wrong.length === 0, ...wrong)]
}

function wrongFiles(exchanged: Exchanged, files: readonly DossierFile[]): string[] {
  const broken = exchanged
    .map(({ file }) => file)
    .filter(({ name, sha256: listed }) => {
      const found = files.filter((each) => each.name === name)
      return found.length !== 1 || found.some(({ bytes }) => sha256(bytes) !== listed)
    })
  const listed = new Set(exchanged.map(({ file }) => file.name))
  const more = files.filter(({ name }) => !listed.has(name))
  return [...broken.map(({ name }) => name), ...more.flatMap(({ name }) => [name, 'unexpected'])]
}

/** A statement that is not what was shown is another claim's: nothing can be said of what it names. */
async function unnamed(
  { document, exchanged = [] }: DossierRecord,
  statement: DossierFile | undefined,
): Promise<string[]> {
  if (!document || !statement) return []
  const { presented } = document
  const shown = statement.bytes.subarray(0, presented.length)
  if (sha256(shown) !== presented.sha256) return []
  const said = await statementJson(shown)
  if (!said) return exchanged.length > 0 ? ['statement_unreadable'] : []
  const named = said.attachments.map(({ sha256, pages }) => `${sha256} ${pages}`)
  const listed = exchanged.map(({ file, pages }) => `${file.sha256} ${pages}`)
  const same = named.length === listed.length && named.every((each, at) => each === listed[at])
  return same ? [] : ['statement_differs']
}
