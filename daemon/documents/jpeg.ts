/** A picture that cannot be used. Its message holds no content. */
export class JpegError extends Error {
  readonly code = 'NOT_A_JPEG'
  readonly scope = 'visit'
}

/** One segment before the picture itself; `from` is the offset of its marker, `to` of what follows it. */
export interface JpegSegment {
  /** The second byte of its marker. */
  readonly marker: number
  readonly from: number
  readonly to: number
}

const SCAN = 0xda
/** JFIF, the profile of the colours, and Adobe's word on their order: what a picture needs to look as it should. */
const OF_PICTURE = [0xe0, 0xe2, 0xee]

/** The segments of a JPEG file up to its picture. Source: ITU-T T.81, annex B. @throws JpegError */
export function jpegSegments(bytes: Uint8Array): readonly JpegSegment[] {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw new JpegError('no start of image')
  if (bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9) throw new JpegError('no end of image')
  const segments: JpegSegment[] = []
  let at = 2
  for (;;) {
    const [ff, marker, high, low] = bytes.subarray(at, at + 4)
    if (ff !== 0xff || marker === undefined || high === undefined || low === undefined)
      throw new JpegError('no segment where one should be')
    const to = at + 2 + high * 256 + low
    if (to > bytes.length - 2) throw new JpegError('a segment beyond the end')
    segments.push({ marker, from: at, to })
    if (marker === SCAN) return segments
    at = to
  }
}

/** Whether a segment holds something besides the picture: where and when it was taken, by what, a thumbnail, a remark. */
export function isHidden({ marker }: JpegSegment): boolean {
  const named = marker === 0xfe || (marker >= 0xe0 && marker <= 0xef)
  return named && !OF_PICTURE.includes(marker)
}

/** The picture alone. @throws JpegError */
export function pictureOnly(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const hidden = jpegSegments(bytes).filter(isHidden)
  const kept = hidden.map(({ from }, at) => bytes.subarray(hidden[at - 1]?.to ?? 0, from))
  const parts = [...kept, bytes.subarray(hidden.at(-1)?.to ?? 0)]
  const picture = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    picture.set(part, at)
    at += part.length
  }
  return picture
}
