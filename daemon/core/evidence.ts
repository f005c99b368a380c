/**
 * What a check of a card found, as a code; the sentences are in the catalogue, one for each language. Values that go
 * with it are dates (ISO 8601), names of hashes and of authorities and status words: nothing about a person.
 */
export const EVIDENCE = [
  'signed_by_register',
  'unknown_root',
  'not_a_signer',
  'no_certificate',
  'no_signer',
  'valid_now',
  'not_valid_now',
  'signature_holds',
  'signature_broken',
  'photo_matches',
  'photo_differs',
  'chip_matches',
  'chip_differs',
  'card_valid',
  'card_not_valid',
  'number_holds',
  'number_broken',
  'number_matches',
  'number_differs',
  'holder_chain_holds',
  'unknown_authority',
  'no_holder_certificates',
  'chip_proved',
  'chip_key_differs',
  'chip_proof_broken',
  'chip_refused',
  'chip_too_old',
  'no_chip_key',
  'not_configured',
  'not_revoked',
  'revoked',
  'unanswered',
  'pinned_root',
  'test_root',
  'no_root',
  'pin_signed',
  'office_asked',
  'office_restarted',
  'proof_broken',
  'proof_of_another',
  'proof_of_other_card',
] as const
export type EvidenceCode = (typeof EVIDENCE)[number]

export interface Evidence {
  readonly code: EvidenceCode
  readonly values?: Readonly<Record<string, string>>
}
