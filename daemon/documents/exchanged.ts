import { PDFDocument } from '@cantoo/pdf-lib'
import { EXCHANGE_LIMITS, type ExchangeFault, type ExchangeType } from '../core/exchange-view.ts'
import { isHidden, JpegError, jpegSegments } from './jpeg.ts'
import { type Pages, PagesError } from './pages.ts'

export type ExchangeVerdict = { readonly pages: number } | { readonly fault: ExchangeFault }

/** A4 at this width is sharp at arm's length on the reading screen, and at twice its size. */
export const PAGE_WIDTH_PX = 1400

/** Looks at what a console sent: that it is of its type, whole, open to anybody, and can be shown. */
export async function checkExchanged(
  bytes: Uint8Array,
  type: ExchangeType,
  pages: Pages,
): Promise<ExchangeVerdict> {
  const fault = type === 'pdf' ? faultOfPdf(bytes) : faultOfPicture(bytes)
  if (fault) return { fault }
  try {
    return await countPages(await drawable(bytes, type), pages)
  } catch (cause) {
    if (!(cause instanceof PagesError) && !(cause instanceof PictureError)) throw cause
    return { fault: type === 'pdf' && has(bytes, '/Encrypt') ? 'locked' : 'damaged' }
  }
}

/** The pages as a PDF: of a picture one page, with the very bytes of the picture on it. @throws PictureError */
export async function drawable(bytes: Uint8Array, type: ExchangeType): Promise<Uint8Array> {
  if (type === 'pdf') return bytes
  const document = await PDFDocument.create({ updateMetadata: false })
  try {
    const picture = await document.embedJpg(bytes)
    const { width, height } = picture.scale(POINTS_PER_PIXEL)
    document.addPage([width, height]).drawImage(picture, { width, height })
  } catch (cause) {
    throw new PictureError('the picture has no usable size', { cause })
  }
  return await document.save()
}
const POINTS_PER_PIXEL = 0.36

class PictureError extends Error {
  readonly code = 'PICTURE'
  readonly scope = 'visit'
}

/** The end is looked for where readers look for it: a file that was cut off could be mended, but not to what it was. */
const TAIL_BYTES = 1024
function faultOfPdf(bytes: Uint8Array): ExchangeFault | null {
  if (!has(bytes.subarray(0, 5), '%PDF-')) return 'not_this_type'
  return has(bytes.subarray(-TAIL_BYTES), '%%EOF') ? null : 'damaged'
}

function faultOfPicture(bytes: Uint8Array): ExchangeFault | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return 'not_this_type'
  try {
    return jpegSegments(bytes).some(isHidden) ? 'hidden_data' : null
  } catch (cause) {
    if (cause instanceof JpegError) return 'damaged'
    throw cause
  }
}

async function countPages(pdf: Uint8Array, pages: Pages): Promise<ExchangeVerdict> {
  if (await pages.isLocked(pdf)) return { fault: 'locked' }
  const count = await pages.pageCount(pdf)
  if (count > EXCHANGE_LIMITS.pages) return { fault: 'too_many_pages' }
  // A file without pages, or whose first page cannot be drawn, fails here; the screen needs that page next.
  await pages.pagePng(pdf, 1, PAGE_WIDTH_PX)
  return { pages: count }
}

function has(bytes: Uint8Array, text: string): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text)
}
