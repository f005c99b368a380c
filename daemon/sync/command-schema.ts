import { z } from 'zod'
import { EXCHANGE_LIMITS, EXCHANGE_TYPES } from '../core/exchange-view.ts'
import { MOST_SEAT_SAMPLES } from '../core/eye-contact.ts'
import { INJURED_CHOICES } from '../core/injured-view.ts'
import { NO_CARD_LIMITS } from '../core/no-card.ts'
import { LOSSES, LOST_DOCUMENTS } from '../core/paper-view.ts'
import { NO_CARD_REASONS, SHOWN_DOCUMENTS, VISIT_KINDS } from '../core/visit-view.ts'
import type { CommandBody } from './command-body.ts'

const id = z.string().min(1).max(64)
const name = z.string().min(1).max(120)
const count = z.int().nonnegative()
/** A session description is some kilobytes; a statement of a long day stays below the other. */
const MAX_SDP = 64 * 1024
const MAX_TEXT = 100_000

const words = z.string().trim().min(1).max(500)
const paperOrder = z.discriminatedUnion('paper', [
  z.strictObject({ paper: z.literal('attestation'), facts: words }),
  z.strictObject({
    paper: z.literal('loss'),
    what: z.enum(LOST_DOCUMENTS),
    how: z.enum(LOSSES),
    number: z.exactOptional(z.string().min(1).max(40)),
    circumstances: words,
    docstopTold: z.boolean(),
  }),
])

/** What is longer has its place in the statement. */
const MAX_FACTS = 2000
const injuredOrder = z.strictObject({
  choice: z.enum(INJURED_CHOICES),
  facts: z.string().trim().min(1).max(MAX_FACTS),
  damage: z.exactOptional(words),
  prosecutor: z.exactOptional(z.string().trim().min(1).max(120)),
})

const angle = z.number().min(-90).max(90)

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const { bytes: mostBytes, partBytes, nameLength } = EXCHANGE_LIMITS

const visitCommand = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('visit.kind'), kind: z.enum(VISIT_KINDS) }),
  z.strictObject({ name: z.literal('visit.show') }),
  z.strictObject({ name: z.literal('link.ask') }),
  z.strictObject({ name: z.literal('link.answer'), linkId: id, sdp: z.string().max(MAX_SDP) }),
  z.strictObject({
    name: z.literal('eyes.seat'),
    samplesDeg: z
      .array(z.tuple([angle, angle]))
      .min(1)
      .max(MOST_SEAT_SAMPLES),
    uncertainDeg: z.number().min(0).max(90),
    placeAt: z.iso.datetime(),
  }),
  z.strictObject({ name: z.literal('rights.present') }),
  z.strictObject({ name: z.literal('identity.ask') }),
  z.strictObject({
    name: z.literal('identity.prove'),
    nonce: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  z.strictObject({
    name: z.literal('identity.record'),
    reason: z.enum(NO_CARD_REASONS),
    assurance: z.enum(['visual', 'declared']),
    shown: z.enum(SHOWN_DOCUMENTS),
    shownNumber: z.exactOptional(z.string().trim().max(NO_CARD_LIMITS.shownNumber)),
    shownCountry: z.exactOptional(z.string().trim().max(NO_CARD_LIMITS.shownCountry)),
    surname: z.string().trim().max(NO_CARD_LIMITS.surname),
    givenNames: z.string().trim().max(NO_CARD_LIMITS.givenNames),
    birthDate: z.string().trim().max(NO_CARD_LIMITS.birthDate),
    basis: z.string().trim().max(NO_CARD_LIMITS.basis),
  }),
  z.strictObject({
    name: z.literal('draft.edit'),
    rev: z.int().nonnegative(),
    text: z.string().max(MAX_TEXT),
  }),
  z.strictObject({
    name: z.literal('exchange.begin'),
    sha256,
    title: z.string().trim().min(1).max(nameLength),
    type: z.enum(EXCHANGE_TYPES),
    bytes: z.int().min(1).max(mostBytes),
  }),
  z.strictObject({
    name: z.literal('exchange.part'),
    sha256,
    part: count,
    base64: z.base64().max(4 * Math.ceil(partBytes / 3)),
  }),
  z.strictObject({ name: z.literal('exchange.drop'), sha256 }),
  z.strictObject({ name: z.literal('exchange.show'), sha256 }),
  z.strictObject({ name: z.literal('exchange.hide') }),
  z.strictObject({ name: z.literal('document.present') }),
  z.strictObject({ name: z.literal('injured.present'), order: injuredOrder }),
  z.strictObject({ name: z.literal('document.withdraw') }),
  z.strictObject({ name: z.literal('signature.ask') }),
  z.strictObject({ name: z.literal('paper.add'), order: paperOrder }),
  z.strictObject({ name: z.literal('paper.drop'), paper: z.enum(['attestation', 'loss']) }),
  z.strictObject({
    name: z.literal('visit.wrap'),
    outcome: z.enum(['advised', 'referred', 'signed', 'refused', 'left', 'abandoned']),
  }),
  z.strictObject({ name: z.literal('visit.close') }),
  z.strictObject({ name: z.literal('visit.not_here') }),
  z.strictObject({ name: z.literal('visit.return') }),
])

/** What the sealed body of a command must be. Unknown keys are refused: a box never half understands a command. */
export const commandBodySchema: z.ZodType<CommandBody> = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('ticket.claim'),
    ticketId: id,
    seat: id,
    visitId: id,
    loket: id,
    room: name,
    undo: z.exactOptional(z.literal(true)),
  }),
  z.strictObject({
    name: z.literal('ticket.end'),
    ticketId: id,
    visitId: id,
    end: z.enum(['served', 'referred', 'no_show', 'cancelled', 'waiting']),
  }),
  z.strictObject({
    name: z.literal('visit.open'),
    visitId: id,
    ticket: z.strictObject({ id, number: z.string().max(12), box: id }),
    inspector: z.strictObject({ seat: id, name }),
  }),
  z.strictObject({
    name: z.literal('dossier.receipt'),
    dossierId: id,
    sha256,
  }),
  z.strictObject({ name: z.literal('visit'), visitId: id, command: visitCommand }),
  z.strictObject({
    name: z.literal('rehearsal.answer'),
    rehearsalId: id,
    linkId: id,
    sdp: z.string().max(MAX_SDP),
  }),
  z.strictObject({
    name: z.literal('rehearsal.counts'),
    rehearsalId: id,
    pictures: count,
    soundBlocks: count,
    codes: z.strictObject({ read: count, unreadable: count }),
  }),
  z.strictObject({
    name: z.literal('rehearsal.refuse'),
    rehearsalId: id,
    why: z.enum(['in_visit', 'busy', 'bad_offer', 'echo_failed']),
  }),
])
