/** What the events of a visit are written with in tests: its person, card and papers. */
import type { CitizenAct, VisitCommand } from '../../../daemon/core/visit-command.ts'
import type { Visit, VisitEvent } from '../../../daemon/core/visit-state.ts'

export const AT = '2026-11-23T10:00:00.000Z'
export const SHA = 'a'.repeat(64)
export const SIGNED_SHA = 'b'.repeat(64)
export const PERSON = { surname: 'Specimen', givenNames: 'Een', birthDate: '1985-04-12' }
export const NONCE = 'd'.repeat(64)
export const CARD = {
  chip: 'e'.repeat(64),
  authentication: 'a'.repeat(64),
  signature: 'b'.repeat(64),
} as const
export const PROOF = {
  nonce: NONCE,
  boxNonce: 'f'.repeat(64),
  certificate: 'AAAA',
  signature: 'BBBB',
  hash: 'sha256',
} as const
export const FILES = {
  applet: 0x18,
  chip: 'AAAA',
  identity: 'AAAA',
  identitySignature: 'AAAA',
  address: 'AAAA',
  addressSignature: 'AAAA',
  signer: 'AAAA',
}
export const TEXT = 'Ik ben Test Getuige.'
/** A document of two parts, the second of one byte. */
export const GIVEN = '3'.repeat(64)

/** Everything that can happen to a visit, by a readable name; ids are those of the visit it happens to. */
export type Alphabet = Readonly<Record<string, (visit: Visit) => VisitEvent>>

let ids = 0
/** Ids only have to differ. */
export function newId(): string {
  ids += 1
  return `id-${ids}`
}
export function asked(command: VisitCommand): VisitEvent {
  return { type: 'inspector.asked', at: AT, command, newId: newId() }
}
export function acted(act: CitizenAct): VisitEvent {
  return { type: 'citizen.acted', at: AT, act, newId: newId() }
}
