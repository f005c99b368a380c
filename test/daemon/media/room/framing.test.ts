import fc from 'fast-check'
import t from 'tap'
import type { EyeReading } from '../../../../daemon/media/eyeline/eye-reading.ts'
import {
  calmFraming,
  type Followed,
  follow,
  startFollowing,
} from '../../../../daemon/media/room/framing.ts'

const aspect = 16 / 9
const stepMs = 33

function eyesAt(x: number, y: number, spacing: number, yawRad = 0): EyeReading {
  const half = spacing / aspect / 2
  return { left: { x: x - half, y }, right: { x: x + half, y }, yawRad, takenAtMs: 0 }
}

/** Every state of `count` steps. */
function run(
  from: Followed,
  count: number,
  read: (step: number) => EyeReading | undefined,
): Followed[] {
  const states: Followed[] = []
  let state = from
  for (let step = 0; step < count; step++) {
    state = follow(state, read(step), aspect, state.atMs + stepMs)
    states.push(state)
  }
  return states
}
const last = (states: readonly Followed[]) => states.at(-1) ?? startFollowing(0)

t.test('without a reading the calm place stays as it is', async (t) => {
  const { framing } = last(run(startFollowing(0), 100, () => undefined))
  t.ok(Math.abs(framing.spacing - calmFraming.spacing) < 1e-9)
  t.same(framing.eyes, calmFraming.eyes)
})

t.test('eyes that stay are reached to the last pixel, within seconds', async (t) => {
  const { framing } = last(run(startFollowing(0), 600, () => eyesAt(0.3, 0.6, 0.15)))
  t.ok(Math.abs(framing.eyes.x - 0.3) < 1e-6 && Math.abs(framing.eyes.y - 0.6) < 1e-6)
  t.ok(Math.abs(framing.spacing - 0.15) < 1e-4)
})

t.test('a head that moves is followed without delay', async (t) => {
  const settled = last(run(startFollowing(0), 600, () => eyesAt(0.4, 0.4, 0.1)))
  const moving = run(settled, 60, (step) => eyesAt(0.4 + step * 0.003, 0.4, 0.1))
  moving.forEach(({ framing }, step) => {
    if (Math.abs(framing.eyes.x - (0.4 + step * 0.003)) > 1e-6) t.fail(`behind at step ${step}`)
  })
  t.pass()
})

t.test(
  'found, lost, another person: the place glides and the size creeps, neither jumps',
  async (t) => {
    const someone = fc.record({
      x: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      y: fc.double({ min: 0.1, max: 0.9, noNaN: true }),
      spacing: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
      steps: fc.integer({ min: 1, max: 120 }),
      there: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(someone, { maxLength: 6 }), (people) => {
        let state = startFollowing(0)
        for (const { x, y, spacing, steps, there } of people)
          for (const next of run(state, steps, () => (there ? eyesAt(x, y, spacing) : undefined))) {
            const farEnough = 0.9 * (1 - Math.exp(-stepMs / 400)) + 1.3 * 0.4
            const moved = Math.hypot(
              (next.framing.eyes.x - state.framing.eyes.x) * aspect,
              next.framing.eyes.y - state.framing.eyes.y,
            )
            // Small steps are followed at once, larger ones over some 400 ms.
            if (moved > Math.max(1.2 * state.framing.spacing, farEnough * 0.25)) return false
            if (Math.abs(Math.log(next.framing.spacing / state.framing.spacing)) > 0.06)
              return false
            state = next
          }
        return true
      }),
    )
    t.pass()
  },
)

t.test('a head that turns aside does not make the picture grow', async (t) => {
  const settled = last(run(startFollowing(0), 600, () => eyesAt(0.5, 0.4, 0.1)))
  const turned = last(run(settled, 90, () => eyesAt(0.5, 0.4, 0.07, 0.6)))
  t.equal(turned.framing.spacing, settled.framing.spacing)
})

t.test('eyes that are lost for a moment leave everything where it is', async (t) => {
  const settled = last(run(startFollowing(0), 600, () => eyesAt(0.3, 0.5, 0.1)))
  const blink = last(run(settled, 30, () => undefined))
  t.same(blink.framing, settled.framing)
  const gone = last(run(settled, 900, () => undefined))
  t.ok(Math.abs(gone.framing.eyes.x - calmFraming.eyes.x) < 1e-3)
  t.ok(Math.abs(gone.framing.spacing - calmFraming.spacing) < 1e-3)
})

t.test('two points in one place are nobody', async (t) => {
  const { framing } = last(run(startFollowing(0), 60, () => eyesAt(0.1, 0.1, 0)))
  t.same(framing.eyes, calmFraming.eyes)
})
