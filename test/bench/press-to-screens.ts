import { setTimeout as sleep } from 'node:timers/promises'
import type { InfoState } from '../../daemon/screens/protocol.ts'
import type { RoomState } from '../../hw/room/protocol.ts'
import type { GatewayPush } from '../../office/gateway/protocol.ts'
import { Feed, Inspector, until } from '../system/clients.ts'
import { type TestDemo, testDemo } from '../system/demo.ts'
import { mqttRoundTrip } from './mqtt-round-trip.ts'
import { median, quantile, type Row, row } from './row.ts'

const PRESSES = 60
/** Round trips after each press. */
const TRIPS = 10
/** Once round by MQTT is the least that two messages take; the rest is what we do with them. */
const TARGET = 20
const LIMIT_MS = 1000
/** Until the next push of the finger. */
const RELEASE_MS = 500

/** From the hand on the button to the number on another loket's info screen and on a console, whichever is later. */
export async function pressToScreens(progress: (text: string) => void): Promise<readonly Row[]> {
  const demo = await testDemo({ lokets: 2, reader: 'sim' })
  const tookMs: number[] = []
  const tripMs: number[] = []
  try {
    progress('two lokets are up')
    const trip = await mqttRoundTrip(demo.folder)
    const counter = await watchers(demo)
    try {
      for (let n = 0; n <= PRESSES; n += 1) {
        const took = await counter.press()
        const trips: number[] = []
        for (let each = 0; each < TRIPS; each += 1) trips.push(await trip.once())
        // The first of each warms up.
        if (n === 0) continue
        tookMs.push(took)
        tripMs.push(...trips)
      }
    } finally {
      counter.close()
      await trip.close()
    }
  } finally {
    await demo.end()
  }
  progress(`${PRESSES} presses, p50 ${median(tookMs).toFixed(1)} ms`)
  const subject = 'press to the number on another loket and a console'
  const shared = { subject, unit: 'ms', better: 'lower' } as const
  return [
    row({
      ...shared,
      name: 'press-to-screens',
      baseline: 'raw MQTT QoS 1 round trip, same kind of broker',
      value: median(tookMs),
      baselineValue: median(tripMs),
      target: TARGET,
    }),
    row({
      ...shared,
      name: 'press-to-screens-p99',
      baseline: 'limit',
      value: quantile(tookMs, 0.99),
      baselineValue: LIMIT_MS,
      target: 1,
    }),
  ]
}

/** Presses at the first loket; looks at the second one and at a console. */
async function watchers(demo: TestDemo) {
  const [here, there] = demo.rooms
  const ws = (url = '') => url.replace(/^http/, 'ws')
  const hand = new Feed<RoomState>(`${ws(here?.url)}/hand`)
  const atScreen = new Map<string, number>()
  const info = new Feed<InfoState>(`${ws(there?.screens)}/api/info`, {
    hear: (state) => note(atScreen, state.queue),
  })
  const inspector = await Inspector.logIn(demo.console, 'an', 'loket-an')
  inspector.close()
  const atConsole = new Map<string, number>()
  const console = new Feed<GatewayPush>(`${ws(demo.console)}/api/console`, {
    headers: { cookie: inspector.cookie, origin: demo.console },
    hear: (push) => push.is === 'board' && note(atConsole, push.board.tickets),
  })
  const ready = () => hand.state && console.state && info.state?.office === 'reached'
  await until('the screens', ready)
  return {
    press: async () => {
      const slip = hand.state?.slips.at(-1)?.slip
      const before = new Set(atScreen.keys())
      const startedMs = performance.now()
      hand.send({ do: 'button.press' })
      const seenMs = await until('the number on both', () => {
        const number = [...atScreen.keys()].find((each) => !before.has(each)) ?? ''
        return Math.max(atScreen.get(number) ?? 0, atConsole.get(number) ?? Number.NaN)
      })
      await until('the slip', () => hand.state?.slips.at(-1)?.slip !== slip)
      await sleep(RELEASE_MS)
      return seenMs - startedMs
    },
    close: () => {
      for (const each of [hand, info, console]) each.close()
    },
  }
}

/** When each number was first seen. */
function note(seen: Map<string, number>, rows: readonly { readonly number: string }[]): void {
  const atMs = performance.now()
  for (const { number } of rows) if (!seen.has(number)) seen.set(number, atMs)
}
