import fc from 'fast-check'
import t from 'tap'
import { decodeTlv, encodeTlv, TlvError, withoutPadding } from '../../../hw/card/eid-tlv.ts'

const fields = fc.uniqueArray(
  fc.record({ tag: fc.integer({ min: 1, max: 255 }), value: fc.uint8Array({ maxLength: 600 }) }),
  { selector: ({ tag }) => tag, maxLength: 20 },
)

t.test('what is written is read again, with any padding behind it', async (t) => {
  fc.assert(
    fc.property(fields, fc.nat(40), (written, padding) => {
      const file = Buffer.concat([encodeTlv(written), Buffer.alloc(padding)])
      const read = decodeTlv(file).map(({ tag, value }) => ({ tag, value: [...value] }))
      t.same(
        read,
        written.map(({ tag, value }) => ({ tag, value: [...value] })),
      )
    }),
    { numRuns: 200 },
  )
})

t.test('random bytes throw nothing but TlvError', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      try {
        decodeTlv(bytes)
      } catch (error) {
        t.ok(error instanceof TlvError)
      }
    }),
    { numRuns: 1000 },
  )
})

t.test('a length of 255 and more takes a byte FF for each 255', async (t) => {
  for (const [length, head] of [
    [254, [1, 254]],
    [255, [1, 255, 0]],
    [511, [1, 255, 255, 1]],
  ] as const)
    t.same(
      [...encodeTlv([{ tag: 1, value: new Uint8Array(length) }]).subarray(0, head.length)],
      head,
    )
})

t.test('the structure version is a field at the start only', async (t) => {
  t.same(
    decodeTlv(Buffer.of(0, 2, 1, 5, 7, 1, 65)).map(({ tag }) => tag),
    [0, 7],
  )
  t.same(
    decodeTlv(Buffer.of(7, 1, 65, 0, 2, 1, 5)).map(({ tag }) => tag),
    [7],
  )
  t.same(decodeTlv(Buffer.alloc(9)), [])
})

t.test('a file that contradicts itself is refused', async (t) => {
  const broken = {
    'a value past the end': Buffer.of(1, 4, 65),
    'a length past the end': Buffer.of(1, 255),
    'a tag without a length': Buffer.of(1),
    'a tag twice': Buffer.of(1, 1, 65, 1, 1, 66),
  }
  for (const [name, file] of Object.entries(broken))
    t.throws(() => decodeTlv(file), { code: 'CARD_FILE_MALFORMED' }, name)
})

t.test('only zero bytes at the end are padding', async (t) => {
  t.same([...withoutPadding(Buffer.of(1, 0, 2, 0, 0))], [1, 0, 2])
  t.same([...withoutPadding(Buffer.alloc(3))], [])
})
