import fc from 'fast-check'
import t from 'tap'
import {
  CableError,
  encodePacket,
  headerBytes,
  maxPayloadBytes,
  type Packet,
  packetDecoder,
  packetTypes,
  pcmBytes,
} from '../../../hw/av/cable.ts'

const bytes = fc.uint8Array({ maxLength: 400 })
const sound = fc.uint8Array({ minLength: pcmBytes, maxLength: pcmBytes })
const packet: fc.Arbitrary<Packet> = fc.oneof(
  fc.record({ type: fc.constantFrom(packetTypes.display, packetTypes.camera), payload: bytes }),
  fc.record({ type: fc.constantFrom(packetTypes.speaker, packetTypes.microphone), payload: sound }),
  fc.constant({ type: packetTypes.cameraOff, payload: new Uint8Array() }),
)

t.test('any split of the stream gives the same packets', async (t) => {
  fc.assert(
    fc.property(
      fc.array(packet, { maxLength: 6 }),
      fc.array(fc.integer({ min: 1, max: 700 })),
      (sent, cuts) => {
        const stream = Buffer.concat(sent.map((p) => encodePacket(p.type, p.payload)))
        const decoder = packetDecoder()
        const got: Packet[] = []
        let offset = 0
        for (const cut of [...cuts, stream.length]) {
          got.push(...decoder.push(stream.subarray(offset, offset + cut)))
          offset += cut
        }
        t.same(got, sent)
      },
    ),
    { numRuns: 60 },
  )
})

t.test('one byte at a time gives the packet with its last byte', async (t) => {
  const decoder = packetDecoder()
  const stream = encodePacket(packetTypes.display, Uint8Array.of(7, 8))
  const counts = [...stream].map((byte) => decoder.push(Uint8Array.of(byte)).length)
  t.same(counts, [0, 0, 0, 0, 0, 0, 1])
})

t.test('a packet without payload is complete with its header', async (t) => {
  const off = encodePacket(packetTypes.cameraOff, new Uint8Array())
  t.equal(off.length, headerBytes)
  t.equal(packetDecoder().push(off).length, 1)
})

t.test('random bytes throw nothing untyped', async (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (random) => {
      try {
        packetDecoder().push(random)
        return true
      } catch (error) {
        return error instanceof CableError
      }
    }),
  )
  t.pass()
})

t.test('what does not fit is refused by both ends', async (t) => {
  const long = new Uint8Array(maxPayloadBytes + 1)
  t.throws(() => encodePacket(packetTypes.camera, long), { code: 'cable.too_long' })
  t.throws(() => encodePacket(packetTypes.speaker, new Uint8Array(10)), {
    code: 'cable.wrong_length',
  })
  t.throws(() => encodePacket(packetTypes.cameraOff, new Uint8Array(1)), {
    code: 'cable.wrong_length',
  })
  t.throws(() => packetDecoder().push(Uint8Array.of(9, 0, 0, 0, 0)), { code: 'cable.unknown_type' })
  t.throws(() => packetDecoder().push(Uint8Array.of(1, 255, 0, 0, 0)), { code: 'cable.too_long' })
})
