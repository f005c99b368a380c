/** Time as the runtime sees it. Wall time may jump; durations come from the monotonic clock. */
export interface Clock {
  /** Wall time, ISO 8601, UTC, milliseconds. */
  now(): string
  /** Milliseconds since some fixed point; never jumps. */
  monotonicMs(): number
  /** Runs `act` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, act: () => void): () => void
  /** Waits `delayMs`, or until `signal` aborts; never rejects. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<'elapsed' | 'aborted'>
}

/** A clock whose time stands still until somebody moves it. For tests. */
export interface ManualClock extends Clock {
  /** Moves wall and monotonic time on, firing the timers that fall due, in order. */
  advance(byMs: number): Promise<void>
  /** Sets the wall clock only: what a jump of the system time looks like. */
  jump(iso: string): void
}

type Timer = Pick<Clock, 'now' | 'monotonicMs' | 'after'>

export function systemClock(): Clock {
  let last = { ms: Number.NaN, iso: '' }
  return withSleep({
    // One transaction asks several times in the same millisecond.
    now: () => {
      const ms = Date.now()
      if (ms !== last.ms) last = { ms, iso: new Date(ms).toISOString() }
      return last.iso
    },
    monotonicMs: () => performance.now(),
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs)
      return () => clearTimeout(timer)
    },
  })
}

export function manualClock(startIso: string): ManualClock {
  const waiting = new Map<symbol, { readonly due: number; readonly act: () => void }>()
  let wallMs = Date.parse(startIso)
  let monoMs = 0
  const timer: Timer = {
    now: () => new Date(wallMs).toISOString(),
    monotonicMs: () => monoMs,
    after(delayMs, act) {
      const id = Symbol('timer')
      waiting.set(id, { due: monoMs + Math.max(0, delayMs), act })
      return () => waiting.delete(id)
    },
  }
  const moveTo = (targetMs: number) => {
    wallMs += targetMs - monoMs
    monoMs = targetMs
  }
  return {
    ...withSleep(timer),
    jump: (iso) => {
      wallMs = Date.parse(iso)
    },
    async advance(byMs) {
      const end = monoMs + byMs
      // What was begun before gets to set its timers first.
      await new Promise(setImmediate)
      for (let next = firstDue(waiting, end); next; next = firstDue(waiting, end)) {
        waiting.delete(next.id)
        moveTo(Math.max(monoMs, next.due))
        next.act()
        await new Promise(setImmediate)
      }
      moveTo(end)
    },
  }
}

function firstDue(waiting: ReadonlyMap<symbol, { due: number; act: () => void }>, endMs: number) {
  const due = [...waiting].filter(([, timer]) => timer.due <= endMs)
  const first = due.toSorted(([, a], [, b]) => a.due - b.due)[0]
  return first && { id: first[0], ...first[1] }
}

function withSleep(timer: Timer): Clock {
  return {
    ...timer,
    sleep: (delayMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve('aborted')
        const aborted = () => {
          cancel()
          resolve('aborted')
        }
        const cancel = timer.after(delayMs, () => {
          signal?.removeEventListener('abort', aborted)
          resolve('elapsed')
        })
        signal?.addEventListener('abort', aborted, { once: true })
      }),
  }
}

const HOUR_MS = 3_600_000
const dayFormats = new Map<string, Intl.DateTimeFormat>()

/**
 * The day, `2026-11-23`, that `iso` belongs to where the lokets stand; ticket numbers start anew with it. Before
 * `startsAtHour` local time it is still the day before.
 */
export function businessDay(iso: string, timeZone = 'Europe/Brussels', startsAtHour = 0): string {
  const known = dayFormats.get(timeZone)
  const format = known ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' })
  if (!known) dayFormats.set(timeZone, format)
  return format.format(new Date(Date.parse(iso) - startsAtHour * HOUR_MS))
}
