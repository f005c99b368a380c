/** The GL pipeline of the room; `room.ts` decides what it draws and when. */
import { readFileSync } from 'node:fs'
import type { MediaConfig } from '../config.ts'
import { openPipeline, type Pipeline, type Sink } from '../gst.ts'
import { shaderConstants } from './room-view.ts'

/** What the room process gets; a window has the size of its display. */
export const roomSize = { width: 640, height: 360 } as const
/** The inspector's picture as a texture, whatever size it came in. */
const textureSize = {
  cable: roomSize,
  window: { width: 1280, height: 720 },
} as const

/** The uniforms of the shader that change; see `room.frag`. */
export interface Uniforms {
  readonly 'eye-x': number
  readonly 'eye-y': number
  readonly 'eye-z': number
  readonly clock: number
  readonly visit: number
  readonly picture: number
  readonly aspect: number
}
export interface RoomPipeline {
  /** Draws one frame with this picture: I420 with padded rows. */
  draw(picture: Uint8Array, width: number, height: number, uniforms: Uniforms): void
  /** Finished frames, where the display is the cable. */
  readonly frames: { readonly jpeg: Sink; readonly raw: Sink } | undefined
  stop(): void
}

/** @throws PipelineError */
export function openRoomPipeline(display: MediaConfig['display']): RoomPipeline {
  const pipeline = openPipeline(launch(display))
  const control = pipeline.element('control')
  const picture = pipeline.source('picture')
  const last = new Map<string, number>()
  let caps = ''
  pipeline.element('shader').set('fragment', fragment())
  pipeline.play()

  function setUniforms(uniforms: Uniforms): void {
    for (const [name, value] of Object.entries(uniforms))
      if (last.get(name) !== value) {
        control.set(name, value)
        last.set(name, value)
      }
    control.set('commit', true)
  }
  return {
    draw(data, width, height, uniforms) {
      const next = `video/x-raw,format=I420,width=${width},height=${height},framerate=30/1`
      if (next !== caps) picture.setCaps(next)
      caps = next
      setUniforms(uniforms)
      picture.push(data)
    },
    frames: display === 'cable' ? sinksOf(pipeline) : undefined,
    stop: () => pipeline.stop(),
  }
}

function sinksOf(pipeline: Pipeline): { jpeg: Sink; raw: Sink } {
  return { jpeg: pipeline.sink('jpeg'), raw: pipeline.sink('raw') }
}

function launch(display: MediaConfig['display']): string {
  const { width, height } = textureSize[display]
  const newest = 'sync=false async=false max-buffers=1 drop=true'
  // Colours are converted by the CPU: a software GL takes twice as long for it, a real one gains nothing.
  const shaded =
    'loketcontrol name=control target=shader  ' +
    'appsrc name=picture is-live=true format=time do-timestamp=true block=false ' +
    'leaky-type=downstream max-bytes=3000000 ! videoconvert ! videoscale add-borders=false ! ' +
    `video/x-raw,format=RGBA,width=${width},height=${height} ! ` +
    'queue leaky=downstream max-size-buffers=1 ! glupload ! glshader name=shader ! '
  if (display === 'window') return `${shaded}glimagesink sync=false async=false`
  return (
    `${shaded}gldownload ! videoconvert ! video/x-raw,format=I420 ! tee name=t  ` +
    `t. ! appsink name=raw ${newest}  t. ! jpegenc quality=80 ! appsink name=jpeg ${newest}`
  )
}

function fragment(): string {
  const source = readFileSync(new URL('room.frag', import.meta.url), 'utf8')
  // A GLES2 shader starts with its precision; what follows may be declared.
  const precision = '#endif\n'
  return source.replace(precision, `${precision}${shaderConstants()}`)
}
