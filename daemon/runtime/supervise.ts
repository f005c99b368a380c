import type { Clock } from './clock.ts'
import type { Logger } from './log.ts'

/** A supervised part: `run` works until `signal` aborts, and throws when the part is out. */
export interface Unit {
  readonly name: string
  run(signal: AbortSignal): Promise<void>
}
export interface Supervision {
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly log: Logger
  /** Told when the unit goes down and when it is about to be tried again. */
  readonly onState: (state: 'starting' | 'down') => void
  readonly firstDelayMs?: number
  readonly maxDelayMs?: number
  /** A run this long counts as healthy and resets the backoff. */
  readonly healthyMs?: number
}

/**
 * Runs a unit again and again with capped exponential backoff until the signal aborts. One that refuses its settings,
 * by an error whose `code` ends in `bad_settings`, is left down. Never rejects.
 */
export async function supervise(unit: Unit, options: Supervision): Promise<void> {
  const { signal, clock, log, onState } = options
  const { firstDelayMs = 100, maxDelayMs = 10_000, healthyMs = 10_000 } = options
  let delayMs = firstDelayMs
  while (!signal.aborted) {
    const startedMs = clock.monotonicMs()
    onState('starting')
    try {
      await unit.run(signal)
    } catch (err) {
      if (signal.aborted) return
      if (isBadSettings(err)) {
        log.error({ unit: unit.name, err }, 'unit refuses its settings')
        return onState('down')
      }
      log.error({ unit: unit.name, err, retryInMs: delayMs }, 'unit is out')
    }
    if (signal.aborted) return
    onState('down')
    if (clock.monotonicMs() - startedMs >= healthyMs) delayMs = firstDelayMs
    await clock.sleep(delayMs, signal)
    delayMs = Math.min(delayMs * 2, maxDelayMs)
  }
}

function isBadSettings(err: unknown): boolean {
  return err instanceof Error && 'code' in err && String(err.code).endsWith('bad_settings')
}
