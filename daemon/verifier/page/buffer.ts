/** The few things of Node's `Buffer` that a check uses, for a browser; bundled in its place. */
import { bytesToHex, concatBytes } from '@noble/hashes/utils.js'

type Encoding = 'base64' | 'base64url' | 'hex' | 'latin1' | 'utf8'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** The value of each character of either alphabet, as Node takes them mixed. Source: RFC 4648, 4 and 5. */
const DIGITS = new Map([
  ...[...ALPHABET].map((character, value) => [character, value] as const),
  ...([...'+-'].map((character) => [character, 62]) as [string, number][]),
  ...([...'/_'].map((character) => [character, 63]) as [string, number][]),
])
const MOST_CHARACTERS = 8192

export class PageBuffer extends Uint8Array {
  static override from(source: string | ArrayLike<number> | Iterable<unknown>, how?: unknown) {
    if (typeof source !== 'string')
      return new PageBuffer(Uint8Array.from(source as ArrayLike<number>))
    if (how === 'base64' || how === 'base64url') return fromBase64(source)
    if (how === 'hex') return fromHex(source)
    if (how === 'latin1') return filled(source.length, (at) => source.charCodeAt(at))
    return new PageBuffer(new TextEncoder().encode(source))
  }
  static alloc(length: number, fill = 0): PageBuffer {
    return new PageBuffer(length).fill(fill)
  }
  static concat(parts: readonly Uint8Array[]): PageBuffer {
    return new PageBuffer(concatBytes(...parts))
  }
  static compare(a: Uint8Array, b: Uint8Array): -1 | 0 | 1 {
    const shorter = Math.min(a.length, b.length)
    for (let at = 0; at < shorter; at += 1) {
      const [left = 0, right = 0] = [a[at], b[at]]
      if (left !== right) return left < right ? -1 : 1
    }
    if (a.length === b.length) return 0
    return a.length < b.length ? -1 : 1
  }
  equals(other: Uint8Array): boolean {
    return PageBuffer.compare(this, other) === 0
  }
  override toString(encoding: Encoding = 'utf8'): string {
    if (encoding === 'hex') return bytesToHex(this)
    if (encoding === 'utf8') return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this)
    if (encoding === 'latin1') return binary(this)
    const base64 = btoa(binary(this))
    if (encoding === 'base64') return base64
    return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
  }
}

function filled(length: number, byteAt: (at: number) => number): PageBuffer {
  const bytes = new PageBuffer(length)
  for (let at = 0; at < length; at += 1) bytes[at] = byteAt(at)
  return bytes
}

/** In pieces: a call takes only so many arguments. */
function binary(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += MOST_CHARACTERS)
    text += String.fromCharCode(...bytes.subarray(at, at + MOST_CHARACTERS))
  return text
}

/** As Node reads it: up to the first `=`, passing over what is in neither alphabet. */
function fromBase64(text: string): PageBuffer {
  const bytes = new PageBuffer(Math.ceil((text.length * 3) / 4))
  let length = 0
  let [held, bits] = [0, 0]
  for (const character of text) {
    if (character === '=') break
    const digit = DIGITS.get(character)
    if (digit === undefined) continue
    held = ((held << 6) | digit) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    bytes[length] = (held >> bits) & 0xff
    length += 1
  }
  return new PageBuffer(bytes.subarray(0, length))
}

/** As Node reads it: up to the first pair that is none. */
function fromHex(text: string): PageBuffer {
  const [digits = ''] = /^([0-9a-f]{2})*/i.exec(text) ?? []
  return filled(digits.length / 2, (at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16))
}

export { PageBuffer as Buffer }
