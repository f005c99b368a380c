/**
 * The 3D room at its sink, as the pipeline of the product draws it: how soon a number that is set is seen in a pixel,
 * and how many frames a second it reaches. Beside it the one GL element that takes float properties by itself.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openPipeline } from '../../daemon/media/gst.ts'
import { drawingOf } from '../../daemon/media/room/drawing.ts'
import { openRoomPipeline } from '../../daemon/media/room/room-pipeline.ts'
import { display, look, type Picture, painted, white } from '../daemon/media/room/render.ts'
import { median, type Row, row } from './row.ts'

/** What is drawn is bright or dark in the middle, as the last number said that was set. */
interface Rig {
  /** From the next frame on. */
  bright(on: boolean): void
  /** Draws one frame. */
  push(): void
  /** Brightness in the middle of the next frame that comes out, 0 to 255. */
  pull(): Promise<number>
  stop(): void
}
interface Size {
  readonly width: number
  readonly height: number
}

const small: Size = { width: 640, height: 360 }
const frameMs = 1000 / 60
const rounds = 6
const changesInRound = 40
const limitMs = 15
const fpsMs = 2500

export async function room(progress: (text: string) => void): Promise<readonly Row[]> {
  const updates = await withRigs(small, async (rigs) => {
    const found: Record<keyof Rigs, number[]> = { room: [], plain: [] }
    for (let round = 0; round < rounds; round++)
      for (const name of ['room', 'plain'] as const) {
        const ms = await changes(rigs[name])
        found[name].push(...ms)
        progress(`round ${round + 1}, ${name}: ${median(ms).toFixed(1)} ms`)
      }
    return found
  })
  const lower = {
    unit: 'ms',
    value: median(updates.room),
    better: 'lower',
  } as const
  return [
    row({
      ...lower,
      name: 'room-update',
      subject: 'number set to changed pixel, 60 fps at 640×360, median',
      baseline: 'limit',
      baselineValue: limitMs,
      target: 1,
    }),
    row({
      ...lower,
      name: 'room-update-plain',
      subject: 'the same, beside an element with float properties',
      baseline: 'gltransformation translation-x',
      baselineValue: median(updates.plain),
      target: 1.5,
    }),
    await rate('room-720p', { width: 1280, height: 720 }, progress),
    await rate('room-1080p', { width: 1920, height: 1080 }, progress),
  ]
}

/** Reported, not aimed at: without a graphics card the processor draws. */
async function rate(name: string, size: Size, progress: (text: string) => void): Promise<Row> {
  const { plain, room } = await withRigs(size, async (rigs) => {
    const found: Record<keyof Rigs, number[]> = { room: [], plain: [] }
    for (let round = 0; round < 2; round++)
      for (const each of ['room', 'plain'] as const) found[each].push(await framesIn(rigs[each]))
    return found
  })
  progress(`${name}: ${median(room).toFixed(1)} fps`)
  return row({
    name,
    subject: `frames a second at ${size.width}×${size.height}, no target`,
    baseline: 'gltransformation at the same size',
    unit: 'fps',
    value: median(room),
    baselineValue: median(plain),
    better: 'higher',
    target: 0,
  })
}

interface Rigs {
  readonly room: Rig
  readonly plain: Rig
}

async function withRigs<T>(size: Size, use: (rigs: Rigs) => Promise<T>): Promise<T> {
  const rigs = { room: roomRig(size), plain: plainRig(size) }
  try {
    for (const rig of Object.values(rigs)) {
      rig.push()
      await rig.pull() // the shader is compiled at the first frame
    }
    return await use(rigs)
  } finally {
    for (const rig of Object.values(rigs)) rig.stop()
  }
}

/** Milliseconds from setting to seeing, each set at another moment between two frames. */
async function changes(rig: Rig): Promise<number[]> {
  const ms: number[] = []
  let on = false
  let awaited: { on: boolean; sinceMs: number; seen: () => void } | undefined
  let ended = false
  const pump = setInterval(rig.push, frameMs)
  const reading = (async () => {
    while (!ended) {
      const bright = (await rig.pull()) > 128
      if (!awaited || bright !== awaited.on) continue
      ms.push(performance.now() - awaited.sinceMs)
      awaited.seen()
      awaited = undefined
    }
  })()
  for (let change = 0; change < changesInRound; change++) {
    await sleep(40 + ((change * 7.3) % frameMs))
    on = !on
    await new Promise<void>((seen) => {
      awaited = { on, sinceMs: performance.now(), seen }
      rig.bright(on)
    })
  }
  rig.bright(false)
  ended = true
  await reading
  clearInterval(pump)
  return ms
}

async function framesIn(rig: Rig): Promise<number> {
  const from = performance.now()
  let frames = 0
  for (; performance.now() - from < fpsMs; frames++) {
    rig.push()
    await rig.pull()
  }
  return (frames * 1000) / (performance.now() - from)
}

function middleOf(frame: Uint8Array | null | undefined, { width, height }: Size): number {
  return frame?.[((height >> 1) * width + (width >> 1)) * 4 + 1] ?? 0
}

function roomRig(size: Size): Rig {
  const settings = display({ widthPixels: size.width, heightPixels: size.height })
  const pipeline = openRoomPipeline(settings, { kind: 'none' })
  const picture = painted(small, white, [])
  const still = drawingOf(look, settings).uniforms
  const bright = (on: boolean) => pipeline.set({ ...still, light: on ? 1 : 0 })
  bright(false)
  return {
    bright,
    push: () => pipeline.draw(picture.data, picture.width, picture.height),
    pull: async () => middleOf(await pipeline.frames?.raw.pull(), size),
    stop: pipeline.stop,
  }
}

/** As the room's pipeline, with a transformation in place of the shader: it pushes the picture out of sight. */
function plainRig(size: Size): Rig {
  const { width, height } = size
  const pipeline = openPipeline(
    'appsrc name=picture is-live=true format=time do-timestamp=true block=false ' +
      'leaky-type=downstream max-bytes=3000000 ' +
      `caps=video/x-raw,format=I420,width=${small.width},height=${small.height},framerate=30/1 ! ` +
      'videoconvert ! videoscale add-borders=false ! ' +
      `video/x-raw,format=RGBA,width=${width},height=${height} ! ` +
      'queue leaky=downstream max-size-buffers=1 ! glupload ! gltransformation name=move ! ' +
      'gldownload ! video/x-raw,format=RGBA ! ' +
      'appsink name=raw sync=false async=false max-buffers=1 drop=true',
  )
  const move = pipeline.element('move')
  const source = pipeline.source('picture')
  const raw = pipeline.sink('raw')
  const { data }: Picture = painted(small, white, [])
  move.set('translation-x', 9)
  pipeline.play()
  return {
    bright: (on) => move.set('translation-x', on ? 0 : 9),
    push: () => source.push(data),
    pull: async () => middleOf(await raw.pull(), size),
    stop: pipeline.stop,
  }
}
