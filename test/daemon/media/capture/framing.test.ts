import fc from 'fast-check'
import t from 'tap'
import {
  atRest,
  type Following,
  type FramingRules,
  followed,
  inPart,
} from '../../../../daemon/media/capture/framing.ts'
import type { EyeReading, PicturePoint } from '../../../../daemon/media/eyeline/eye-reading.ts'

const rules: FramingRules = {
  eyeLine: 0.42,
  eyeSpacing: 0.1,
  aspect: 16 / 9,
  sentAspect: 16 / 9,
  narrowest: 0.5,
}
const frameMs = 33

function head(x: number, y: number, apart: number, rollRad = 0, yawRad = 0): EyeReading {
  const across = (Math.cos(rollRad) * apart) / 2
  const down = (Math.sin(rollRad) * apart * rules.aspect) / 2
  return {
    left: { x: x - across, y: y - down },
    right: { x: x + across, y: y + down },
    yawRad,
    takenAtMs: 0,
  }
}
function settled(reading: EyeReading, from = atRest(rules)): Following {
  let state = from
  for (let frame = 0; frame < 900; frame += 1) state = followed(state, reading, frameMs, rules)
  return state
}
function eyesIn(reading: EyeReading, { framing }: Following) {
  const left = inPart(reading.left, framing, rules)
  const right = inPart(reading.right, framing, rules)
  return { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2, apart: right.x - left.x }
}

t.test('a head that stays is at the eye line and life size in the end', async (t) => {
  const reading = head(0.45, 0.4, 0.07)
  const eyes = eyesIn(reading, settled(reading))
  t.ok(Math.abs(eyes.x - 0.5) < 0.02)
  t.ok(Math.abs(eyes.y - rules.eyeLine) < 0.03)
  t.ok(Math.abs(eyes.apart - rules.eyeSpacing) < 0.003)
})

t.test('a head held aslant is framed as it is held', async (t) => {
  const reading = head(0.5, 0.45, 0.07, 0.2)
  const { framing } = settled(reading)
  t.ok(Math.abs(framing.width - 0.07 / rules.eyeSpacing) < 0.02, 'no smaller for being aslant')
})

t.test('nothing moves for a small move, and nothing at all for noise', async (t) => {
  const rest = settled(head(0.5, 0.45, 0.07))
  const shifted = followed(rest, head(0.5 + 0.1 * 0.07, 0.45, 0.0705), frameMs, rules)
  t.same(shifted.framing, rest.framing)
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 90 }),
      (noise) => {
        let state = rest
        for (const by of noise)
          state = followed(state, head(0.5 + by * 0.002, 0.45 - by * 0.002, 0.07), frameMs, rules)
        return (
          state.framing.centre.x === rest.framing.centre.x &&
          state.framing.width === rest.framing.width
        )
      },
    ),
    { numRuns: 20 },
  )
  t.pass()
})

t.test('a step is followed in one to two seconds, and never past it', async (t) => {
  const rest = settled(head(0.42, 0.45, 0.07))
  const there = head(0.55, 0.45, 0.07)
  let state = rest
  let mostX = 0
  let arrivedMs = 0
  for (let ms = 0; ms < 4000; ms += frameMs) {
    state = followed(state, there, frameMs, rules)
    mostX = Math.max(mostX, state.framing.centre.x)
    if (!arrivedMs && Math.abs(state.framing.centre.x - 0.55) < 0.1 * 0.13) arrivedMs = ms
  }
  t.ok(mostX <= 0.55)
  t.ok(arrivedMs > 900 && arrivedMs < 2000, `${arrivedMs} ms`)
})

t.test('whoever is lost is waited for, and a face turned aside is not zoomed at', async (t) => {
  const rest = settled(head(0.5, 0.45, 0.07))
  t.equal(followed(rest, undefined, 5000, rules), rest)
  let state = rest
  for (let frame = 0; frame < 100; frame += 1)
    state = followed(state, head(0.5, 0.45, 0.05, 0, 0.6), frameMs, rules)
  t.equal(state.framing.width, rest.framing.width)
})

t.test('wherever a head is, what is sent was seen, and never has fewer pixels', async (t) => {
  const place = fc.double({ min: 0.02, max: 0.98, noNaN: true })
  const size = fc.double({ min: 0.01, max: 0.4, noNaN: true })
  const turn = fc.double({ min: -0.6, max: 0.6, noNaN: true })
  const aspect = fc.constantFrom(16 / 9, 4 / 3, 1, 9 / 16)
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, place, size, turn, turn), { minLength: 1, maxLength: 40 }),
      aspect,
      (heads, aspect) => {
        const here = { ...rules, aspect }
        let state = atRest(here)
        for (const [x, y, apart, roll, yaw] of heads)
          state = followed(state, head(x, y, apart, roll, yaw), 400, here)
        const { centre, width } = state.framing
        const corners: PicturePoint[] = [
          { x: centre.x - width / 2, y: centre.y - (width * aspect) / rules.sentAspect / 2 },
          { x: centre.x + width / 2, y: centre.y + (width * aspect) / rules.sentAspect / 2 },
        ]
        const inside = corners.every(
          ({ x, y }) => x > -1e-9 && y > -1e-9 && x < 1 + 1e-9 && y < 1 + 1e-9,
        )
        return inside && width >= Math.min(rules.narrowest, rules.sentAspect / aspect) - 1e-9
      },
    ),
  )
  t.pass()
})
