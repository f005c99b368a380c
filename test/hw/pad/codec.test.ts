import fc from 'fast-check'
import t from 'tap'
import { crc16, createDecoder, encodeFrame } from '../../../hw/pad/codec.ts'

const hex = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'))

/** Report and wire; the first four are from the vendor's converter tool. */
const GOLDEN: readonly (readonly [meaning: string, report: string, wire: string])[] = [
  ['get Information', '80 08', 'c0 05 40 02 0c 00 30'],
  ['get DefaultMode', '80 0c', 'c0 05 40 03 0c 1c 28'],
  ['set DefaultMode HID', '0c 01 00', 'c0 06 06 00 20 0c 0c 4c'],
  ['hardware reset', '04 01', 'c0 05 02 00 38 30 00'],
  ['get Capability', '80 09', 'c0 05 40 02 34 1c 30'],
  ['get Status', '80 03', 'c0 05 40 00 64 1c 08'],
  ['get Uid2', '80 0b', 'c0 05 40 02 64 00 38'],
  ['get size table', '80 ff', 'c0 05 40 3f 64 18 00'],
  ['clear screen', '20 00', 'c0 05 10 00 03 1c 00'],
  ['inking on', '21 01', 'c0 05 10 40 3b 19 00'],
  ['inking off', '21 00', 'c0 05 10 40 03 05 00'],
  ['pen option mode 3', '32 03', 'c0 05 19 00 6a 56 08'],
  ['rate 200', '0d c8', 'c0 05 06 72 00 50 30'],
  ['ink threshold', '22 15 00 10 00', 'c0 08 11 05 20 01 00 03 63 4b'],
  [
    'timed pen sample',
    '34 92 64 14 db 0d c8 0d b9 00 01',
    'c0 0f 1a 24 4c 41 26 6c 1b 48 06 6e 20 00 0a 3b 66',
  ],
]
const WITHOUT_CRC: typeof GOLDEN = [
  ['ACK ok', '81 00', '80 03 40 40 00'],
  [
    'timed pen sample',
    '34 92 64 14 db 0d c8 0d b9 00 01',
    '80 0d 1a 24 4c 41 26 6c 1b 48 06 6e 20 00 08',
  ],
]
const SAMPLE = hex('c0 0f 1a 24 4c 41 26 6c 1b 48 06 6e 20 00 0a 3b 66')

t.test('the CRC has the check value of CRC-16/ARC', async (t) => {
  t.equal(crc16(Buffer.from('123456789')), 0xbb3d)
})

for (const [withCrc, vectors] of [
  [true, GOLDEN],
  [false, WITHOUT_CRC],
] as const)
  for (const [meaning, report, wire] of vectors)
    t.test(`${meaning} ${withCrc ? 'with' : 'without'} CRC is the known frame`, async (t) => {
      t.same(encodeFrame(hex(report), withCrc), hex(wire))
      const [id, ...body] = hex(report)
      t.same(createDecoder().push(hex(wire)), [{ type: 'report', id, body: Uint8Array.from(body) }])
    })

const report = fc.uint8Array({ minLength: 1, maxLength: 600 })

t.test('any split of the bytes gives the same reports', async () => {
  const frames = fc.array(fc.tuple(report, fc.boolean()), { maxLength: 6 })
  fc.assert(
    fc.property(frames, fc.array(fc.integer({ min: 1, max: 40 })), (sent, cuts) => {
      const stream = Buffer.concat(sent.map(([bytes, crc]) => encodeFrame(bytes, crc)))
      const decoder = createDecoder()
      const got = []
      let at = 0
      for (const cut of [...cuts, stream.length]) {
        got.push(...decoder.push(stream.subarray(at, at + cut)))
        at += cut
      }
      const want = sent.map(([bytes]) => Buffer.from(bytes).toString('hex'))
      const seen = got.map((item) =>
        item.type === 'report' ? Buffer.from([item.id, ...item.body]).toString('hex') : item.cause,
      )
      return want.join() === seen.join()
    }),
  )
})

t.test('a flipped bit never passes as another report', async () => {
  const flip = fc.tuple(report, fc.nat(), fc.nat(7))
  fc.assert(
    fc.property(flip, ([bytes, at, bit]) => {
      const frame = encodeFrame(bytes)
      const place = at % frame.length
      frame[place] = (frame[place] ?? 0) ^ (1 << bit)
      const got = createDecoder().push(Uint8Array.of(...frame, ...SAMPLE))
      const good = Buffer.from(bytes).toString('hex')
      return got.every(
        (item) =>
          item.type === 'damage' ||
          place === 0 ||
          item.id === 0x34 ||
          Buffer.from([item.id, ...item.body]).toString('hex') === good,
      )
    }),
  )
})

t.test('damage is named, and the next good frame is read', async (t) => {
  const bad = SAMPLE.slice()
  bad[5] = (bad[5] ?? 0) ^ 1
  const ok = { type: 'report', id: 0x34 }
  t.match(createDecoder().push(Uint8Array.of(...bad, ...SAMPLE)), [
    { type: 'damage', cause: 'crc' },
    ok,
  ])
  const cut = SAMPLE.subarray(0, 9)
  t.match(createDecoder().push(Uint8Array.of(...cut, ...SAMPLE)), [
    { type: 'damage', cause: 'cut' },
    ok,
  ])
  const headless = SAMPLE.subarray(1)
  t.match(createDecoder().push(Uint8Array.of(...headless, ...SAMPLE)), [
    { type: 'damage', cause: 'cut' },
    ok,
  ])
  const empty = Uint8Array.of(0xc0, 0x00)
  t.match(createDecoder().push(Uint8Array.of(...empty, ...SAMPLE)), [
    { type: 'damage', cause: 'cut' },
    ok,
  ])
})

t.test('random bytes never throw, and the good frame after them is read', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000, size: 'max' }), (noise) => {
      const got = createDecoder().push(Uint8Array.of(...noise, ...SAMPLE))
      const last = got.at(-1)
      return last?.type === 'report' && last.id === 0x34
    }),
  )
})
