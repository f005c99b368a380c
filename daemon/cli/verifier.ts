import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { withTrust } from '../verifier/page-file.ts'
import { TrustFileError } from '../verifier/trust-file.ts'
import { TRUST_FILES } from './verify.ts'

/** sysexits(3): there is no page, or the trust file is bad. */
const EXIT_NO_INPUT = 66
const EXIT_CONFIG = 78

const options = z.object({ trust: z.string().optional() })

/** What set-up built in a checkout, then a real box. */
const PAGES = [
  join(import.meta.dirname, '../../.loket/pages/verifier/verifier.html'),
  '/usr/share/loket/pages/verifier/verifier.html',
]

/** Writes the verifier's page, with whom it believes inside, to standard output; gives the exit status. */
export function verifierCommand(given: unknown): number {
  const { trust } = options.parse(given)
  const page = PAGES.find(existsSync)
  const file = trust ?? TRUST_FILES.find(existsSync)
  if (page === undefined) return fail('De bladzijde is niet gebouwd.', EXIT_NO_INPUT)
  if (file === undefined) return fail('Er is geen trust-bestand; noem er een.', EXIT_CONFIG)
  try {
    process.stdout.write(withTrust(readFileSync(page, 'utf8'), readJson(file)))
    return 0
  } catch (error) {
    if (error instanceof TrustFileError) return fail(`${file}: ${error.message}`, EXIT_CONFIG)
    throw error
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new TrustFileError('is missing or is not JSON', { cause })
  }
}

function fail(sentence: string, status: number): number {
  process.stderr.write(`loket: ${sentence}\n`)
  return status
}
