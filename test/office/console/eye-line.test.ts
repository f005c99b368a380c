import fc from 'fast-check'
import t from 'tap'
import { areaOf, type WindowNow } from '../../../office/console/eye-line/area.ts'
import { contactLog, contactOf } from '../../../office/console/eye-line/contact.ts'
import {
  type Area,
  CONVENTION,
  drawnAt,
  EYE_DISTANCE_MM,
  type Framing,
  fit,
  remainingAngle,
} from '../../../office/console/eye-line/fit.ts'
import { eased, eyesInPicture, readSeenEyes } from '../../../office/console/eye-line/framing.ts'
import type { Place } from '../../../office/console/eye-line/place.ts'
import { tellBox } from '../../../office/console/eye-line/tell-box.ts'

const fraction = fc.double({ min: 0.2, max: 0.8, noNaN: true })
const framings: fc.Arbitrary<Framing> = fc.record({
  x: fraction,
  y: fraction,
  distance: fc.double({ min: 0.03, max: 0.3, noNaN: true }),
})
const mm = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const areas: fc.Arbitrary<Area & { camera: NonNullable<Area['camera']> }> = fc.record({
  width: mm(150, 900),
  height: mm(150, 900),
  camera: fc.record({ x: mm(-300, 900), y: mm(-200, 900) }),
})
const ASPECT = 16 / 9

t.test(
  'a measured place draws eyes life size, in sight, and no farther from the camera than it must',
  async (t) => {
    fc.assert(
      fc.property(framings, areas, (framing, area) => {
        const drawing = fit(framing, ASPECT, area)
        const eyes = drawnAt(drawing, framing)
        t.ok(Math.abs(drawing.width * framing.distance - EYE_DISTANCE_MM) < 1e-9)
        t.ok(Math.abs(drawing.width / drawing.height - ASPECT) < 1e-9)
        const [aside, above, below] = [EYE_DISTANCE_MM, EYE_DISTANCE_MM * 0.35, EYE_DISTANCE_MM]
        const x = Math.min(Math.max(area.camera.x, aside), area.width - aside)
        const y = Math.min(Math.max(area.camera.y, above), area.height - below)
        t.ok(Math.abs(eyes.x - x) < 1e-6 && Math.abs(eyes.y - y) < 1e-6)
      }),
    )
  },
)

t.test('without a measured place the picture fills its area', async () => {
  fc.assert(
    fc.property(framings, areas, (framing, { width, height }) => {
      const { left, top, ...size } = fit(framing, ASPECT, { width, height, camera: null })
      const [right, bottom] = [left + size.width, top + size.height]
      return left <= 1e-9 && top <= 1e-9 && right >= width - 1e-6 && bottom >= height - 1e-6
    }),
  )
})

t.test(
  'a window on its screen: millimetres, at any zoom, also in a glass that turns it around',
  async (t) => {
    const place: Place = {
      ...{ v: 1, kind: 'above', mirrored: false, distanceMm: 700, at: '2026-11-25T10:00:00.000Z' },
      screen: { widthMm: 530, heightMm: 300, width: 1920, height: 1080, scale: 1 },
      camera: { asideMm: 10, aboveMm: 20 },
    }
    const now: WindowNow = {
      screenWidth: 1920,
      screenHeight: 1080,
      pixelRatio: 1,
      left: 0,
      top: 80,
    }
    const box = { left: 400, top: 52, width: 900, height: 600 }
    const area = areaOf(box, place, now)
    t.ok(Math.abs((area.camera?.y ?? 0) - (-20 - (132 * 300) / 1080)) < 1e-9)
    t.ok(Math.abs((area.camera?.x ?? 0) - (275 - (400 * 530) / 1920)) < 1e-9)
    const zoomed = { left: 200, top: 26, width: 450, height: 300 }
    t.same(areaOf(zoomed, place, { ...now, pixelRatio: 2 }), {
      ...area,
      perPixel: area.perPixel * 2,
    })
    const turned = { ...box, left: 1920 - 400 - 900 }
    const glass = areaOf(turned, { ...place, kind: 'glass', mirrored: true }, now)
    t.ok(Math.abs((glass.camera?.x ?? 0) - (area.camera?.x ?? 0)) < 1e-9)
    t.equal(areaOf(box, place, { ...now, screenWidth: 2560 }).camera, null, 'another screen')
  },
)

t.test('the angle is that of a protractor', async (t) => {
  t.ok(Math.abs(remainingAngle({ x: 0, y: 60 }, { x: 0, y: 0 }, 800)[1] - 4.289) < 0.001)
  t.ok(Math.abs(remainingAngle({ x: 250, y: 0 }, { x: 0, y: 0 }, 800)[0] - 17.354) < 0.001)
})

