import fc from 'fast-check'
import t from 'tap'
import { readCertificate } from '../../../daemon/identity/certificate.ts'
import { DerError, derElements, derLength } from '../../../daemon/identity/der.ts'
import { IdentityError, isoDate, parseIdentity } from '../../../daemon/identity/person.ts'
import { readCard } from '../../../daemon/identity/read-card.ts'
import { encodeTlv, isPaddedTlv, TlvError, withoutPadding } from '../../../hw/card/eid-tlv.ts'
import { filesOf, freshContext } from './specimen.ts'

/** READ BINARY reaches no further in one file, and there are ten files; an answer may come in parts. */
const MOST_COMMANDS = 1000

const bytes = fc.uint8Array({ maxLength: 400 })
/** What READ BINARY gives at most. */
const full = Buffer.concat([Buffer.alloc(256, 0x30), Buffer.of(0x90, 0)])
const genuine = filesOf('specimen-drie')

/** Runs it; whatever it throws must be one of these. */
function typed(run: () => unknown, ...classes: readonly (new (...args: never[]) => Error)[]): void {
  try {
    run()
  } catch (error) {
    if (!classes.some((each) => error instanceof each)) throw error
  }
}

/** Some bytes of a genuine file replaced, cut out or put in. */
const damaged = (file: Uint8Array): fc.Arbitrary<Uint8Array> =>
  fc
    .record({ at: fc.nat(file.length), drop: fc.nat(6), put: fc.uint8Array({ maxLength: 6 }) })
    .map(({ at, drop, put }) =>
      Buffer.concat([file.subarray(0, at), put, file.subarray(at + drop)]),
    )

t.test('DER that is none throws nothing but its own error', async () => {
  fc.assert(
    fc.property(bytes, (input) => {
      typed(() => derLength(input), DerError)
      typed(() => derElements(input), DerError)
    }),
    { numRuns: 1000 },
  )
})

t.test('elements of DER are all of it, whatever their lengths', async (t) => {
  const lengths = fc.integer({ min: 0, max: 70_000 })
  fc.assert(
    fc.property(fc.array(lengths, { maxLength: 3 }), (sizes) => {
      const written = sizes.map((size) => Buffer.concat([header(size), Buffer.alloc(size, 5)]))
      const read = derElements(Buffer.concat(written))
      t.same(
        read.map(({ content, whole }) => [content.length, whole.length]),
        sizes.map((size, index) => [size, written[index]?.length]),
      )
    }),
    { numRuns: 50 },
  )
})

function header(size: number): Buffer {
  if (size < 0x80) return Buffer.of(0x04, size)
  if (size < 0x100) return Buffer.of(0x04, 0x81, size)
  if (size < 0x10000) return Buffer.of(0x04, 0x82, size >> 8, size & 0xff)
  return Buffer.of(0x04, 0x83, size >> 16, (size >> 8) & 0xff, size & 0xff)
}

t.test('a damaged certificate is read or is none', async (t) => {
  const certificates = fc.oneof(
    damaged(genuine.signer),
    damaged(genuine.signature ?? Buffer.of()),
    bytes,
  )
  fc.assert(
    fc.property(certificates, (der) => {
      const certificate = readCertificate(der)
      if (certificate) t.type(certificate.commonName, 'string')
    }),
    { numRuns: 400 },
  )
})

t.test('a certificate with a date that no calendar has is none', async (t) => {
  // UTCTime, whose two first bytes by themselves may be anywhere in a serial number.
  const text = Buffer.from(genuine.signer).toString('latin1')
  const month = text.search(/\d{12}Z/) + 2
  const der = Uint8Array.from(genuine.signer)
  der[month] = 0x39
  t.equal(readCertificate(der), null)
  t.ok(readCertificate(genuine.signer))
})

t.test('a damaged identity is parsed or refused by name', async () => {
  const { identity, address } = genuine
  const files = fc.tuple(fc.oneof(damaged(identity), bytes), fc.oneof(damaged(address), bytes))
  fc.assert(
    fc.property(files, ([one, other]) => {
      typed(() => parseIdentity(one, other), IdentityError, TlvError)
    }),
    { numRuns: 1000 },
  )
})

t.test('padding is told only where all fields have ended', async (t) => {
  const field = fc.record({
    tag: fc.integer({ min: 1, max: 255 }),
    value: fc.uint8Array({ maxLength: 300 }),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(field, { minLength: 1, maxLength: 4, selector: ({ tag }) => tag }),
      (fields) => {
        const file = encodeTlv(fields)
        t.notOk(isPaddedTlv(file))
        t.ok(isPaddedTlv(Buffer.concat([file, Buffer.alloc(3)])))
        t.notOk(isPaddedTlv(file.subarray(0, -1)))
        t.ok(withoutPadding(file).length <= file.length)
      },
    ),
    { numRuns: 100 },
  )
  t.notOk(isPaddedTlv(Buffer.alloc(117)), 'a file of zeros has no fields that ended')
})

t.test('no text makes a date throw', async (t) => {
  fc.assert(
    fc.property(fc.string(), (text) => t.type(isoDate(text), 'string')),
    { numRuns: 300 },
  )
})

t.test('a card that answers anything at all is left after a bounded time', async (t) => {
  const word = fc.constantFrom(0x9000, 0x9000, 0x9000, 0x9000, 0x6100, 0x6c00, 0x6b00, 0x6a82)
  const answer = fc
    .tuple(fc.uint8Array({ maxLength: 256, minLength: 0 }), word)
    .map(([data, status]) => Buffer.concat([data, Buffer.of(status >> 8, status & 0xff)]))
  const answers = fc.infiniteStream(fc.oneof(answer, fc.constant(full)))
  await fc.assert(
    fc.asyncProperty(answers, async (stream) => {
      let count = 0
      const reading = await readCard(async () => {
        count += 1
        const { value } = stream.next()
        return value ?? Buffer.of(0x6f, 0)
      }, freshContext())
      t.notOk(reading.ok)
      t.ok(count <= MOST_COMMANDS, `${count} commands`)
    }),
    { numRuns: 60 },
  )
})

t.test('a card whose files never end is left too', async (t) => {
  let count = 0
  const reading = await readCard(async (command) => {
    count += 1
    if (command[1] === 0xa4) return Buffer.of(0x90, 0)
    const length = command[1] === 0xe4 ? 28 : command[4] || 256
    return Buffer.concat([Buffer.alloc(length, 0x01), Buffer.of(0x90, 0)])
  }, freshContext())
  t.notOk(reading.ok)
  t.ok(count <= MOST_COMMANDS, `${count} commands`)
})
