import { createHash, verify, X509Certificate } from 'node:crypto'
import type { CardProof } from '../core/card-view.ts'
import { sha256 } from './sha256.ts'

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

/** Whether it was made with the certificate that was read and proven to be the holder's (SHA-256 in hex). */
export function isProofOf({ certificate }: CardProof, authentication: string | undefined): boolean {
  return sha256(Buffer.from(certificate, 'base64')) === authentication
}

/** Whether the proof is this visit's and its signature is by the key of its certificate. Whose that is, says `isProofOf`. */
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
