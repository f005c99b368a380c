import fc from 'fast-check'
import t from 'tap'
import {
  attribute,
  decodeIpp,
  encodeIpp,
  GROUP,
  IppError,
  type IppMessage,
  numberOf,
  OPERATION,
  TAG,
  textsOf,
  valuesOf,
} from '../../../hw/document-printer/codec.ts'

const NOTHING = new Uint8Array()

/** The Print-Job request of RFC 8010, appendix A.1, up to its name, with its own version number. */
const REQUEST: IppMessage = {
  code: OPERATION.printJob,
  requestId: 1,
  groups: [
    {
      tag: GROUP.operation,
      attributes: [
        attribute('attributes-charset', TAG.charset, 'utf-8'),
        attribute('attributes-natural-language', TAG.language, 'en-us'),
        attribute('printer-uri', TAG.uri, 'ipp://printer.example.com/ipp/print/pinetree'),
        attribute('job-name', TAG.name, 'foobar'),
        attribute('ipp-attribute-fidelity', TAG.boolean, true),
      ],
    },
    {
      tag: GROUP.job,
      attributes: [
        attribute('copies', TAG.integer, 20),
        attribute('sides', TAG.keyword, 'two-sided-long-edge'),
      ],
    },
  ],
  data: Buffer.from('%!PDF...'),
}
const field = (tag: number, name: string, value: Buffer): Buffer => {
  const size = (length: number): Buffer => Buffer.from([length >> 8, length & 0xff])
  return Buffer.concat([
    Buffer.from([tag]),
    size(name.length),
    Buffer.from(name),
    size(value.length),
    value,
  ])
}
const WIRE = Buffer.concat([
  Buffer.from('0200000200000001' + '01', 'hex'),
  field(0x47, 'attributes-charset', Buffer.from('utf-8')),
  field(0x48, 'attributes-natural-language', Buffer.from('en-us')),
  field(0x45, 'printer-uri', Buffer.from('ipp://printer.example.com/ipp/print/pinetree')),
  field(0x42, 'job-name', Buffer.from('foobar')),
  field(0x22, 'ipp-attribute-fidelity', Buffer.from([1])),
  Buffer.from([2]),
  field(0x21, 'copies', Buffer.from('00000014', 'hex')),
  field(0x44, 'sides', Buffer.from('two-sided-long-edge')),
  Buffer.from([3]),
  Buffer.from('%!PDF...'),
])

t.test('the example of the standard is the same bytes', async (t) => {
  t.same(Buffer.from(encodeIpp(REQUEST)), WIRE)
  const back = decodeIpp(WIRE)
  t.same(back.groups, REQUEST.groups)
  t.equal(Buffer.from(back.data).toString(), '%!PDF...')
})

const text = fc.string({ maxLength: 40 })
const attributes = fc.array(
  fc.oneof(
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 30 }),
      values: fc.array(fc.record({ tag: fc.constant(TAG.keyword), value: text }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.record({
      name: fc.string({ minLength: 1, maxLength: 30 }),
      values: fc.array(fc.record({ tag: fc.constant(TAG.enum), value: fc.integer() }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  ),
  { maxLength: 5 },
)

t.test('a message survives the round trip', async (t) => {
  fc.assert(
    fc.property(attributes, fc.integer({ min: 1 }), fc.uint8Array(), (list, requestId, data) => {
      const groups = [{ tag: GROUP.printer, attributes: list }]
      const back = decodeIpp(encodeIpp({ code: 0x0b, requestId, groups, data }))
      t.equal(back.requestId, requestId)
      return (
        JSON.stringify(back.groups) === JSON.stringify(groups) &&
        Buffer.compare(back.data, data) === 0
      )
    }),
  )
})

t.test('values that we do not look into stay as bytes', async (t) => {
  const range = attribute('copies-supported', 0x33, Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 99))
  const groups = [{ tag: GROUP.printer, attributes: [range] }]
  const back = decodeIpp(encodeIpp({ code: 0, requestId: 1, groups, data: NOTHING }))
  t.same(back.groups, groups)
  t.equal(numberOf(back, 'copies-supported'), undefined)
})

t.test('attributes are found by name', async (t) => {
  const message = decodeIpp(WIRE)
  t.equal(numberOf(message, 'copies'), 20)
  t.same(textsOf(message, 'job-name'), ['foobar'])
  t.same(valuesOf(message, 'ipp-attribute-fidelity'), [true])
  t.same(valuesOf(message, 'nothing'), [])
})

t.test('a value that does not fit is not sent', async (t) => {
  const send = (tag: number, value: string | number | boolean): Uint8Array =>
    encodeIpp({
      code: 0,
      requestId: 1,
      groups: [{ tag: GROUP.job, attributes: [attribute('x', tag, value)] }],
      data: NOTHING,
    })
  t.throws(() => send(TAG.keyword, 5), { code: 'IPP_MALFORMED' })
  t.throws(() => send(TAG.integer, true), { code: 'IPP_MALFORMED' })
  t.throws(() => send(TAG.name, 'x'.repeat(0x8000)), { code: 'IPP_MALFORMED' })
  t.same(valuesOf(decodeIpp(send(TAG.boolean, false)), 'x'), [false])
})

t.test('a damaged message is refused by name', async (t) => {
  const head = '0200000b00000001'
  const refused = (hex: string, message: RegExp): void => {
    t.throws(() => decodeIpp(Buffer.from(hex, 'hex')), { code: 'IPP_MALFORMED', message })
  }
  refused('0900000b0000000103', /version 9/)
  refused(`${head}01`, /too early/)
  refused(`${head}44000161000162`, /outside a group/)
  refused(`${head}014400000001620303`, /no attribute/)
  for (let length = 0; length < WIRE.length - 9; length++)
    t.throws(() => decodeIpp(WIRE.subarray(0, length)), { code: 'IPP_MALFORMED' })
})

t.test('random bytes throw nothing untyped', async () => {
  const noise = fc.oneof(
    fc.uint8Array({ maxLength: 300, size: 'max' }),
    fc.tuple(fc.nat(WIRE.length - 1), fc.nat(255)).map(([at, byte]) => {
      const copy = Uint8Array.from(WIRE)
      copy[at] = byte
      return copy
    }),
  )
  fc.assert(
    fc.property(noise, (bytes) => {
      try {
        decodeIpp(bytes)
      } catch (cause) {
        return cause instanceof IppError
      }
      return true
    }),
    { numRuns: 2000 },
  )
})
