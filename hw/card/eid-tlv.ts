/**
 * The TLV of the eID's identity and address files: one tag byte, then a length in which each byte FF adds 255 and the
 * first byte below FF ends it. Trailing zero bytes are padding. Source: Belgian eID, ID and address file, v5.
 */
export interface TlvField {
  /** 0 to 255. */
  readonly tag: number
  readonly value: Uint8Array
}

export class TlvError extends Error {
  readonly code = 'CARD_FILE_MALFORMED'
  readonly scope = 'visit'
}

/** Writes the fields in the order given, without padding. */
export function encodeTlv(fields: readonly TlvField[]): Buffer {
  return Buffer.concat(
    fields.map(({ tag, value }) =>
      Buffer.concat([Buffer.of(tag), encodeLength(value.length), value]),
    ),
  )
}

/**
 * Reads a file up to its padding. Tag 00 (the structure's version) is a field only at the very start.
 * @throws TlvError when a length points past the end or a tag comes twice.
 */
export function decodeTlv(file: Uint8Array): TlvField[] {
  const fields: TlvField[] = []
  const seen = new Set<number>()
  let at = 0
  while (at < file.length && !isPadding(file, at)) {
    const tag = file[at] ?? 0
    const { length, next } = decodeLength(file, at + 1)
    if (next + length > file.length) throw new TlvError('a field ends past the end of the file')
    if (seen.has(tag)) throw new TlvError('a tag comes twice')
    seen.add(tag)
    fields.push({ tag, value: file.slice(next, next + length) })
    at = next + length
  }
  return fields
}

/** The bytes up to the last one that is not zero: the part of the address that is signed. */
export function withoutPadding(file: Uint8Array): Uint8Array {
  let end = file.length
  while (end > 0 && file[end - 1] === 0) end -= 1
  return file.subarray(0, end)
}

function encodeLength(length: number): Buffer {
  const full = Math.floor(length / 255)
  return Buffer.concat([Buffer.alloc(full, 0xff), Buffer.of(length % 255)])
}

function decodeLength(file: Uint8Array, start: number): { length: number; next: number } {
  let length = 0
  let at = start
  for (;;) {
    const byte = file[at]
    if (byte === undefined) throw new TlvError('a length runs past the end of the file')
    length += byte
    at += 1
    if (byte < 0xff) return { length, next: at }
  }
}

function isPadding(file: Uint8Array, at: number): boolean {
  if (file[at] !== 0) return false
  return at > 0 || file[1] !== 2
}
