import type { CardMark, Check } from '../core/card-view.ts'
import { sha256 } from '../documents/sha256.ts'
import type { EidFiles } from './eid-files.ts'

/** A chip number is no secret and any card can state it: these bind the holder's certificates to the identity. */
const BINDING: ReadonlySet<Check['name']> = new Set(['holder', 'holder_dates', 'holder_number'])

/** What tells this card from every other; with its certificates when all that binds them to the identity holds. */
export function cardMark(
  { chip, authentication, signature }: Pick<EidFiles, 'chip' | 'authentication' | 'signature'>,
  checks: readonly Check[],
): CardMark {
  const binding = checks.filter(({ name }) => BINDING.has(name))
  const bound = binding.length > 0 && binding.every(({ verdict }) => verdict === 'holds')
  return {
    chip: sha256(chip.number),
    ...(bound && authentication ? { authentication: sha256(authentication) } : {}),
    ...(bound && signature ? { signature: sha256(signature) } : {}),
  }
}
