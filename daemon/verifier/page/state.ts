import { signal } from '@preact/signals'
import type { Language } from '../../core/language.ts'
import type { PaperKind } from '../../core/paper-view.ts'
import { onOneLine } from '../one-line.ts'
import type { VerifierTrust } from '../trust-file.ts'
import type { Findings } from '../verify-dossier.ts'
import { DossierFileError, readDossierFile, verifyDossier } from './checker.ts'

/** A dossier that was checked, and the papers in it, each at an address that only this page has. */
export interface Checked {
  readonly state: 'checked'
  readonly file: string
  readonly at: string
  readonly findings: Findings
  readonly papers: readonly Paper[]
}
/** `name`: what it is saved as; without a `kind` it is no paper of ours. */
interface Paper {
  readonly name: string
  readonly kind?: PaperName
  /** What the inspector called it. */
  readonly title?: string
  readonly address: string
}
type PaperName = 'statement' | 'injured' | PaperKind
export type Shown = { readonly state: 'waiting' | 'checking' | 'foreign' | 'failed' } | Checked

export const shown = signal<Shown>({ state: 'waiting' })
export const language = signal<Language>('nl')

/** Above what any dossier is: it would only fill the memory. */
const MOST_BYTES = 96 * 1024 * 1024
let latest: File | undefined

/** Checks a file and shows what came of it, unless another was chosen in the meantime. */
export async function checkFile(file: File, trust: VerifierTrust): Promise<void> {
  latest = file
  const before = shown.value
  if (before.state === 'checked')
    for (const { address } of before.papers) URL.revokeObjectURL(address)
  shown.value = { state: 'checking' }
  const result = await resultOf(file, trust)
  if (latest === file) shown.value = result
}

async function resultOf(file: File, trust: VerifierTrust): Promise<Shown> {
  try {
    if (file.size > MOST_BYTES) return { state: 'foreign' }
    const text = await file.text()
    const at = new Date().toISOString()
    const findings = await verifyDossier(text, trust, at)
    const kinds = kindsIn(findings)
    const given = new Map(findings.record?.exchanged?.map((each) => [each.file.name, each]))
    const papers = readDossierFile(text).files.map(({ name, bytes }, at): Paper => {
      const kind = kinds.get(name)
      const { type = 'pdf', name: title } = given.get(name) ?? {}
      const address = addressOf(bytes, TYPES[type])
      if (kind) return { name: `${kind}.pdf`, kind, address }
      const saved = `${at + 1}.${type === 'pdf' ? 'pdf' : 'jpg'}`
      return { name: saved, address, ...(title ? { title: onOneLine(title) } : {}) }
    })
    return { state: 'checked', file: file.name, at, findings, papers }
  } catch (error) {
    return { state: error instanceof DossierFileError ? 'foreign' : 'failed' }
  }
}

/** What the record calls each file: a file's own name may be anything. */
function kindsIn({ record }: Findings): ReadonlyMap<string, PaperName> {
  const { document, injured, papers = [] } = record ?? {}
  return new Map<string, PaperName>([
    ...(document ? [[document.file.name, 'statement'] as const] : []),
    ...(injured ? [[injured.file.name, 'injured'] as const] : []),
    ...papers.map(({ kind, file }) => [file.name, kind] as const),
  ])
}

/** What it is opened as, whatever it claims: never a page. */
const TYPES = { pdf: 'application/pdf', jpeg: 'image/jpeg' } as const

function addressOf(bytes: Uint8Array, type: (typeof TYPES)[keyof typeof TYPES]): string {
  return URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }))
}
