import * as z from 'zod'
import type { KnownKeys, PartyKeys, PartyPublic } from '../runtime/keys.ts'
import { boxKid } from '../runtime/keys.ts'
import { type DossierRecord, dossierRecord, filesOf } from './record.ts'
import { seal, unseal } from './seal.ts'
import { sha256 } from './sha256.ts'

/** `RECORD` the record is not one of ours; `FILE` a file is missing, too many or is not what the record says. */
export type DossierFault = 'RECORD' | 'FILE' | 'SIGNER'

/** A dossier was not accepted. Its message never holds content. */
export class DossierError extends Error {
  readonly code: DossierFault
  readonly scope = 'visit'
  constructor(code: DossierFault) {
    super(`the dossier is not accepted: ${code}`)
    this.name = 'DossierError'
    this.code = code
  }
}

export interface DossierFile {
  readonly name: string
  readonly bytes: Uint8Array
}
export interface Dossier {
  readonly record: DossierRecord
  readonly files: readonly DossierFile[]
}

const PURPOSE = 'dossier'
const content = z.strictObject({
  record: z.unknown(),
  files: z.array(z.strictObject({ name: z.string(), base64: z.base64() })),
})

/**
 * Makes a dossier: the record and its files, signed by the box, sealed to the office, padded. A talk has a record and
 * no file. @throws DossierError when record and files do not fit, before anything is sealed.
 */
export async function makeDossier(
  dossier: Dossier,
  box: PartyKeys,
  office: PartyPublic,
): Promise<string> {
  const record = checkedRecord(dossier.record)
  if (box.kid !== boxKid(record.box)) throw new DossierError('SIGNER')
  checkFiles(record, dossier.files)
  const files = dossier.files.map(({ name, bytes }) => ({
    name,
    base64: Buffer.from(bytes).toString('base64'),
  }))
  const context = { purpose: PURPOSE, box: record.box, id: record.dossierId }
  return await seal(office, { ...context, body: { record, files } }, box)
}

/**
 * Opens a dossier with the office's keys: seal, signature, record and every hash are checked anew.
 * @throws SealError @throws DossierError
 */
export async function openDossier(
  jwe: string,
  office: PartyKeys,
  boxes: KnownKeys,
): Promise<Dossier> {
  const opened = await unseal(jwe, office, boxes, { purpose: PURPOSE })
  const parsed = content.safeParse(opened.body)
  if (!parsed.success) throw new DossierError('RECORD')
  const record = checkedRecord(parsed.data.record)
  const fits = record.box === opened.box && record.dossierId === opened.id
  if (!fits || opened.kid !== boxKid(record.box)) throw new DossierError('SIGNER')
  const files = parsed.data.files.map(({ name, base64 }) => ({
    name,
    bytes: Uint8Array.from(Buffer.from(base64, 'base64')),
  }))
  checkFiles(record, files)
  return { record, files }
}

function checkedRecord(record: unknown): DossierRecord {
  const parsed = dossierRecord.safeParse(record)
  if (!parsed.success) throw new DossierError('RECORD')
  return parsed.data
}

/** Every file with its own hash, and of what was presented the hash of the bytes that it begins with. */
function checkFiles(record: DossierRecord, files: readonly DossierFile[]): void {
  const named = filesOf(record)
  const holds =
    files.length === named.length &&
    files.every(
      ({ name, bytes }, at) => name === named[at]?.name && sha256(bytes) === named[at].sha256,
    )
  if (!holds) throw new DossierError('FILE')
  for (const { file, presented } of [record.document, record.injured].flatMap((it) => it ?? [])) {
    const shown = files.find(({ name }) => name === file.name)?.bytes.subarray(0, presented.length)
    if (shown?.length !== presented.length || sha256(shown) !== presented.sha256)
      throw new DossierError('FILE')
  }
}
