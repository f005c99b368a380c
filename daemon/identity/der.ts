export class DerError extends Error {
  readonly code = 'CARD_FILE_MALFORMED'
  readonly scope = 'visit'
}

/**
 * The length in bytes of the DER SEQUENCE that `bytes` starts with, its header included: what follows is padding. At
 * least 4 bytes are needed; up to 65535 bytes of content. Source: X.690, clause 8.1.3. @throws DerError
 */
export function derLength(bytes: Uint8Array): number {
  const [tag, first = 0, second = 0, third = 0] = bytes
  if (tag !== 0x30 || bytes.length < 4) throw new DerError('no DER sequence')
  if (first < 0x80) return 2 + first
  if (first === 0x81) return 3 + second
  if (first === 0x82) return 4 + ((second << 8) | third)
  throw new DerError('a DER length out of range')
}
