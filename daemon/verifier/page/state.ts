import { signal } from '@preact/signals'
import type { Language } from '../../core/language.ts'
import type { VerifierTrust } from '../trust-file.ts'
import type { Findings } from '../verify-dossier.ts'
import { DossierFileError, readDossierFile, verifyDossier } from './checker.ts'

/** A dossier that was checked, and the papers in it, each at an address that only this page has. */
export interface Checked {
  readonly state: 'checked'
  readonly file: string
  readonly at: string
  readonly findings: Findings
  readonly papers: readonly { readonly name: string; readonly address: string }[]
}
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
    const papers = readDossierFile(text).files.map(({ name, bytes }) => ({
      name,
      address: addressOf(name, bytes),
    }))
    return { state: 'checked', file: file.name, at, findings, papers }
  } catch (error) {
    return { state: error instanceof DossierFileError ? 'foreign' : 'failed' }
  }
}

/** A name decides what it is opened as, and it is one of these two whatever it claims: never a page. */
function addressOf(name: string, bytes: Uint8Array): string {
  const type = name.endsWith('.jpg') ? 'image/jpeg' : 'application/pdf'
  return URL.createObjectURL(new Blob([Uint8Array.from(bytes)], { type }))
}
