import fc from 'fast-check'
import t from 'tap'
import {
  type Debounce,
  type DebounceEffect,
  initial,
  LOCK_OUT_MS,
  NOISY_EDGES_PER_SECOND,
  QUIET_MS,
  SETTLE_MS,
  STUCK_MS,
  step,
} from '../../../daemon/core/debounce.ts'

interface Edge {
  readonly atMs: number
  readonly active: boolean
}
type Told = DebounceEffect & { readonly when: number }

/** Plays edges on a clock of its own; the timer rings when it is due, or `lateMs` later. */
function play(edges: readonly Edge[], untilMs: number, lateMs = 0) {
  let state: Debounce = initial()
  let due: number | undefined
  const told: Told[] = []
  const take = (event: Parameters<typeof step>[1], when: number): void => {
    const result = step(state, event)
    state = result.state
    for (const effect of result.effects) {
      if (effect.type === 'timer.set') due = when + effect.afterMs + lateMs
      else if (effect.type === 'timer.cancel') due = undefined
      else told.push({ ...effect, when })
    }
  }
  const ring = (until: number): void => {
    while (due !== undefined && due <= until) {
      const atMs = due
      due = undefined
      take({ type: 'timer.expired', atMs }, atMs)
    }
  }
  for (const { atMs, active } of edges) {
    ring(atMs)
    take({ type: 'input.changed', active, atMs }, atMs)
  }
  ring(untilMs)
  return { state, told, presses: told.filter(({ type }) => type === 'press.accept') }
}

const open = { atMs: 0, active: false }
const pulse = fc.double({ min: 0.05, max: 15, noNaN: true })

/** A contact that goes to `active` at `atMs` with bounces of these lengths; ends at `active`. */
function train(atMs: number, active: boolean, pulses: readonly number[]): Edge[] {
  const edges = [{ atMs, active }]
  let at = atMs
  for (const [index, length] of pulses.slice(0, pulses.length & ~1).entries()) {
    at += length
    edges.push({ atMs: at, active: index % 2 === 0 ? !active : active })
  }
  return edges
}
const length = (pulses: readonly number[]): number => pulses.reduce((sum, one) => sum + one, 0)
const bounces = fc.array(pulse, { maxLength: 60, size: 'max' })

t.test('a bouncing push is exactly one press, at its first edge', async () => {
  const push = fc.record({
    down: bounces,
    up: bounces,
    holdMs: fc.integer({ min: 20, max: 3000 }),
    lateMs: fc.integer({ min: 0, max: 20 }),
  })
  fc.assert(
    fc.property(push, ({ down, up, holdMs, lateMs }) => {
      const released = 1000 + length(down) + holdMs
      const edges = [open, ...train(1000, true, down), ...train(released, false, up)]
      const { presses } = play(edges, released + length(up) + 5000, lateMs)
      return presses.length === 1 && presses[0]?.when === 1000
    }),
    { numRuns: 3000 },
  )
})

t.test('pushes with a quiet release between them are as many presses', async () => {
  const pushes = fc.array(fc.record({ down: bounces, up: bounces }), { maxLength: 8 })
  fc.assert(
    fc.property(pushes, (list) => {
      const edges: Edge[] = [open]
      let at = 1000
      for (const { down, up } of list) {
        const released = at + length(down) + 100
        edges.push(...train(at, true, down), ...train(released, false, up))
        at = Math.max(released + length(up) + SETTLE_MS, at + LOCK_OUT_MS) + 1001
      }
      return play(edges, at).presses.length === list.length
    }),
    { numRuns: 500 },
  )
})

t.test('two presses are never nearer than the lock-out, whatever the contact does', async () => {
  const step = fc.record({
    after: fc.double({ min: 0, max: 400, noNaN: true }),
    active: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      let at = 0
      const edges = steps.map(({ after, active }) => {
        at += after
        return { atMs: at, active }
      })
      const { presses } = play([open, ...edges], at + 20_000)
      return presses.every(
        ({ when }, n) => n === 0 || when - (presses[n - 1]?.when ?? 0) >= LOCK_OUT_MS,
      )
    }),
  )
})

t.test('a double press at 300 ms is two, at 200 ms is one', async (t) => {
  const twice = (gap: number): Edge[] => [
    open,
    { atMs: 1000, active: true },
    { atMs: 1080, active: false },
    { atMs: 1000 + gap, active: true },
    { atMs: 1080 + gap, active: false },
  ]
  t.equal(play(twice(300), 5000).presses.length, 2)
  t.equal(play(twice(200), 5000).presses.length, 1)
})

t.test('a contact that is closed at the start is no press until it has opened', async (t) => {
  const closed = { atMs: 0, active: true }
  t.equal(play([closed], 100).presses.length, 0)
  const later = [closed, { atMs: 500, active: false }, { atMs: 600, active: true }]
  t.strictSame(
    play(later, 700).presses.map(({ when }) => when),
    [600],
  )
})

