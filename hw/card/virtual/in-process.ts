import { CardGoneError, CardMuteError } from '../port.ts'
import type { Chip } from './card.ts'
import { contacts, type FaultPlan } from './faults.ts'

/** The longest answer: 256 bytes of data and the status word. */
const ANSWER_BYTES = 258

/**
 * The `transmit` of a reader that has the chip in it, without a reader, process or waiting: a silent chip is given up at
 * once, a removed one stays away, an answer that no reader would pass on ends as in one. Meant for campaigns.
 */
export function transmitTo(
  chip: Chip,
  plan: FaultPlan | null = null,
): (command: Uint8Array) => Promise<Uint8Array> {
  const contact = contacts(plan)
  let removed = false
  return async (command) => {
    const outcome = removed
      ? ({ type: 'removed' } as const)
      : contact.exchange(chip, Buffer.from(command))
    if (outcome.type === 'silent') throw new CardMuteError('the card did not answer')
    if (outcome.type === 'removed') {
      removed = true
      throw new CardGoneError('no card in the reader')
    }
    if (outcome.bytes.length < 2 || outcome.bytes.length > ANSWER_BYTES)
      throw new CardGoneError('the answer is none that a reader passes on')
    return outcome.bytes
  }
}
