import type { Parts } from '../core/visit-view.ts'
import type { MediaStats } from '../media/protocol.ts'
import type { BoxStore } from '../store/box-store.ts'
import type { Clock } from './clock.ts'

/** What a step is worth: shown on the real thing, shown on a simulator, or not tried here. */
export type Proof = 'proven' | 'simulated' | 'skipped'
export interface RehearsalStep {
  readonly name: string
  /** Milliseconds it took. */
  readonly ms: number
  readonly ok: boolean
  readonly how: Proof
  /** Why it failed or was skipped; one word, no personal data. */
  readonly reason?: string
}
export type Rehearsed =
  | { readonly ok: boolean; readonly steps: readonly RehearsalStep[] }
  /** Somebody sits here or is on the way, or another rehearsal runs: nothing was touched. */
  | { readonly ok: false; readonly error: 'busy' }

export interface RehearsalOptions {
  readonly store: BoxStore
  readonly clock: Clock
  readonly parts: () => Parts
  /** The newest figures of the media child; a new object every second. */
  readonly stats: () => MediaStats | null
  /** Somebody sits here or is called. */
  readonly occupied: () => boolean
  /** One exchange with the signature pad. @throws when the pad does not answer. */
  readonly askPad: () => Promise<void>
  /** Starts the camera for a link that nobody answers; the returned function ends it. */
  readonly openCamera: () => () => void
  /** Picture and sound to the office and back. @throws with a `code` that names what did not come through. */
  readonly proveBothWays: () => Promise<unknown>
  /** The outbox has a new row. */
  readonly onAppend: () => void
}

type Outcome = { readonly how: Proof; readonly reason?: string }
type Part = keyof Parts

/** What a part must show within this long; the slip printer is asked every two seconds. */
const PART_MS = 3000
const OFFICE_MS = 5000
const LOOK_MS = 20

/** A step did not hold. */
class NotProvenError extends Error {
  readonly code = 'NOT_PROVEN'
  readonly scope = 'unit'
}

/** Proves without a person what can be proven: the daemon's own parts, each with its time. */
export function makeRehearsal(options: RehearsalOptions): () => Promise<Rehearsed> {
  const { clock, occupied } = options
  let running = false
  const steps: readonly [string, () => Promise<Outcome>][] = [
    ['store', () => tryStore(options)],
    ['button', () => tryPart(options, 'button')],
    ['slip_printer', () => tryPart(options, 'slip_printer')],
    ['card_reader', () => tryPart(options, 'card_reader')],
    ['pad', () => tryPad(options)],
    ['document_printer', () => tryPart(options, 'document_printer')],
    ['media_capture', () => tryCapture(options)],
    ['office', () => tryOffice(options)],
    ['media_both_ways', () => tryBothWays(options)],
  ]
  const play = async (name: string, step: () => Promise<Outcome>): Promise<RehearsalStep> => {
    const startedMs = clock.monotonicMs()
    const outcome = await (occupied() ? taken() : step()).then(
      (held) => ({ ok: true, ...held }),
      (cause: unknown) => ({ ok: false, how: 'skipped' as const, reason: reasonOf(cause) }),
    )
    return { name, ms: Math.round(clock.monotonicMs() - startedMs), ...outcome }
  }
  return async () => {
    if (running || occupied()) return { ok: false, error: 'busy' }
    running = true
    try {
      const played: RehearsalStep[] = []
      for (const [name, step] of steps) played.push(await play(name, step))
      return { ok: played.every(({ ok }) => ok), steps: played }
    } finally {
      running = false
    }
  }
}

/** A citizen goes before a rehearsal: what is left of it is not tried. */
async function taken(): Promise<Outcome> {
  throw new NotProvenError('occupied')
}

async function tryStore({ store }: RehearsalOptions): Promise<Outcome> {
  store.transact((tx) => tx.audit('rehearsal.begun', {}))
  if (!store.verifyAudit().ok) throw new NotProvenError('audit_broken')
  return { how: 'proven' }
}

/** The head of the audit goes to the office, which says that it has committed it. */
async function tryOffice({ store, clock, onAppend }: RehearsalOptions): Promise<Outcome> {
  const checked = store.verifyAudit()
  const head = store.auditRows(checked.ok ? checked.rows : 0).at(-1)
  if (!head) throw new NotProvenError('audit_broken')
  const { n, hash } = head
  const seq = store.transact((tx) => tx.append({ kind: 'audit.head', n, hash }))
  onAppend()
  await until(clock, OFFICE_MS, 'no_answer', () => store.acked() >= seq)
  return { how: 'proven' }
}

async function tryPart({ clock, parts }: RehearsalOptions, part: Part): Promise<Outcome> {
  await until(clock, PART_MS, part, () => parts()[part] === 'up' || parts()[part] === 'simulated')
  return { how: proofOf(parts(), part) }
}

async function tryPad(options: RehearsalOptions): Promise<Outcome> {
  const held = await tryPart(options, 'pad')
  await options.askPad()
  return held
}

async function tryCapture(options: RehearsalOptions): Promise<Outcome> {
  const { clock, stats, openCamera } = options
  const held = await tryPart(options, 'media')
  const before = stats()
  const close = openCamera()
  try {
    await until(clock, PART_MS, 'no_frames', () => {
      const now = stats()
      return now !== before && now !== null && now.captureFps > 0
    })
  } finally {
    close()
  }
  return held
}

/**
 * By codes drawn into the pictures at either end and read at the other. A simulated camera shows in its own step: the
 * way to the office and back is the one that a visit takes.
 */
async function tryBothWays({ proveBothWays }: RehearsalOptions): Promise<Outcome> {
  await proveBothWays()
  return { how: 'proven' }
}

function proofOf(parts: Parts, part: Part): Proof {
  return parts[part] === 'simulated' ? 'simulated' : 'proven'
}

async function until(
  clock: Clock,
  deadlineMs: number,
  reason: string,
  holds: () => boolean,
): Promise<void> {
  const endMs = clock.monotonicMs() + deadlineMs
  while (!holds()) {
    if (clock.monotonicMs() > endMs) throw new NotProvenError(reason)
    await clock.sleep(LOOK_MS)
  }
}

/** Only our own words go out: a driver's message may quote what it read. */
function reasonOf(cause: unknown): string {
  if (cause instanceof NotProvenError) return cause.message
  if (typeof cause === 'object' && cause && 'code' in cause && typeof cause.code === 'string')
    return cause.code.toLowerCase()
  return 'failed'
}
