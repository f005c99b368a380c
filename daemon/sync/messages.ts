/**
 * The messages between box and office. Every MQTT payload is a JWS compact (EdDSA, kid `box:{id}` or `office`) whose
 * payload is an `Envelope`. Correctness lives in it: sender, receiver, expiry and order are inside the signature and
 * are compared with the topic. Personal data is a JWE inside `data` and never anywhere else.
 */
import { z } from 'zod'

const iso = z.iso.datetime()
const id = z.string().min(1).max(64)
const jwe = z.string().min(1)

export const ticketSchema = z.object({
  id,
  number: z.string().max(12),
  box: id,
  site: id,
  state: z.enum([
    'issued',
    'waiting',
    'called',
    'serving',
    'parked',
    'transferred',
    'served',
    'referred',
    'no_show',
    'cancelled',
    'expired',
  ]),
  rev: z.int().nonnegative(),
  issuedAt: iso,
  since: iso,
  seat: id.exactOptional(),
  visitId: id.exactOptional(),
  loket: id.exactOptional(),
  room: z.string().max(80).exactOptional(),
})

const partState = z.enum(['starting', 'up', 'simulated', 'degraded', 'down'])
export const loketState = z.enum([
  'new',
  'idle',
  'reserved',
  'in_visit',
  'cleaning',
  'degraded',
  'service_mode',
  'down',
])

/** Box → office, retained, also the will (state `down`). `incarnation` pairs a death with its birth. */
export const lifeSchema = z.object({
  incarnation: z.int().nonnegative(),
  software: z.string(),
  state: z.enum(['up', 'down']),
  loket: loketState,
  parts: z.record(z.string(), partState),
  visitId: id.optional(),
})

/** Box → office, retained: every open ticket of the box. */
export const queueSchema = z.object({ rev: z.int().nonnegative(), tickets: z.array(ticketSchema) })

/**
 * Box → office, durable: rows of the outbox, in order of `seq` within `epoch`. They carry state rather than change,
 * so that a repeated one does no harm.
 */
export const eventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket.changed'), ticket: ticketSchema }),
  z.object({
    kind: z.literal('visit.changed'),
    visitId: id,
    ticketId: id,
    /** Seat and kind are not known of a visit that the box has lost. */
    seat: id.exactOptional(),
    phase: z.enum([
      'reserved',
      'preparing',
      'live',
      'interrupted',
      'resumed',
      'wrapping',
      'closed',
    ]),
    visitKind: z.enum(['talk', 'notification', 'report', 'complaint']).exactOptional(),
    /** Set once the visit is closed: what the issuing box must do with the ticket. */
    ticketEnd: z.enum(['served', 'referred', 'no_show', 'cancelled', 'waiting']).optional(),
  }),
  z.object({
    kind: z.literal('dossier.sealed'),
    dossierId: id,
    visitId: id,
    number: z.string(),
    visitKind: z.enum(['talk', 'notification', 'report', 'complaint']),
    outcome: z.enum(['advised', 'referred', 'signed', 'refused', 'left', 'abandoned']),
    seat: id,
    closedAt: iso,
    jwe,
  }),
  z.object({ kind: z.literal('audit.head'), n: z.int(), hash: z.string() }),
])

/**
 * Box → office, not retained: the visit of the box; `jwe` opens to a `VisitView`, a link offer or, once a second, how
 * the links do (`LinkNews`). A `rehearsal` is an offer to the echo inspector, and its own id stands where the visit's
 * would.
 */
export const viewSchema = z.object({
  visitId: id,
  what: z.enum(['visit', 'offer', 'links', 'rehearsal']),
  jwe,
})

/** Office → box: the last contiguous position that the office has committed. */
export const ackSchema = z.object({ epoch: id, seq: z.int().nonnegative() })

/** Office → box. `jwe` opens to a `CommandBody`; the box drops one past `expires` or below its highest term. */
export const commandSchema = z.object({
  commandId: id,
  term: z.int().nonnegative(),
  expires: iso,
  jwe,
})

/** Box → office, not retained: the answer to a command; the office repeats the command until it hears one. */
export const resultSchema = z.object({
  commandId: id,
  ok: z.boolean(),
  code: z.string().optional(),
  draftRev: z.int().optional(),
})

/** Office → everybody, retained. */
export const boardSchema = z.object({
  rev: z.int().nonnegative(),
  tickets: z.array(
    z.object({
      number: z.string(),
      site: id,
      siteName: z.string(),
      state: ticketSchema.shape.state,
      since: iso,
      room: z.string().optional(),
    }),
  ),
  estimates: z.record(z.string(), z.object({ fromMinutes: z.int(), toMinutes: z.int() })),
})

/** Office → everybody, retained, also the will. */
export const officeLifeSchema = z.object({
  term: z.int().nonnegative(),
  state: z.enum(['up', 'down']),
})

export const envelopeSchema = z.object({
  v: z.literal(1),
  t: z.enum(['life', 'q', 'ev', 'dos', 'res', 'view', 'ack', 'cmd', 'board', 'office']),
  id: z.string(),
  from: z.string(),
  to: z.string(),
  at: iso,
  /** Only on `ev` and `dos`. */
  epoch: z.string().optional(),
  seq: z.int().positive().optional(),
  data: z.unknown(),
})

export type Envelope = z.infer<typeof envelopeSchema>
export type Life = z.infer<typeof lifeSchema>
export type ViewKind = z.infer<typeof viewSchema>['what']
export type BoxQueue = z.infer<typeof queueSchema>
export type BoxEvent = z.infer<typeof eventSchema>
export type Command = z.infer<typeof commandSchema>
export type CommandResult = z.infer<typeof resultSchema>
export type PublicBoard = z.infer<typeof boardSchema>
export type OfficeLife = z.infer<typeof officeLifeSchema>
