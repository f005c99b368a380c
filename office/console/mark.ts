import { type CodeTally, countCode, noCodes } from '../../hw/av/code-count.ts'
import { codeBlocks, lumaOfRgba, readCode } from '../../hw/av/time-code.ts'

/**
 * The rehearsal's and the bench's eye, on `window.loketLink` when the page was asked for with `?mark=1`: time codes
 * found in the citizen's picture since the link came up, and those that could not be read. `lastMs` is the age of
 * the last one, with both ends on one machine; `frames` counts pictures shown, with or without a code.
 */
export interface LinkEye {
  readonly read: number
  readonly unreadable: number
  readonly lastMs: number | undefined
  readonly frames: number
}

declare global {
  interface Window {
    loketLink?: LinkEye
  }
}

/** True when the page's address asks for time codes. */
export function marked(search: string = location.search): boolean {
  return new URLSearchParams(search).get('mark') === '1'
}

/** Draws the time code of this moment into a picture. */
export function drawMark(brush: CanvasRenderingContext2D, clockMs: number): void {
  const { width, height } = brush.canvas
  for (const block of codeBlocks(Math.floor(clockMs), width, height)) {
    brush.fillStyle = `rgb(${block.level} ${block.level} ${block.level})`
    brush.fillRect(block.x, block.y, block.width, block.height)
  }
}

/** Reads the code of every picture that `video` shows, until `signal` aborts; counts start at nothing. */
export function watchMarks(video: HTMLVideoElement, signal: AbortSignal): void {
  const brush = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  let tally: CodeTally = noCodes
  let frames = 0
  const look = () => {
    if (signal.aborted || !brush) return
    frames += 1
    tally = countCode(tally, readFrom(video, brush), Date.now())
    window.loketLink = {
      read: tally.read,
      unreadable: tally.unreadable,
      lastMs: tally.lastMs,
      frames,
    }
    video.requestVideoFrameCallback(look)
  }
  window.loketLink = { read: 0, unreadable: 0, lastMs: undefined, frames: 0 }
  video.requestVideoFrameCallback(look)
}

/** Only the lowest eighth is copied: the code lies in it, and copying is what costs. */
function readFrom(video: HTMLVideoElement, brush: CanvasRenderingContext2D) {
  const { videoWidth: width, videoHeight: height } = video
  const strip = Math.ceil(height / 8)
  const top = height - strip
  if (brush.canvas.width !== width || brush.canvas.height !== strip) {
    brush.canvas.width = width
    brush.canvas.height = strip
  }
  brush.drawImage(video, 0, top, width, strip, 0, 0, width, strip)
  const luma = lumaOfRgba(brush.getImageData(0, 0, width, strip).data, width)
  return readCode((x, y) => luma(x, y - top), { x: 0, y: 0, width, height })
}
