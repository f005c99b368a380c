import t from 'tap'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import type { MqttSession } from '../../../daemon/sync/mqtt-session.ts'
import { type ReconnectMode, stayConnected } from '../../../daemon/sync/stay-connected.ts'

/** Tries against a broker that never answers; gives the moments of the attempts in ms. */
async function attempts(
  mode: () => ReconnectMode,
  random: number,
  forMs: number,
): Promise<number[]> {
  const clock = manualClock('2026-11-23T10:00:00Z')
  const stop = new AbortController()
  const at: number[] = []
  const done = stayConnected(
    {
      clock,
      mode: () => (clock.monotonicMs() >= 30_000 ? 'visit' : mode()),
      idleSpreadMs: 60_000,
      random: () => random,
      connect: async () => {
        at.push(clock.monotonicMs())
        return null
      },
      farewell: async () => {},
    },
    stop.signal,
  )
  await clock.advance(forMs)
  stop.abort()
  await done
  return at
}

t.test('in a visit it tries again at once, then within a second', async (t) => {
  const at = await attempts(() => 'visit', 1, 10_000)
  const gaps = at.slice(1).map((moment, index) => moment - (at[index] ?? 0))
  t.ok(gaps.length >= 9)
  t.same(gaps.slice(0, 4), [100, 200, 400, 800])
  t.ok(gaps.every((gap) => gap <= 1000))
})

t.test('an idle box waits its share of the spread, until a visit begins', async (t) => {
  t.same(await attempts(() => 'idle', 0.4, 29_000), [0, 24_000])
  const at = await attempts(() => 'idle', 0.9, 31_000)
  t.equal(at[0], 0)
  t.ok((at[1] ?? 0) <= 30_250, 'a visit cuts the wait short')
})

t.test('leaving by its own will, it says farewell and closes', async (t) => {
  const said: string[] = []
  const session: MqttSession = {
    open: true,
    closed: new Promise(() => {}),
    publish: async () => true,
    close: async () => void said.push('close'),
  }
  const stop = new AbortController()
  const ran = stayConnected(
    {
      clock: manualClock('2026-11-23T10:00:00Z'),
      mode: () => 'visit',
      idleSpreadMs: 1000,
      connect: async () => session,
      farewell: async () => void said.push('farewell'),
    },
    stop.signal,
  )
  await new Promise(setImmediate)
  stop.abort()
  await ran
  t.same(said, ['farewell', 'close'])
})
