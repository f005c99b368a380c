import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { Clock } from '../../daemon/runtime/clock.ts'
import type { CommandBody, RehearsalRefusal } from '../../daemon/sync/command-body.ts'
import type { Echo } from '../../hw/av/echo.ts'
import type { SendCommand } from '../outbox.ts'
import { readOffer } from '../views.ts'

/**
 * The far end of a box's rehearsal: answers its offer with a peer that sends a picture and a tone and counts what
 * comes. Nothing of it enters seats, tickets, statistics or dossiers, and nothing of it is stored.
 */
export interface EchoInspector {
  /** A box offers a link. One that it offered before is given up: a box rehearses once at a time. */
  offered(box: string, rehearsalId: string, body: unknown): void
  /** Ends every rehearsal and the echo's process. */
  stop(): void
}

export interface EchoInspectorOptions {
  readonly echo: Echo
  readonly send: SendCommand
  /** The office holds a visit at this box: it is not rehearsed. */
  readonly inVisit: (box: string) => boolean
  readonly clock: Clock
  readonly log: Logger
}

interface Rehearsal {
  readonly id: string
  readonly end: AbortController
}

/** So many boxes at the same time: the picture of each costs a tenth of a core and more. */
const MOST = 4
const DEADLINE_MS = 30_000
const COUNTS_MS = 1000
/** An answer or a count that arrives later than this says nothing any more. */
const ANSWER_VALID_MS = 8000
const COUNTS_VALID_MS = 3000
/** The echo's process is kept for the next box this long. */
const IDLE_MS = 5000

export function makeEchoInspector(options: EchoInspectorOptions): EchoInspector {
  const { echo, clock, log } = options
  const running = new Map<string, Rehearsal>()
  let keepIdle = () => {}

  const ended = (box: string, rehearsal: Rehearsal) => {
    if (running.get(box) === rehearsal) running.delete(box)
    keepIdle()
    if (running.size === 0) keepIdle = clock.after(IDLE_MS, echo.stop)
  }
  const refuse = (box: string, rehearsalId: string, why: RehearsalRefusal) => {
    log.warn({ box, why }, 'rehearsal refused')
    void say(options, box, { name: 'rehearsal.refuse', rehearsalId, why }, ANSWER_VALID_MS)
  }
  return {
    offered(box, rehearsalId, body) {
      if (running.get(box)?.id === rehearsalId) return
      running.get(box)?.end.abort()
      running.delete(box)
      const offer = readOffer(body)
      if (!offer) return refuse(box, rehearsalId, 'bad_offer')
      if (options.inVisit(box)) return refuse(box, rehearsalId, 'in_visit')
      if (running.size >= MOST) return refuse(box, rehearsalId, 'busy')
      keepIdle()
      log.info({ box }, 'rehearsal begins')
      const rehearsal = { id: rehearsalId, end: new AbortController() }
      running.set(box, rehearsal)
      play(options, { box, rehearsalId, ...offer }, rehearsal.end.signal)
        .catch((err: unknown) => {
          log.warn({ err, box }, 'the echo inspector failed')
          refuse(box, rehearsalId, 'echo_failed')
        })
        .finally(() => ended(box, rehearsal))
    },
    stop() {
      keepIdle()
      for (const { end } of running.values()) end.abort()
      running.clear()
      echo.stop()
    },
  }
}

interface Offer {
  readonly box: string
  readonly rehearsalId: string
  readonly linkId: string
  readonly sdp: string
}

/** Answers, then tells once a second what came, until the box has heard enough. @throws EchoError */
async function play(
  options: EchoInspectorOptions,
  { box, rehearsalId, linkId, sdp }: Offer,
  signal: AbortSignal,
): Promise<void> {
  const { echo, clock } = options
  const endMs = clock.monotonicMs() + DEADLINE_MS
  // Not the box's own word: two boxes may use the same.
  const peer = randomUUID()
  try {
    const answer = { rehearsalId, linkId, sdp: await echo.answer(peer, sdp) }
    if (signal.aborted) return
    if (!(await say(options, box, { name: 'rehearsal.answer', ...answer }, ANSWER_VALID_MS))) return
    while (!signal.aborted && clock.monotonicMs() < endMs) {
      await clock.sleep(COUNTS_MS, signal)
      const now = signal.aborted ? undefined : echo.counts(peer)
      if (!now || now.state === 'closed' || now.state === 'failed') return
      const { pictures, soundBlocks } = now
      const codes = { read: now.codes.read, unreadable: now.codes.unreadable }
      const counts = {
        name: 'rehearsal.counts',
        rehearsalId,
        pictures,
        soundBlocks,
        codes,
      } as const
      if (!(await say(options, box, counts, COUNTS_VALID_MS))) return
    }
  } finally {
    echo.close(peer)
  }
}

/** False when the box knows of no such rehearsal; one that does not answer may have lost its link for a moment. */
async function say(
  { send }: EchoInspectorOptions,
  box: string,
  body: CommandBody,
  validMs: number,
): Promise<boolean> {
  const { ok, code } = await send(box, randomUUID(), body, validMs)
  return ok || code === 'no_answer'
}
