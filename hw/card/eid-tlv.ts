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
    const found = lengthAt(file, at + 1)
    if (!found) throw new TlvError('a length runs past the end of the file')
    const { length, next } = found
    if (next + length > file.length) throw new TlvError('a field ends past the end of the file')
    if (seen.has(tag)) throw new TlvError('a tag comes twice')
    seen.add(tag)
    fields.push({ tag, value: file.slice(next, next + length) })
    at = next + length
  }
  return fields
}

/** Whether the fields end within these bytes and padding follows: the rest of the file is padding too. */
export function isPaddedTlv(bytes: Uint8Array): boolean {
  let at = 0
  while (at < bytes.length && !isPadding(bytes, at)) {
    const length = lengthAt(bytes, at + 1)
    if (!length) return false
    at = length.next + length.length
  }
  return at > 0 && at < bytes.length
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

function lengthAt(file: Uint8Array, start: number): { length: number; next: number } | null {
  let length = 0
  for (let at = start; at < file.length; at += 1) {
    const byte = file[at] ?? 0
    length += byte
    if (byte < 0xff) return { length, next: at + 1 }
  }
  return null
}

function isPadding(file: Uint8Array, at: number): boolean {
  if (file[at] !== 0) return false
  return at > 0 || file[1] !== 2
}
