import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { LANGUAGES } from '../core/language.ts'
import { DossierFileError } from '../verifier/dossier-file.ts'
import { explain, plainText } from '../verifier/explain.ts'
import { verifierTexts } from '../verifier/texts/texts.ts'
import { readTrustFile, TrustFileError } from '../verifier/trust-file.ts'
import { verifyDossier } from '../verifier/verify-dossier.ts'

/** sysexits(3): bad use; the data is no dossier; the file cannot be read; the trust file is bad. */
const EXIT_USAGE = 64
const EXIT_DATA = 65
const EXIT_NO_INPUT = 66
const EXIT_CONFIG = 78
const DOES_NOT_HOLD = 1

const options = z.object({
  json: z.boolean().default(false),
  trust: z.string().optional(),
  taal: z.string().default('nl'),
})

/** Where the demo of a checkout keeps whom it trusts, then a real box. */
export const TRUST_FILES = [
  join(import.meta.dirname, '../../.loket/run/config/trust.json'),
  '/etc/loket/trust.json',
]

/** Checks a dossier file offline and explains it; gives the exit status. */
export async function verifyCommand(file: string, given: unknown): Promise<number> {
  const { json, trust: named, taal: asked } = options.parse(given)
  const taal = LANGUAGES.find((each) => each === asked)
  if (!taal) return fail(`--taal ${asked}: kies ${LANGUAGES.join(', ')}.`, EXIT_USAGE)
  const words = verifierTexts[taal]
  const text = readText(file)
  if (text === null) return fail(words.unreadable(file), EXIT_NO_INPUT)
  try {
    const trust = readTrustFile(named ?? TRUST_FILES.find(existsSync) ?? TRUST_FILES[1] ?? '')
    const findings = await verifyDossier(text, trust, new Date().toISOString())
    const explained = explain(findings, taal)
    const out = json
      ? `${asciiJson({ ...findings, explained })}\n`
      : plainText(explained, words.checked)
    process.stdout.write(out)
    return findings.holds ? 0 : DOES_NOT_HOLD
  } catch (error) {
    if (error instanceof DossierFileError) return fail(words.notADossier, EXIT_DATA)
    if (error instanceof TrustFileError) return fail(error.message, EXIT_CONFIG)
    throw error
  }
}

function fail(sentence: string, status: number): number {
  process.stderr.write(`loket: ${sentence}\n`)
  return status
}

/** A terminal obeys some characters that JSON lets pass. */
function asciiJson(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
  return JSON.stringify(value).replace(/[^ -~]/g, escaped)
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}
