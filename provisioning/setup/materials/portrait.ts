import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const PORTRAIT = 'usr/lib/python3/dist-packages/imageio/resources/images/astronaut.png'
/** The portrait is a square of 512 pixels. */
const PORTRAIT_PIXELS = 512

/** A part of the portrait, in its pixels; the height follows from the photo's shape. */
export interface Crop {
  readonly left: number
  readonly top: number
  readonly width: number
}

/** Cuts a photo as an eID has it: JPEG, grey, of the given size in pixels, about 3 KB. */
export async function idPhoto(
  unpacked: string,
  { left, top, width }: Crop,
  size: { readonly width: number; readonly height: number },
): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'loket-photo-'))
  const file = join(folder, 'photo.jpg')
  const right = PORTRAIT_PIXELS - left - width
  const bottom = PORTRAIT_PIXELS - top - Math.round((width * size.height) / size.width)
  try {
    await run('gst-launch-1.0', [
      ...['-q', 'filesrc', `location=${join(unpacked, PORTRAIT)}`, '!', 'pngdec', '!'],
      ...['videocrop', `left=${left}`, `right=${right}`, `top=${top}`, `bottom=${bottom}`, '!'],
      ...['videoconvert', '!', 'videoscale', '!'],
      `video/x-raw,width=${size.width},height=${size.height},format=GRAY8`,
      ...['!', 'jpegenc', 'quality=35', '!', 'filesink', `location=${file}`],
    ])
    return await readFile(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}
