import fc from 'fast-check'
import t from 'tap'
import {
  isPlace,
  PLACE_FIELDS,
  PLACE_LIMITS,
  type PlaceForm,
  placeOf,
  readPlace,
} from '../../../office/console/eye-line/place.ts'

const AT = '2026-11-25T10:00:00.000Z'
const form: PlaceForm = {
  ...{ kind: 'above', mirrored: false, seen: { width: 1920, height: 1080, scale: 1 } },
  ...{ widthMm: '530', heightMm: '298,5', asideMm: '-4', aboveMm: '20', distanceMm: '700' },
}

t.test('what was typed is kept and read again', async (t) => {
  const place = placeOf(form, AT)
  t.ok(isPlace(place))
  t.match(place, { screen: { heightMm: 298.5 }, camera: { asideMm: -4, aboveMm: 20 } })
  t.same(readPlace(JSON.stringify(place)), place)
})

t.test('each field says what is wrong with it', async (t) => {
  t.match(placeOf({ ...form, widthMm: 'breed' }, AT), { widthMm: 'number' })
  t.match(placeOf({ ...form, distanceMm: '' }, AT), { distanceMm: 'number' })
  t.match(placeOf({ ...form, distanceMm: '70' }, AT), { distanceMm: 'range' })
  t.match(placeOf({ ...form, aboveMm: '-20' }, AT), { aboveMm: 'camera' })
  t.ok(isPlace(placeOf({ ...form, kind: 'glass', aboveMm: '-20' }, AT)))
  t.match(placeOf({ ...form, kind: 'glass', aboveMm: '-400' }, AT), { aboveMm: 'camera' })
  t.match(placeOf({ ...form, heightMm: '530' }, AT), { heightMm: 'shape' })
})

t.test('only a glass turns a picture around', async (t) => {
  t.match(placeOf({ ...form, mirrored: true }, AT), { mirrored: false })
})

t.test('what was kept by another version, or by nobody, is no place', async (t) => {
  t.equal(readPlace(null), null)
  t.equal(readPlace('{'), null)
  const kept = JSON.stringify(placeOf(form, AT))
  for (const bad of [
    kept.replace('"v":1', '"v":2'),
    kept.replace('530', '53'),
    kept.replace('530', '"530"'),
    kept.replace(AT, 'ooit'),
    kept.replace('"scale":1', '"scale":0'),
  ])
    t.equal(readPlace(bad), null)
  fc.assert(fc.property(fc.json(), (text) => readPlace(text) === null))
})

t.test('whatever is typed gives a place within the limits, or faults', async () => {
  const typed = fc.oneof(fc.string(), fc.double().map(String), fc.integer().map(String))
  fc.assert(
    fc.property(fc.record(Object.fromEntries(PLACE_FIELDS.map((f) => [f, typed]))), (fields) => {
      const place = placeOf({ ...form, ...fields }, AT)
      if (!isPlace(place)) return Object.keys(place).length > 0
      const mm = { ...place.screen, ...place.camera, distanceMm: place.distanceMm }
      return PLACE_FIELDS.every((f) => PLACE_LIMITS[f][0] <= mm[f] && mm[f] <= PLACE_LIMITS[f][1])
    }),
  )
})
