import { createPrivateKey } from 'node:crypto'
import { derLength } from '../../../daemon/identity/der.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards } from '../../hw/card/bench.ts'

/** The authentication key of a test card with its certificate (DER): what a real card never gives away. */
export function cardKey(card = 'specimen-een') {
  const { keys, files } = loadCard(cards, card)
  const file = Buffer.from(files['3F00/DF00/5038'] ?? '', 'base64')
  return {
    privateKey: createPrivateKey(keys['82'] ?? ''),
    certificate: file.subarray(0, derLength(file)),
  }
}