t.test('a finger within 30 ms after the release is still the same push', async (t) => {
  const edges = [
    open,
    { atMs: 1000, active: true },
    { atMs: 2000, active: false },
    { atMs: 2020, active: true },
  ]
  t.equal(play(edges, 3000).presses.length, 1)
})

t.test('a contact closed for 10 s is told as stuck, and told as well again', async (t) => {
  const { told } = play(
    [open, { atMs: 1000, active: true }, { atMs: 20_000, active: false }],
    30_000,
  )
  t.match(told, [
    { type: 'press.accept', when: 1000 },
    { type: 'fault.raise', fault: 'stuck', when: 1000 + STUCK_MS },
    { type: 'fault.clear', fault: 'stuck', when: 20_000 },
  ])
})

t.test('a stuck contact that repeats its level stays stuck', async (t) => {
  const edges = [open, { atMs: 1000, active: true }, { atMs: 15_000, active: true }]
  t.equal(play(edges, 30_000).state.contact.phase, 'stuck')
})

/** Edges of a storm, `everyMs` apart. */
function storm(fromMs: number, count: number, everyMs = 1): Edge[] {
  return Array.from({ length: count }, (_, n) => ({
    atMs: fromMs + n * everyMs,
    active: n % 2 === 0,
  }))
}

t.test('a storm of edges is at most the press it began with, and is told', async (t) => {
  const { told, presses } = play([open, ...storm(1000, 2000)], 10_000)
  t.equal(presses.length, 1)
  t.match(told.slice(1), [
    { type: 'fault.raise', fault: 'noisy', when: 1000 + NOISY_EDGES_PER_SECOND },
    { type: 'fault.clear', fault: 'noisy', when: 2999 + QUIET_MS },
  ])
  t.equal(told.length, 3)
})

t.test('after a storm a press counts again, and a closed contact has to open first', async (t) => {
  const open_ = play([open, ...storm(1000, 400), { atMs: 5000, active: true }], 6000)
  t.strictSame(
    open_.presses.map(({ when }) => when),
    [1000, 5000],
  )
  const closed = play([open, ...storm(1000, 401), { atMs: 5000, active: true }], 6000)
  t.equal(closed.presses.length, 1)
  t.equal(closed.state.contact.phase, 'held')
})

t.test('a storm of a stuck contact is a storm', async (t) => {
  const still = Array.from({ length: 250 }, (_, n) => ({ atMs: 15_000 + n, active: true }))
  const { told } = play([open, { atMs: 1000, active: true }, ...still], 15_500)
  t.match(told.slice(2), [
    { type: 'fault.clear', fault: 'stuck' },
    { type: 'fault.raise', fault: 'noisy' },
  ])
})

t.test('a lost input takes its faults and its timer with it', async (t) => {
  const lost = { type: 'input.lost' } as const
  const gone = [{ type: 'timer.cancel' }]
  t.same(step(play([open], 10).state, lost).effects, gone)
  const stuck = play([open, { atMs: 1000, active: true }], 20_000).state
  t.same(step(stuck, lost).effects, [{ type: 'fault.clear', fault: 'stuck' }, ...gone])
  const noisy = play([open, ...storm(1000, 400)], 1400).state
  t.same(step(noisy, lost).effects, [{ type: 'fault.clear', fault: 'noisy' }, ...gone])
  const unknown = initial()
  t.equal(step(unknown, lost).state, unknown)
})

t.test('an event the phase does not know gives back the same state', async (t) => {
  const armed = play([open], 1000).state
  t.equal(armed.contact.phase, 'armed')
  t.equal(step(armed, { type: 'timer.expired', atMs: 2000 }).state, armed)
  const again = step(armed, { type: 'input.changed', active: false, atMs: 2000 })
  t.equal(again.state.contact, armed.contact)
  const held = play([open, { atMs: 1000, active: true }], 1001).state
  t.equal(
    step(held, { type: 'input.changed', active: true, atMs: 1002 }).state.contact,
    held.contact,
  )
})

t.test('a timer that rings too early is set for the rest', async (t) => {
  const settling = play([open], 10).state
  const { state, effects } = step(settling, { type: 'timer.expired', atMs: 29.4 })
  t.equal(state, settling)
  t.match(effects, [{ type: 'timer.set' }])
})

t.test('a press counts although the timer that arms the contact is late', async (t) => {
  const edges = [open, { atMs: 1000, active: true }, { atMs: 1100, active: false }]
  const late = play([...edges, { atMs: 1400, active: true }], 1500, 500)
  t.strictSame(
    late.presses.map(({ when }) => when),
    [1000, 1400],
  )
})

t.test('a timer for nothing is ignored', async (t) => {
  const unknown = initial()
  t.equal(step(unknown, { type: 'timer.expired', atMs: 5 }).state, unknown)
})
