import type { AttestationInput } from '../../../daemon/documents/attestation.ts'
import type { InjuredPersonInput } from '../../../daemon/documents/injured-person.ts'
import type { LetterInput } from '../../../daemon/documents/letter.ts'
import type { LossAttestationInput } from '../../../daemon/documents/loss-attestation.ts'
import { specimenInput } from './specimen.ts'

const FACTS = [
  'Diefstal van een fiets',
  'zaterdag 21 november 2026, stalling aan het station, Genk',
]

function letter(): LetterInput {
  const { language, ticket, site, inspector, madeAt, identity } = specimenInput()
  const reference = 'LKT-2026-0017'
  const service = 'Politiezone Testland'
  const same = { language, ticket, reference, service, site, inspector, madeAt }
  return identity === undefined ? same : { ...same, identity }
}

/** Papers about an invented person. */
export function specimenAttestation(over: Partial<AttestationInput> = {}): AttestationInput {
  return { ...letter(), facts: FACTS, ...over }
}
export function specimenLoss(over: Partial<LossAttestationInput> = {}): LossAttestationInput {
  return {
    ...letter(),
    what: 'identity_card',
    how: 'lost',
    number: '000-0000000-00',
    circumstances: ['zaterdag 21 november 2026, op de markt in Genk'],
    docstopTold: false,
    ...over,
  }
}
export function specimenInjured(over: Partial<InjuredPersonInput> = {}): InjuredPersonInput {
  const damage = 'Fiets ter waarde van 1 249,00 €'
  return {
    ...letter(),
    choice: 'filed',
    facts: FACTS,
    damage,
    prosecutor: 'Parket Testland',
    ...over,
  }
}
