import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { EidFiles } from '../../../daemon/identity/eid-files.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards, rootFile } from '../../hw/card/bench.ts'

export const roots = [new X509Certificate(readFileSync(rootFile))]
export const now = new Date()

/** The files of a test card as a reader would have got them. */
export function filesOf(id: string): EidFiles {
  const image = loadCard(cards, id)
  const file = (path: string): Buffer => Buffer.from(image.files[`3F00/${path}`] ?? '', 'base64')
  return {
    identity: file('DF01/4031'),
    identitySignature: file('DF01/4032'),
    address: file('DF01/4033'),
    addressSignature: file('DF01/4034'),
    photo: file('DF01/4035'),
    signer: file('DF00/503C').subarray(0, -50),
    chipNumber: Buffer.from(image.cardData, 'hex').subarray(0, 16),
  }
}
