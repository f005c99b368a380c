import fc from 'fast-check'
import t from 'tap'
import {
  type Adaption,
  adapt,
  firstPatience,
  levels,
  mostPatience,
  type Reading,
  unadapted,
} from '../../../../daemon/media/link/adapt.ts'

const reading = (availableKbps: number | undefined, loss = 0): Reading => ({
  ...(availableKbps !== undefined && { availableKbps }),
  out: { loss, jitterMs: 1, fps: 30, kbps: 100 },
})
const after = (state: Adaption, count: number, one: Reading) => {
  let now = state
  for (let index = 0; index < count; index++) now = adapt(now, one)
  return now
}
const readingsUntil = (state: Adaption, level: number, one: Reading) => {
  let now = state
  let count = 0
  for (; now.level !== level && count < 1000; count++) now = adapt(now, one)
  return { now, count }
}

t.test('size goes first, then rate, then sound', async (t) => {
  t.same(
    levels.map(({ width, height, every, soundBps }) => `${width}×${height}/${every} ${soundBps}`),
    ['640×360/1 32000', '480×270/1 32000', '320×180/1 32000', '320×180/2 32000', '320×180/2 12000'],
  )
  const needs = levels.map(({ needKbps }) => needKbps)
  t.same(
    needs,
    needs.toSorted((a, b) => b - a),
  )
})

t.test('a line that has room stays as it is', async (t) => {
  t.equal(after(unadapted, 100, reading(3000)).level, 0)
  t.equal(after(unadapted, 100, reading(undefined)).level, 0, 'or says nothing of itself')
})

t.test('one bad reading is a burst; two make it smaller, until it fits', async (t) => {
  t.equal(after(unadapted, 1, reading(250)).level, 0)
  t.equal(after(unadapted, 2, reading(250)).level, 1)
  t.equal(after(unadapted, 4, reading(250)).level, 2)
  t.equal(after(unadapted, 10, reading(250)).level, 2, '320×180 fits into 250 kbit/s')
  t.equal(after(unadapted, 30, reading(20)).level, 4)
})

t.test('loss alone counts as well; a little is neither bad nor calm', async (t) => {
  t.equal(after(unadapted, 2, reading(5000, 0.2)).level, 1)
  const down = after(unadapted, 4, reading(5000, 0.2))
  t.equal(after(down, 100, reading(5000, 0.05)).level, down.level)
})

t.test('better comes a step at a time, sooner where there is room to spare', async (t) => {
  const down = after(unadapted, 4, reading(250))
  t.equal(readingsUntil(down, 1, reading(3000)).count, firstPatience)
  t.equal(readingsUntil(down, 1, reading(200)).count, firstPatience * 2, 'tried, since it fits')
  t.equal(readingsUntil(down, 0, reading(3000)).count, firstPatience * 2)
})

t.test('a step up that was too much is tried again later and later', async (t) => {
  let state = after(unadapted, 2, reading(400))
  const waits: number[] = []
  for (let round = 0; round < 6; round++) {
    const { now, count } = readingsUntil(state, 0, reading(800))
    waits.push(count)
    state = after(now, 2, reading(400))
    t.equal(state.level, 1)
  }
  t.same(waits, [6, 12, 24, 48, 48, 48])
  t.equal(waits.at(-1), mostPatience)
})

t.test('whatever comes, the level is one there is and changes by one', async () => {
  const any = fc.tuple(
    fc.option(fc.integer({ min: 0, max: 4000 }), { nil: undefined }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(any, { maxLength: 200 }), (all) => {
      let state = unadapted
      return all.every(([room, loss]) => {
        const before = state.level
        state = adapt(state, reading(room, loss))
        return levels[state.level] !== undefined && Math.abs(state.level - before) <= 1
      })
    }),
  )
})