const drawing = fit(CONVENTION, ASPECT, { width: 400, height: 400, camera: { x: 200, y: 200 } })
const at = { drawing, camera: { x: 200, y: 200 }, distanceMm: 700 }
t.test('eyes are called met only as far as anybody knows where they are', async (t) => {
  t.match(contactOf({ ...at, eyes: CONVENTION, seen: true }), { alignment: 'aligned' })
  const aside = { x: CONVENTION.x + 14 / drawing.width, y: CONVENTION.y }
  const near = contactOf({ ...at, eyes: aside, seen: true })
  t.match(near, { alignment: 'near' }, '1.15 degrees, measured with a ruler, may be 1.4')
  t.ok(near.state === 'measured' && Math.abs(near.angleDeg[0] - 1.146) < 0.01)
  const guessed = contactOf({ ...at, eyes: CONVENTION, seen: false })
  t.ok(guessed.state === 'measured' && guessed.uncertainDeg > 1)
})

t.test('a report tells each sample once, and no more than the box takes', async (t) => {
  const log = contactLog()
  log.add({ state: 'unset' })
  t.equal(log.take(), null)
  for (let index = 0; index < 60; index++)
    log.add(contactOf({ ...at, eyes: CONVENTION, seen: index > 50 }))
  t.equal(log.take()?.samplesDeg.length, 20)
  t.equal(log.take(), null)
})

t.test(
  'ten seconds make a report; the next waits until the box has answered, and a new visit begins anew',
  async (t) => {
    const sent: { visitId: string; samples: number; answered: () => void }[] = []
    const box = tellBox((visitId, command, answered) => {
      if (command.name !== 'eyes.seat') return
      sent.push({ visitId, samples: command.samplesDeg.length, answered })
    })
    const contact = contactOf({ ...at, eyes: CONVENTION, seen: true })
    const seconds = (count: number, visitId = 'v-1') => {
      for (let index = 0; index < count; index++) box.measured(visitId, contact, '2026-11-25')
    }
    seconds(9)
    t.equal(sent.length, 0)
    seconds(1)
    t.match(sent, [{ visitId: 'v-1', samples: 10 }])
    seconds(50)
    t.equal(sent.length, 1, 'the office is away: one is on its way')
    sent[0]?.answered()
    seconds(1)
    t.match(sent[1], { samples: 20 }, 'the latest are told, and the oldest are given up')
    sent[1]?.answered()
    seconds(5)
    seconds(10, 'v-2')
    t.match(sent[2], { visitId: 'v-2', samples: 10 }, 'nothing of the visit before')
  },
)

t.test('the picture follows the eyes without a jump and without going past them', async () => {
  fc.assert(
    fc.property(framings, framings, fc.integer({ min: 10, max: 100 }), (from, to, dtMs) => {
      const away = (a: Framing) => Math.hypot(a.x - to.x, a.y - to.y)
      let now = from
      for (let passed = 0; passed < 40_000; passed += dtMs) {
        const next = eased(now, to, dtMs)
        const moved = Math.hypot(next.x - now.x, next.y - now.y)
        if (away(next) > away(now) + 1e-9 || moved > away(now) * (dtMs / 1000) + 1e-9) return false
        now = next
      }
      return away(now) <= 0.16 * now.distance && Math.abs(to.distance / now.distance - 1) < 0.03
    }),
    { numRuns: 50 },
  )
})

t.test('a head that hardly moves moves nothing, and its size does not pump', async (t) => {
  const sway = { x: 0.51, y: 0.415, distance: 0.1015 }
  t.same(eased(CONVENTION, sway, 33), CONVENTION)
})

t.test('messages of the channel are read, and anything else is not', async (t) => {
  const eyes = { left: { x: 0.4, y: 0.4 }, right: { x: 0.5, y: 0.42 } }
  t.same(readSeenEyes(JSON.stringify({ eyes })), { eyes })
  t.same(readSeenEyes('{"eyes":null}'), { eyes: null })
  for (const bad of [
    '',
    '{}',
    'null',
    '{"eyes":3}',
    '{"eyes":{"left":{"x":0.4,"y":0.4}}}',
    JSON.stringify({ eyes: { left: eyes.right, right: eyes.left } }),
    JSON.stringify({ eyes: { left: eyes.left, right: { x: 1.2, y: 0 } } }),
    JSON.stringify({ eyes: { left: eyes.left, right: { x: '0.5', y: 0 } } }),
    JSON.stringify({ eyes: { left: eyes.left, right: { x: 0.401, y: 0.4 } } }),
    `{"eyes":null,"more":"${'x'.repeat(2000)}"}`,
    new ArrayBuffer(4),
  ])
    t.equal(readSeenEyes(bad), null)
  fc.assert(
    fc.property(fc.anything(), (value) => {
      readSeenEyes(value)
      readSeenEyes(JSON.stringify(value))
    }),
  )
})

t.test('eyes that were seen count until nothing was heard for a while', async (t) => {
  const eyes = eyesInPicture()
  t.match(eyes.at(0, ASPECT), { framing: CONVENTION, seen: false })
  eyes.heard({ eyes: { left: { x: 0.3, y: 0.3 }, right: { x: 0.42, y: 0.3 } } }, 100)
  eyes.heard({ eyes: null }, 200)
  t.match(eyes.at(300, ASPECT), { framing: { x: 0.36 }, seen: true })
  t.match(eyes.at(2000, ASPECT), { framing: CONVENTION, seen: false })
})
