import { type CodeTally, countCode, noCodes } from '../../hw/av/code-count.ts'
import { codeBlocks, lumaOfRgba, readCode } from '../../hw/av/time-code.ts'

/**
 * The rehearsal's and the bench's eye, on `window.loketLink` when the page was asked for with `?mark=1`: time codes
 * found in the citizen's picture since the link came up, and those that could not be read. `lastMs` is the age of
 * the last one, with both ends on one machine; `frames` counts pictures shown, with or without a code. `soundLevel`
 * is the loudest of the citizen's sound in the last seconds, 0 (silence) to 1; `muted` tells that it is not played.
 */
export interface LinkEye {
  readonly read: number
  readonly unreadable: number
  readonly lastMs: number | undefined
  readonly frames: number
  readonly soundLevel?: number
  readonly muted?: boolean
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
  const soundLevel = listen(video, signal)
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
      soundLevel: soundLevel(),
      muted: video.muted,
    }
    video.requestVideoFrameCallback(look)
  }
  window.loketLink = { read: 0, unreadable: 0, lastMs: undefined, frames: 0 }
  video.requestVideoFrameCallback(look)
}

/** A level is told for this long. */
const LEVEL_MS = 3000
/** The level is looked at this often; the analyser keeps the samples between two looks. */
const LOOK_MS = 30

/** Listening needs no loudspeaker. */
const UNHEARD: AudioContextOptions & { readonly sinkId: { readonly type: 'none' } } = {
  sinkId: { type: 'none' },
}

/** Listens to the sound of the stream itself, apart from the element; gives the loudest of the last seconds. */
function listen(video: HTMLVideoElement, signal: AbortSignal): () => number {
  const context = new AudioContext(UNHEARD)
  const analyser = context.createAnalyser()
  const samples = new Float32Array(analyser.fftSize)
  let source: MediaStreamAudioSourceNode | undefined
  let heard: { readonly atMs: number; readonly level: number }[] = []
  const look = () => {
    const stream = video.srcObject
    // The sound track may come after the picture's.
    if (!source && stream instanceof MediaStream && stream.getAudioTracks().length > 0) {
      source = context.createMediaStreamSource(stream)
      source.connect(analyser)
    }
    analyser.getFloatTimeDomainData(samples)
    const level = samples.reduce((loudest, sample) => Math.max(loudest, Math.abs(sample)), 0)
    const now = performance.now()
    heard = [...heard.filter(({ atMs }) => now - atMs < LEVEL_MS), { atMs: now, level }]
  }
  const timer = setInterval(look, LOOK_MS)
  signal.addEventListener('abort', () => {
    clearInterval(timer)
    void context.close()
  })
  return () => Math.min(1, Math.max(0, ...heard.map(({ level }) => level)))
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
