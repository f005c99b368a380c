import type { CardEvidence } from '../core/card-view.ts'
import type { EidFiles } from './eid-files.ts'
import type { Vouchers } from './verify.ts'

/** What a card said, so that anybody can check it again; the photo is not kept, only its hash is in the identity. */
export function cardEvidence(files: EidFiles, { holder }: Vouchers): CardEvidence {
  const { chip, proof, authority } = files
  const issuer = holder.authority?.der ?? authority
  return {
    applet: chip.applet,
    chip: base64(chip.number),
    identity: base64(files.identity),
    identitySignature: base64(files.identitySignature),
    address: base64(files.address),
    addressSignature: base64(files.addressSignature),
    signer: base64(files.signer),
    ...optional('authentication', files.authentication),
    ...optional('signature', files.signature),
    ...optional('authority', issuer),
    ...optional('basicKey', files.basicKey),
    ...(proof ? { challenge: base64(proof.challenge), answer: base64(proof.answer) } : {}),
  }
}

/** The files as they were read. A chip that was not asked, or refused, has no proof. */
export function evidenceFiles(evidence: CardEvidence): EidFiles {
  const { challenge, answer } = evidence
  return {
    chip: { applet: evidence.applet, number: bytes(evidence.chip) },
    identity: bytes(evidence.identity),
    identitySignature: bytes(evidence.identitySignature),
    address: bytes(evidence.address),
    addressSignature: bytes(evidence.addressSignature),
    photo: new Uint8Array(),
    signer: bytes(evidence.signer),
    authentication: maybe(evidence.authentication),
    signature: maybe(evidence.signature),
    authority: maybe(evidence.authority),
    root: null,
    basicKey: maybe(evidence.basicKey),
    proof:
      challenge && answer
        ? { challenge: bytes(challenge), answer: bytes(answer), status: 0x9000 }
        : null,
  }
}

function base64(from: Uint8Array): string {
  return Buffer.from(from).toString('base64')
}
function bytes(from: string): Uint8Array {
  return Buffer.from(from, 'base64')
}
function maybe(from: string | undefined): Uint8Array | null {
  return from === undefined ? null : bytes(from)
}
function optional<K extends string>(name: K, from: Uint8Array | null): { [P in K]?: string } {
  return from === null ? {} : ({ [name]: base64(from) } as { [P in K]?: string })
}
