export class DerError extends Error {
  readonly code = 'CARD_FILE_MALFORMED'
  readonly scope = 'visit'
}

/** One element of DER. */
export interface DerElement {
  readonly tag: number
  readonly content: Uint8Array
  /** With tag and length, as it is signed. */
  readonly whole: Uint8Array
}

/**
 * The length in bytes of the DER SEQUENCE that `bytes` starts with, its header included: what follows is padding. At
 * least 4 bytes are needed; up to 65535 bytes of content. Source: X.690, clause 8.1.3. @throws DerError
 */
export function derLength(bytes: Uint8Array): number {
  if (bytes[0] !== 0x30 || bytes.length < 4) throw new DerError('no DER sequence')
  const { start, length } = headerAt(bytes, 0)
  if ((bytes[1] ?? 0) > 0x82) throw new DerError('a DER length out of range')
  return start + length
}

/** The elements that follow one another in `bytes`, to the last byte. Tags have one byte. @throws DerError */
export function derElements(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = []
  let at = 0
  while (at < bytes.length) {
    const { start, length } = headerAt(bytes, at)
    if (start + length > bytes.length) throw new DerError('an element ends past its parent')
    const end = start + length
    const [content, whole] = [bytes.subarray(start, end), bytes.subarray(at, end)]
    elements.push({ tag: bytes[at] ?? 0, content, whole })
    at = end
  }
  return elements
}

function headerAt(bytes: Uint8Array, at: number): { start: number; length: number } {
  const [first = 0xff, second = 0, third = 0, fourth = 0] = bytes.subarray(at + 1, at + 5)
  if (first < 0x80) return { start: at + 2, length: first }
  if (first === 0x81) return { start: at + 3, length: second }
  if (first === 0x82) return { start: at + 4, length: (second << 8) | third }
  if (first === 0x83) return { start: at + 5, length: (second << 16) | (third << 8) | fourth }
  throw new DerError('a DER length out of range')
}

/** The elements inside one; none inside none. @throws DerError */
export function derInside(element: DerElement | undefined): DerElement[] {
  return element ? derElements(element.content) : []
}

/** The content of an element in hex; empty for none. */
export function derHex(element: DerElement | undefined): string {
  return Buffer.from(element?.content ?? []).toString('hex')
}
