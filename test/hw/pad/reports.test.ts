import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { decodeModel, decodeTimedPen, encodeTimedPen } from '../../../hw/pad/reports.ts'

t.test('the first line of a recorded stroke is read as it is', async (t) => {
  const body = Uint8Array.from(Buffer.from('926414db0dc80db90001', 'hex'))
  const sample = {
    near: true,
    down: true,
    pressure: 612,
    x: 5339,
    y: 3528,
    timeMs: 3513,
    sequence: 1,
  }
  t.same(decodeTimedPen(body), sample)
  t.same(encodeTimedPen(sample).subarray(1), body)
})

t.test('a sample survives the round trip', async () => {
  const u16 = fc.nat(0xffff)
  const sample = fc.record({
    near: fc.boolean(),
    down: fc.boolean(),
    pressure: fc.nat(1023),
    x: u16,
    y: u16,
    timeMs: u16,
    sequence: u16,
  })
  fc.assert(
    fc.property(sample, (one) => {
      const back = decodeTimedPen(encodeTimedPen(one).subarray(1))
      return isDeepStrictEqual({ ...back }, { ...one })
    }),
  )
})

t.test('a pad describes itself', async (t) => {
  const information = Buffer.from('STU-430V\0\x01\x04\0\0\0\0\0', 'latin1')
  const capability = Buffer.from('2580177003ff014000c8c809ec030000', 'hex')
  t.same(decodeModel(information, capability), {
    model: 'STU-430V',
    firmware: '1.04',
    maxX: 9600,
    maxY: 6000,
    maxPressure: 1023,
    unitsPerMm: 100,
  })
})

t.test('reports that are too short say nothing', async (t) => {
  t.equal(decodeTimedPen(new Uint8Array(9)), undefined)
  t.equal(decodeModel(new Uint8Array(10), new Uint8Array(16)), undefined)
  t.equal(decodeModel(new Uint8Array(16), new Uint8Array(12)), undefined)
})
