import { EXCHANGE_LIMITS, type ExchangeType } from '../../daemon/core/exchange-view.ts'
import { JpegError, pictureOnly } from '../../daemon/documents/jpeg.ts'

/** What will travel: a PDF as it was, or a picture drawn anew. */
export interface ReadyFile {
  readonly type: ExchangeType
  readonly bytes: Uint8Array<ArrayBuffer>
  /** SHA-256, hex. */
  readonly sha256: string
}
export type FileProblem = 'type' | 'room' | 'picture'
export type Readied =
  | ReadyFile
  | { readonly problem: FileProblem /** In bytes. */; readonly size: number }

/** Above what any camera makes: it would only fill the memory. */
const MOST_READ_BYTES = 48 * 1024 * 1024

/** Reads a file that was chosen. Nothing of it leaves this page here, and its name is never looked at. */
export async function readFile(file: Blob): Promise<Readied> {
  const { size } = file
  const type = typeOf(new Uint8Array(await file.slice(0, 8).arrayBuffer()))
  if (!type) return { problem: 'type', size }
  const most = type === 'pdf' ? EXCHANGE_LIMITS.bytes : MOST_READ_BYTES
  if (size > most) return { problem: 'room', size }
  const bytes = type === 'pdf' ? new Uint8Array(await file.arrayBuffer()) : await drawnAnew(file)
  if (!bytes) return { problem: 'picture', size }
  return { type, bytes, sha256: await hashOf(bytes) }
}

/** By its first bytes: what a file is called says nothing. */
function typeOf(start: Uint8Array): ExchangeType | undefined {
  const begins = (...bytes: readonly number[]) => bytes.every((byte, at) => start[at] === byte)
  if (begins(0x25, 0x50, 0x44, 0x46, 0x2d)) return 'pdf'
  const picture = begins(0xff, 0xd8, 0xff) || begins(0x89, 0x50, 0x4e, 0x47)
  return picture ? 'jpeg' : undefined
}

/** Two of these fit, with a letter beside them; a photographed page stays readable. */
const MOST_PICTURE_BYTES = 300_000
/** Pixels of the longest side, and qualities, from the best down. */
const SIDES = [2000, 1600, 1200, 800]
const QUALITIES = [0.85, 0.7, 0.55]

/** The picture as it looks and nothing besides; null when it cannot be opened. */
async function drawnAnew(file: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const picture = await createImageBitmap(file)
    for (const side of SIDES)
      for (const quality of QUALITIES) {
        const bytes = await encoded(picture, side, quality)
        if (bytes.length <= MOST_PICTURE_BYTES) return bytes
      }
  } catch (cause) {
    if (!(cause instanceof DOMException) && !(cause instanceof JpegError)) throw cause
  }
  return null
}

async function encoded(picture: ImageBitmap, side: number, quality: number) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const drawing = canvas.getContext('2d')
  if (!drawing) throw new DOMException('no canvas')
  // What is transparent lies on paper.
  drawing.fillStyle = '#ffffff'
  drawing.fillRect(0, 0, width, height)
  drawing.drawImage(picture, 0, 0, width, height)
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality })
  return pictureOnly(new Uint8Array(await blob.arrayBuffer()))
}

async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
