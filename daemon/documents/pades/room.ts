import { DerError } from './x509.ts'

/** The signature without the zeros that fill its room. @throws DerError when something else does. */
export function withoutPadding(bytes: Uint8Array): Uint8Array {
  const long = (bytes[1] ?? 0) & 0x7f
  const isLong = ((bytes[1] ?? 0) & 0x80) !== 0
  if (bytes[0] !== 0x30 || (isLong && (long === 0 || long > 4)))
    throw new DerError('no signature in its room')
  let length = isLong ? 0 : long
  if (isLong) for (const byte of bytes.subarray(2, 2 + long)) length = length * 256 + byte
  const end = 2 + (isLong ? long : 0) + length
  if (end > bytes.length || bytes.subarray(end).some((byte) => byte !== 0))
    throw new DerError('more than a signature in its room')
  return bytes.subarray(0, end)
}
