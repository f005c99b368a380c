import { createHash } from 'node:crypto'
import type { Hash } from './algorithms.ts'
import {
  PdfError,
  type PdfRef,
  pdfArray,
  pdfBytes,
  pdfDate,
  pdfDict,
  pdfName,
  pdfText,
} from './pdf-value.ts'
import type { Revision } from './revision.ts'

/** What a signature dictionary says beside the signature. None of it is proof. Source: ISO 32000-1, table 252. */
export interface SignatureClaims {
  /** ISO 8601, UTC. */
  readonly at?: string
  readonly name?: string
  readonly reason?: string
  readonly location?: string
}
export type SubFilter = 'ETSI.CAdES.detached' | 'ETSI.RFC3161'

/** A file that is whole but for the bytes of its signature. */
export interface Prepared {
  readonly bytes: Uint8Array
  /** Where the hexadecimal digits of the signature go: the only bytes it does not cover, brackets apart. */
  readonly hole: { readonly from: number; readonly to: number }
  digest(hash: Hash): Uint8Array
}

/** The signature is larger than the room that was kept for it. */
export class SignatureTooLargeError extends Error {
  readonly code = 'SIGNATURE_TOO_LARGE'
  readonly scope = 'system'
}

/** Ten digits each, so that the numbers can be written in later. */
const UNKNOWN = 9_999_999_999

/** Adds a signature dictionary with room for `reserve` bytes. Nothing may be added to the revision after `prepare`. */
export function addPlaceholder(
  revision: Revision,
  kind: SubFilter,
  reserve: number,
  claims: SignatureClaims = {},
): PdfRef {
  const { at, name, reason, location } = claims
  return revision.add(
    pdfDict({
      Type: pdfName(kind === 'ETSI.RFC3161' ? 'DocTimeStamp' : 'Sig'),
      Filter: pdfName('Adobe.PPKLite'),
      SubFilter: pdfName(kind),
      ByteRange: pdfArray([0, UNKNOWN, UNKNOWN, UNKNOWN]),
      Contents: pdfBytes(new Uint8Array(reserve)),
      M: at === undefined ? undefined : pdfDate(at),
      Name: name === undefined ? undefined : pdfText(name),
      Reason: reason === undefined ? undefined : pdfText(reason),
      Location: location === undefined ? undefined : pdfText(location),
    }),
  )
}

/** Writes the revision and says which bytes are to be signed: all but the hole. Source: ISO 32000-1, 12.8.1. */
export function prepare(revision: Revision, placeholder: PdfRef): Prepared {
  const { bytes, offsets } = revision.write()
  const start = offsets.get(placeholder.number)
  if (start === undefined) throw new PdfError('MISSING', 'no placeholder')
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const range = view.indexOf('/ByteRange [', start) + '/ByteRange ['.length
  const open = view.indexOf('/Contents <', start) + '/Contents <'.length
  const close = view.indexOf('>', open)
  const sides = [0, open - 1, close + 1, bytes.length - close - 1].join(' ')
  const room = `0 ${UNKNOWN} ${UNKNOWN} ${UNKNOWN}`.length
  view.write(sides.padEnd(room), range, 'latin1')
  return {
    bytes,
    hole: { from: open, to: close },
    digest: (hash) =>
      createHash(hash)
        .update(bytes.subarray(0, open - 1))
        .update(bytes.subarray(close + 1))
        .digest(),
  }
}

/** The file with its signature in the hole. @throws SignatureTooLargeError */
export function fill(
  { bytes, hole }: Pick<Prepared, 'bytes' | 'hole'>,
  signature: Uint8Array,
): Uint8Array {
  const digits = Buffer.from(signature).toString('hex')
  if (digits.length > hole.to - hole.from)
    throw new SignatureTooLargeError(`a signature of ${signature.length} bytes does not fit`)
  const signed = Uint8Array.from(bytes)
  signed.set(Buffer.from(digits.padEnd(hole.to - hole.from, '0'), 'latin1'), hole.from)
  return signed
}
