/** What a numeric keypad beside the reader says. Digits exist as one byte each, in the card child only. */
export type PadKey = { readonly digit: number } | { readonly key: 'ok' | 'clear' | 'cancel' }

/** `struct input_event` on a 64-bit Linux: two 8-byte times, then type, code and value. Source: linux/input.h. */
const EVENT_BYTES = 24
const TYPE_AT = 16
const CODE_AT = 18
const VALUE_AT = 20
const EV_KEY = 1
const PRESSED = 1
/** KEY_KP0 to KEY_KP9, KEY_1 to KEY_0. Source: linux/input-event-codes.h. */
const DIGIT_CODES: ReadonlyMap<number, number> = new Map([
  ...[82, 79, 80, 81, 75, 76, 77, 71, 72, 73].map((code, digit): [number, number] => [code, digit]),
  ...[11, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((code, digit): [number, number] => [code, digit]),
])
/** KEY_ENTER, KEY_KPENTER; KEY_BACKSPACE, KEY_DELETE, KEY_KPDOT; KEY_ESC. */
const OTHER_CODES: ReadonlyMap<number, 'ok' | 'clear' | 'cancel'> = new Map([
  [28, 'ok'],
  [96, 'ok'],
  [14, 'clear'],
  [111, 'clear'],
  [83, 'clear'],
  [1, 'cancel'],
])

/** The bytes of the virtual reader's keys: ASCII digits, CR, BS and ESC. */
const BYTES: ReadonlyMap<number, 'ok' | 'clear' | 'cancel'> = new Map([
  [0x0d, 'ok'],
  [0x08, 'clear'],
  [0x1b, 'cancel'],
])

/** Keys as single bytes; any other byte is no key. The chunk is written over. */
export function byteKeys(chunk: Buffer): PadKey[] {
  const keys = [...chunk].flatMap((byte): PadKey[] => {
    const key = BYTES.get(byte)
    if (key) return [{ key }]
    return byte >= 0x30 && byte <= 0x39 ? [{ digit: byte - 0x30 }] : []
  })
  chunk.fill(0)
  return keys
}

/** Keys of a Linux input device, whatever the chunks are cut into. What was read is written over. */
export function eventKeys(): (chunk: Buffer) => PadKey[] {
  let rest = Buffer.alloc(0)
  return (chunk) => {
    const bytes = Buffer.concat([rest, chunk])
    chunk.fill(0)
    rest.fill(0)
    const whole = bytes.length - (bytes.length % EVENT_BYTES)
    const keys: PadKey[] = []
    for (let at = 0; at < whole; at += EVENT_BYTES) keys.push(...keyOf(bytes, at))
    rest = Buffer.from(bytes.subarray(whole))
    bytes.fill(0)
    return keys
  }
}

function keyOf(bytes: Buffer, at: number): PadKey[] {
  const pressed =
    bytes.readUInt16LE(at + TYPE_AT) === EV_KEY && bytes.readInt32LE(at + VALUE_AT) === PRESSED
  if (!pressed) return []
  const code = bytes.readUInt16LE(at + CODE_AT)
  const digit = DIGIT_CODES.get(code)
  if (digit !== undefined) return [{ digit }]
  const key = OTHER_CODES.get(code)
  return key ? [{ key }] : []
}
