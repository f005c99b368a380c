import type { Signer } from '../../../daemon/documents/pades/cms.ts'
import { exchange } from '../../../daemon/identity/apdu.ts'
import { readCertificate } from '../../../daemon/identity/certificate.ts'
import { cardHash, signWithPin } from '../../../daemon/identity/pin.ts'
import { eidChip } from '../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { transmitTo } from '../../../hw/card/virtual/in-process.ts'
import { cards } from '../../hw/card/bench.ts'
import { RIGHT_PIN } from '../../hw/card/virtual/sending.ts'
import { filesOf } from '../identity/specimen.ts'

/** Signs with the non-repudiation key of a test card, a chip in this process, after the right PIN. */
export function cardSigner(id: string): Signer {
  const transmit = transmitTo(eidChip(loadCard(cards, id)))
  const { signature, authority, chip } = filesOf(id)
  const certificate = readCertificate(signature ?? Buffer.of())
  if (!certificate) throw new TypeError(`${id} signs nothing`)
  const use = { use: 'sign', certificate: certificate.x509 } as const
  const entry = async () => {
    const { status } = await exchange(transmit, Buffer.from(RIGHT_PIN, 'hex'))
    return { state: 'shown', status } as const
  }
  const ways = { entry, applet: chip.applet, insist: false, signal: new AbortController().signal }
  return {
    scheme: cardHash(certificate.x509.publicKey) === 'sha384' ? 'ecdsa-sha384' : 'rsa-sha256',
    certificate: Uint8Array.from(certificate.der),
    chain: authority ? [Uint8Array.from(authority)] : [],
    async sign(hash) {
      const outcome = await signWithPin(transmit, use, hash, ways)
      return outcome.state === 'signed' ? outcome.signature : new Uint8Array()
    },
  }
}
