import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import {
  decodeScaling,
  decodeStrokes,
  encodeScaling,
  encodeStrokes,
  StrokesError,
} from '../../../daemon/documents/strokes-record.ts'
import { openStrokes, readKeyHolder, sealStrokes } from '../../../daemon/documents/strokes-seal.ts'
import type { PenSample } from '../../../hw/pad/port.ts'
import { makeSealAuthority } from '../../../provisioning/setup/materials/seal.ts'
import { specimenInk } from './specimen.ts'

const sample = (over: Partial<PenSample>): PenSample => ({
  x: 9027,
  y: 4154,
  pressure: 106,
  down: true,
  timeMs: 0,
  sequence: 1,
  ...over,
})
const PAD = { unitsPerMm: 100, maxPressure: 1023 }

/** Header, inclusion, scalings and first point of the record that Wacom publishes; its clock ticks 10 000 a second. */
const WACOM_START = '5344490020313000c160'
const WACOM_SCALE_100 = 0xb480
const WACOM_SCALE_10000 = 0xe9c4

t.test('scaling values are those of the record that Wacom publishes', async (t) => {
  t.equal(encodeScaling(100), WACOM_SCALE_100)
  t.equal(encodeScaling(10_000), WACOM_SCALE_10000)
  t.equal(decodeScaling(WACOM_SCALE_100), 100)
  t.equal(decodeScaling(WACOM_SCALE_10000), 10_000)
  t.equal(decodeScaling(encodeScaling(1000)), 1000)
  t.throws(() => encodeScaling(0), { code: 'RANGE' })
  t.throws(() => encodeScaling(1e9), { code: 'RANGE' })
})

t.test('a record starts as the one of Wacom does, with its first point', async (t) => {
  const samples = Array.from({ length: 234 }, (_, at) => sample({ timeMs: at * 5, sequence: at }))
  const hex = Buffer.from(encodeStrokes({ pad: PAD, samples })).toString('hex')
  const preambles = `80b480${'80b480'}80${encodeScaling(1000).toString(16)}0000`
  // Reserved byte, body preamble and a count of three bytes: the five that end in ea.
  t.equal(hex.slice(0, 20), WACOM_START)
  t.equal(hex.slice(20, 42), preambles)
  t.equal(hex.slice(42, 52), '00000000ea')
  const point = (9027 + 32_768).toString(16) + (4154 + 32_768).toString(16)
  t.equal(hex.slice(52, 70), `${point}0000006a01`)
  t.equal(hex.length / 2, 26 + 9 * 234)
})

t.test('a record whose clock is that of Wacom is read in milliseconds', async (t) => {
  const head = `${WACOM_START}80b48080b48080e9c4000000000000${'02'}`
  const points = ['a343903a0000006a01', 'a343903a0032006a01']
  const record = decodeStrokes(Buffer.from(head + points.join(''), 'hex'))
  t.equal(record.unitsPerMm, 100)
  t.same(record.points, [
    { x: 9027, y: 4154, timeMs: 0, force: 106, down: true },
    { x: 9027, y: 4154, timeMs: 5, force: 106, down: true },
  ])
})

t.test('what is encoded is read back, whatever the pen did', async (t) => {
  const run = fc.array(
    fc.record({ x: fc.nat(9600), y: fc.nat(6000), pressure: fc.nat(1023), step: fc.nat(900) }),
    { minLength: 1, maxLength: 200 },
  )
  fc.assert(
    fc.property(run, fc.nat(0xffff), (steps, start) => {
      let time = start
      const samples = steps.map(({ step, ...it }, at) => {
        if (at > 0) time += step
        return sample({ ...it, timeMs: time % 0x10000, sequence: (start + at) % 0x10000 })
      })
      const { points } = decodeStrokes(encodeStrokes({ pad: PAD, samples }))
      t.same(
        points.map(({ x, y, force }) => [x, y, force]),
        samples.map(({ x, y, pressure }) => [x, y, pressure]),
      )
      const expected = steps.reduce((sum, { step }, at) => (at > 0 ? sum + step : 0), 0)
      t.equal(points.at(-1)?.timeMs, expected, 'also beyond the 65 s of the pad and the record')
    }),
    { numRuns: 25 },
  )
})

t.test('a lost, doubled or late sample is refused, a lifted pen is not', async (t) => {
  const { pad, samples } = specimenInk()
  const refused = (changed: PenSample[], what: string) =>
    t.throws(() => encodeStrokes({ pad, samples: changed }), { code: 'GAP' }, what)
  refused(samples.toSpliced(50, 1), 'lost')
  refused(samples.toSpliced(50, 0, ...samples.slice(50, 51)), 'doubled')
  refused(
    samples.map((it, at) => (at > 50 ? { ...it, timeMs: it.timeMs + 2000 } : it)),
    'late',
  )
  refused(
    samples.map((it, at) => (at === 51 ? { ...it, timeMs: it.timeMs - 10 } : it)),
    'backwards',
  )
  const lift = sample({ down: false, pressure: 0 })
  t.ok(encodeStrokes({ pad, samples: [sample({}), lift, sample({ sequence: 900, timeMs: 3000 })] }))
})

t.test('bytes that are no such record give a typed error', async (t) => {
  const good = encodeStrokes(specimenInk())
  for (const end of [0, 9, 24, good.length - 1])
    t.throws(() => decodeStrokes(good.subarray(0, end)), { code: 'FORMAT' })
  for (const bytes of fc.sample(fc.uint8Array({ maxLength: 400 }), { numRuns: 200, seed: 7 }))
    t.throws(() => decodeStrokes(bytes), StrokesError)
  for (const at of [0, 8, 9, 10, 13, 19, 20, 21, 22, 23, 24]) {
    const bad = Uint8Array.from(good)
    bad[at] = (bad[at] ?? 0) ^ 0xff
    t.throws(() => decodeStrokes(bad), StrokesError, `byte ${at}`)
  }
})

t.test(
  'sealed strokes open with the holder’s key only, and not when a bit was changed',
  async (t) => {
    const folder = t.testdir()
    await makeSealAuthority(folder)
    const holder = readKeyHolder(await readFile(join(folder, 'holder.pem')))
    const key = createPrivateKey(await readFile(join(folder, 'holder.key')))
    const place = { presentedSha256: 'ab'.repeat(32), page: 1, field: 'signature' }
    const blob = await sealStrokes(encodeStrokes(specimenInk()), place, holder)
    t.equal((await openStrokes(blob, place, key)).points.length, specimenInk().samples.length)
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
    await t.rejects(openStrokes(blob, place, other), { code: 'STROKES_SEAL' })
    const bits = fc.sample(fc.nat(blob.length * 8 - 1), { numRuns: 40, seed: 7 })
    for (const bit of bits) {
      const bad = Uint8Array.from(blob)
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const opened = await openStrokes(bad, place, key).catch((err: unknown) => err)
      // The last digit of a base64url text may have bits that stand for nothing.
      if (opened instanceof Error) t.match(opened, { code: 'STROKES_SEAL' })
      else t.same(opened, await openStrokes(blob, place, key), `bit ${bit}`)
    }
    await t.rejects(openStrokes(randomBytes(300), place, key), { code: 'STROKES_SEAL' })
    t.throws(() => readKeyHolder(Buffer.from('no certificate')), { code: 'KEY_HOLDER' })
  },
)
