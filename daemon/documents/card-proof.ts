import { createHash, verify, X509Certificate } from 'node:crypto'
import type { CardProof } from '../core/visit-view.ts'

/**
 * What the card signs to prove that it and its holder are there: bound to the visit and to a nonce of each side, so
 * that neither the office nor the box can have prepared it. ASCII.
 */
export function cardChallenge(visitId: string, nonce: string, boxNonce: string): Buffer {
  return Buffer.from(`loket identification 1\n${visitId}\n${nonce}\n${boxNonce}\n`)
}

/** The ready hash of the challenge, as it is given to the card. */
export function challengeHash(challenge: Uint8Array, hash: CardProof['hash']): Buffer {
  return createHash(hash).update(challenge).digest()
}

/** Whether the proof is this visit's and its signature is by the key of its certificate. The chain is another check. */
export function proofHolds(proof: CardProof, visitId: string): boolean {
  try {
    const certificate = new X509Certificate(Buffer.from(proof.certificate, 'base64'))
    return verify(
      proof.hash,
      cardChallenge(visitId, proof.nonce, proof.boxNonce),
      // A card gives r and s side by side; for RSA it says nothing.
      { key: certificate.publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(proof.signature, 'base64'),
    )
  } catch {
    return false // what cannot be read proves nothing
  }
}
