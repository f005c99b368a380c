import fc from 'fast-check'
import t from 'tap'
import { byteKeys, eventKeys } from '../../../hw/card/keypad.ts'

/** An event as the kernel writes it, 24 bytes. */
function event(code: number, value: number, type = 1): Buffer {
  const bytes = Buffer.alloc(24)
  bytes.writeUInt16LE(type, 16)
  bytes.writeUInt16LE(code, 18)
  bytes.writeInt32LE(value, 20)
  return bytes
}
const SYN = event(0, 0, 0)
const typed = Buffer.concat([event(2, 1), SYN, event(2, 0), SYN, event(82, 1), event(96, 1)])

t.test('a press counts, its release and its repetition do not', async (t) => {
  t.same(eventKeys()(Buffer.from(typed)), [{ digit: 1 }, { digit: 0 }, { key: 'ok' }])
  t.same(eventKeys()(Buffer.concat([event(3, 2), event(500, 1)])), [])
  t.same(eventKeys()(event(1, 1)), [{ key: 'cancel' }])
  t.same(eventKeys()(event(14, 1)), [{ key: 'clear' }])
})

t.test('any split of the bytes gives the same keys, and nothing of them is left', async () => {
  fc.assert(
    fc.property(fc.array(fc.nat(typed.length)), (cuts) => {
      const read = eventKeys()
      const at = [0, ...cuts.toSorted((a, b) => a - b), typed.length]
      const chunks = at.slice(1).map((end, index) => Buffer.from(typed.subarray(at[index], end)))
      const keys = chunks.flatMap(read)
      return (
        JSON.stringify(keys) === '[{"digit":1},{"digit":0},{"key":"ok"}]' &&
        chunks.every((chunk) => chunk.every((byte) => byte === 0))
      )
    }),
  )
})

t.test('random bytes are never anything but keys', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const all = [...eventKeys()(Buffer.from(bytes)), ...byteKeys(Buffer.from(bytes))]
      return all.every((key) => 'key' in key || (key.digit >= 0 && key.digit <= 9))
    }),
  )
})

t.test('the keys of the virtual reader are bytes', async (t) => {
  t.same(byteKeys(Buffer.from('19\r\b\x1bx')), [
    { digit: 1 },
    { digit: 9 },
    { key: 'ok' },
    { key: 'clear' },
    { key: 'cancel' },
  ])
})
