import t from 'tap'
import {
  calmReadings,
  gradeOf,
  type SteadyGrade,
  steady,
} from '../../../../daemon/media/link/link-grade.ts'
import type { LinkStats } from '../../../../daemon/media/link/link-stats.ts'

const flow = { loss: 0, jitterMs: 2, fps: 30, kbps: 900 }
const well: LinkStats = {
  linkId: 'one',
  path: 'direct',
  roundTripMs: 20,
  bufferMs: 40,
  in: flow,
  out: flow,
}

t.test('the worst figure of either direction grades a link', async (t) => {
  t.equal(gradeOf(well), 'good')
  t.equal(gradeOf({ ...well, out: { ...flow, loss: 0.03 } }), 'fair')
  t.equal(gradeOf({ ...well, in: { ...flow, loss: 0.08 } }), 'poor')
  t.equal(gradeOf({ ...well, roundTripMs: 300 }), 'fair')
  t.equal(gradeOf({ ...well, roundTripMs: 900 }), 'poor')
  t.equal(gradeOf({ ...well, in: { ...flow, jitterMs: 40 } }), 'fair')
  t.equal(gradeOf({ ...well, in: { ...flow, fps: 9 } }), 'poor')
  t.equal(gradeOf({ ...well, in: { ...flow, fps: 15 } }), 'fair')
  t.equal(gradeOf({ ...well, path: 'none' }), 'poor')
})

t.test('a link without pictures is graded by its sound', async (t) => {
  t.equal(gradeOf({ ...well, in: { ...flow, fps: 0 } }), 'good')
})

t.test('worse is told at once, better only after some calm', async (t) => {
  let state: SteadyGrade | undefined
  const told = (['good', 'poor', 'good', 'fair', 'good', 'good', 'poor'] as const).map((grade) => {
    state = steady(state, grade)
    return state.grade
  })
  t.same(told, ['good', 'poor', 'poor', 'poor', 'poor', 'good', 'poor'])
  t.equal(calmReadings, 4)
})
