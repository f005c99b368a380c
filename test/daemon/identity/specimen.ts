import { createSign } from 'node:crypto'
import type { Check } from '../../../daemon/core/card-view.ts'
import { knownAuthorities } from '../../../daemon/identity/authorities.ts'
import { derLength } from '../../../daemon/identity/der.ts'
import type { EidFiles } from '../../../daemon/identity/eid-files.ts'
import { parseIdentity } from '../../../daemon/identity/person.ts'
import type { ReadContext } from '../../../daemon/identity/read-card.ts'
import { askNobody } from '../../../daemon/identity/revocation.ts'
import { loadTrust, type Trust } from '../../../daemon/identity/trust.ts'
import { verifyEid } from '../../../daemon/identity/verify.ts'
import { holderOf } from '../../../daemon/identity/verify-holder.ts'
import { signerOf } from '../../../daemon/identity/verify-register.ts'
import { type CardImage, loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards, ecRootFile, rootFile } from '../../hw/card/bench.ts'

export const trust = loadTrust({ mode: 'test', roots: [rootFile, ecRootFile] })
export const now = new Date()

/** Nobody was asked. */
export const openRevocation: Check = {
  name: 'revocation',
  verdict: 'not_checked',
  evidence: { code: 'not_configured' },
}

/** What a card child starts with. */
export function freshContext(change: Partial<ReadContext> = {}): ReadContext {
  const authorities = knownAuthorities(change.trust ?? trust)
  return { trust, authorities, revocation: askNobody, now: () => now, ...change }
}

/** The files of a test card as a reader would have got them. */
export function filesOf(id: string): EidFiles {
  const image = loadCard(cards, id)
  const file = (path: string): Buffer => Buffer.from(image.files[`3F00/${path}`] ?? '', 'base64')
  const sequence = (path: string): Buffer => file(path).subarray(0, derLength(file(path)))
  const cardData = Buffer.from(image.cardData, 'hex')
  return {
    identity: file('DF01/4031'),
    identitySignature: file('DF01/4032'),
    address: file('DF01/4033'),
    addressSignature: file('DF01/4034'),
    photo: file('DF01/4035'),
    chip: { number: cardData.subarray(0, 16), applet: cardData[21] ?? 0 },
    signer: sequence('DF00/503C'),
    authentication: sequence('DF00/5038'),
    signature: sequence('DF00/5039'),
    authority: sequence('DF00/503A'),
    root: null,
    ...chipKeyOf(image),
  }
}

/** From applet 1.8, the key of the chip and what it made of a challenge. */
function chipKeyOf(image: CardImage): Pick<EidFiles, 'basicKey' | 'proof'> {
  const file = image.files['3F00/DF01/4040']
  if (file === undefined) return { basicKey: null, proof: null }
  const challenge = Buffer.alloc(48, 7)
  const key = { key: image.keys['81'] ?? '', dsaEncoding: 'ieee-p1363' } as const
  const answer = createSign('sha384').update(challenge).sign(key)
  return { basicKey: Buffer.from(file, 'base64'), proof: { challenge, answer, status: 0x9000 } }
}

/** The checks of these files, against these roots, at that time. */
export function checksOf(files: EidFiles, pinned: Trust = trust, at = now): Check[] {
  const identity = parseIdentity(files.identity, files.address)
  const authorities = knownAuthorities(pinned)
  const vouchers = {
    signer: signerOf(files, pinned, authorities),
    holder: holderOf(files, authorities),
  }
  const options = { trust: pinned, now: at, revocation: openRevocation }
  return verifyEid(files, identity, vouchers, options)
}
