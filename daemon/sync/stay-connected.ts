import type { Clock } from '../runtime/clock.ts'
import type { MqttSession } from './mqtt-session.ts'

/** `visit`: somebody is waiting, come back at once. `idle`: spread out, thousands of boxes may have lost the broker. */
export type ReconnectMode = 'visit' | 'idle'

const VISIT_FIRST_MS = 50
const VISIT_MOST_MS = 1000
/** An idle wait is looked at this often, so that the start of a visit cuts it short. */
const LOOK_EVERY_MS = 250
const FAREWELL_MS = 500

/** Connects, waits for the end of the session, and connects again, until `signal` aborts. */
export async function stayConnected(
  options: {
    readonly clock: Clock
    readonly mode: () => ReconnectMode
    readonly idleSpreadMs: number
    readonly connect: () => Promise<MqttSession | null>
    /** What is said before we leave by our own will. */
    readonly farewell: () => Promise<unknown>
    readonly random?: () => number
  },
  signal: AbortSignal,
): Promise<void> {
  const { clock } = options
  let failures = 0
  while (!signal.aborted) {
    const session = await options.connect()
    if (session) {
      failures = 0
      await endOf(session, signal)
    } else failures += 1
    if (signal.aborted) {
      if (session?.open) await Promise.race([options.farewell(), clock.sleep(FAREWELL_MS)])
      return await session?.close()
    }
    await pause(options, failures, signal)
  }
}

async function endOf(session: MqttSession, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    if (signal.aborted) return resolve()
    const aborted = () => resolve()
    signal.addEventListener('abort', aborted, { once: true })
    void session.closed.then(() => {
      signal.removeEventListener('abort', aborted)
      resolve()
    })
  })
}

type Pause = Pick<Parameters<typeof stayConnected>[0], 'clock' | 'mode' | 'idleSpreadMs' | 'random'>
async function pause(options: Pause, failures: number, signal: AbortSignal): Promise<void> {
  const { clock, mode, idleSpreadMs, random = Math.random } = options
  const started = clock.monotonicMs()
  const idleMs = random() * idleSpreadMs
  const visitMs = Math.min(VISIT_MOST_MS, VISIT_FIRST_MS * 2 ** failures) * (0.5 + random() / 2)
  const left = () =>
    started + (mode() === 'visit' ? Math.min(visitMs, idleMs) : idleMs) - clock.monotonicMs()
  for (let waitMs = left(); waitMs > 0 && !signal.aborted; waitMs = left())
    await clock.sleep(Math.min(waitMs, LOOK_EVERY_MS), signal)
}
