import t from 'tap'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import { supervise, type Unit } from '../../../daemon/runtime/supervise.ts'
import { AT } from '../core/letters.ts'
import { silent } from './keeper-rig.ts'

/** Runs a unit under a clock that the test moves. */
function supervised(run: Unit['run']) {
  const clock = manualClock(AT)
  const stop = new AbortController()
  const startsMs: number[] = []
  const states: string[] = []
  const done = supervise(
    {
      name: 'hw.test',
      run: (signal) => {
        startsMs.push(clock.monotonicMs())
        return run(signal)
      },
    },
    {
      signal: stop.signal,
      clock,
      log: silent,
      onState: (state) => states.push(state),
      firstDelayMs: 100,
      maxDelayMs: 1000,
      healthyMs: 5000,
    },
  )
  return { clock, stop, startsMs, states, done }
}
const failing = async () => {
  throw new TypeError('out')
}

t.test('a unit that dies is tried again, ever more slowly, up to a limit', async (t) => {
  const { clock, stop, startsMs, states, done } = supervised(failing)
  await clock.advance(5000)
  t.same(startsMs, [0, 100, 300, 700, 1500, 2500, 3500, 4500])
  t.same(states.slice(0, 4), ['starting', 'down', 'starting', 'down'])
  stop.abort()
  await done
})

t.test('a unit that refuses its settings stays down', async (t) => {
  const { clock, startsMs, states, done } = supervised(async () => {
    throw Object.assign(new TypeError('refused'), { code: 'media.bad_settings' })
  })
  await clock.advance(60_000)
  t.same(startsMs, [0])
  t.same(states, ['starting', 'down'])
  await done
})

t.test('a healthy run makes the next delay short again', async (t) => {
  const { clock, stop, startsMs, done } = supervised(async () => {
    if (startsMs.length < 4) throw new TypeError('out')
    if (startsMs.length === 4) await clock.sleep(5000)
    throw new TypeError('out')
  })
  await clock.advance(700)
  t.same(startsMs, [0, 100, 300, 700])
  await clock.advance(5100)
  t.same(startsMs.slice(4), [5800], '100 ms after it went out')
  stop.abort()
  await done
})

t.test('a unit that ends by itself is down as well', async (t) => {
  const { clock, stop, startsMs, states, done } = supervised(async () => {})
  await clock.advance(100)
  t.equal(startsMs.length, 2)
  t.ok(states.includes('down'))
  stop.abort()
  await done
})

t.test('stopped by us is not died', async (t) => {
  const waiting = supervised(failing)
  await waiting.clock.advance(0)
  waiting.stop.abort()
  await waiting.done
  await waiting.clock.advance(10_000)
  t.equal(waiting.startsMs.length, 1, 'not in the middle of the delay')
  for (const end of ['returns', 'throws']) {
    const running = supervised(
      (signal) =>
        new Promise((resolve, reject) => {
          const stopped = () => (end === 'throws' ? reject(new TypeError('cut')) : resolve())
          signal.addEventListener('abort', stopped)
        }),
    )
    await running.clock.advance(10)
    running.stop.abort()
    await running.done
    t.same(running.states, ['starting'], end)
  }
})

t.test('nothing is started once it was stopped', async (t) => {
  const clock = manualClock(AT)
  const run = () => Promise.reject(new TypeError('started'))
  const states: string[] = []
  await supervise(
    { name: 'hw.test', run },
    { signal: AbortSignal.abort(), clock, log: silent, onState: (state) => states.push(state) },
  )
  t.same(states, [])
})
