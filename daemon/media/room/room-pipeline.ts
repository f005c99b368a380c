/** The GL pipeline of the room; `room.ts` decides what it draws and when. */
import { readFileSync } from 'node:fs'
import { openPipeline, type Pipeline, type Sink } from '../gst.ts'
import type { DisplayConfig, MatteConfig } from './display.ts'
import { shaderConstants } from './output.ts'
import {
  controlNames,
  type Uniforms,
  uniformDeclarations,
  uniformNames,
  wordsUnit,
} from './uniforms.ts'
import { wordsSize } from './words.ts'

export interface RoomPipeline {
  /** By what the next frame is drawn, also one that is on its way already. */
  set(uniforms: Uniforms): void
  /** Draws one frame with this picture: I420 with padded rows. */
  draw(picture: Uint8Array, width: number, height: number): void
  /** The strip of words from the next frame on: RGBA, `wordsSize`. */
  words(strip: Uint8Array): void
  /** Finished frames, where the display is the cable: `raw` is RGBA. */
  readonly frames: { readonly jpeg: Sink; readonly raw: Sink } | undefined
  /** One finished frame, RGBA, where the display is a window; to be called while frames are drawn. */
  peek(): Promise<Uint8Array | null>
  stop(): void
}

/** @throws PipelineError */
export function openRoomPipeline(display: DisplayConfig, matte: MatteConfig): RoomPipeline {
  const pipeline = openPipeline(launch(display, matte))
  const control = pipeline.element('control')
  const picture = pipeline.source('picture')
  const words = pipeline.source('words')
  const last: number[] = []
  let caps = ''
  pipeline.element('shader').set('fragment', fragment(display, matte))
  pipeline.play()

  function setUniforms(uniforms: Uniforms): void {
    for (const [index, name] of uniformNames.entries())
      if (last[index] !== uniforms[name]) {
        control.set(`v${index}`, uniforms[name])
        last[index] = uniforms[name]
      }
    control.set('commit', true)
  }
  return {
    set: setUniforms,
    draw(data, width, height) {
      const next = `video/x-raw,format=I420,width=${width},height=${height},framerate=30/1`
      if (next !== caps) picture.setCaps(next)
      caps = next
      picture.push(data)
    },
    words: (strip) => words.push(strip),
    frames: display.sink === 'cable' ? sinksOf(pipeline) : undefined,
    async peek() {
      const valve = pipeline.element('peek')
      valve.set('drop', false)
      const frame = await pipeline.sink('raw').pull()
      valve.set('drop', true)
      return frame
    },
    stop: () => pipeline.stop(),
  }
}

function sinksOf(pipeline: Pipeline): { jpeg: Sink; raw: Sink } {
  return { jpeg: pipeline.sink('jpeg'), raw: pipeline.sink('raw') }
}

/** The inspector's picture as a texture, whatever size it came in: no finer than it can be drawn. */
function textureSize({ widthPixels }: DisplayConfig, matte: MatteConfig) {
  const size = widthPixels > 960 ? { width: 1280, height: 720 } : { width: 640, height: 360 }
  return matte.kind === 'alpha' ? { ...size, height: 2 * size.height } : size
}

const newest = 'sync=false async=false max-buffers=1 drop=true'
const feed = 'is-live=true format=time do-timestamp=true block=false leaky-type=downstream'

function launch(display: DisplayConfig, matte: MatteConfig): string {
  const { width, height } = textureSize(display, matte)
  // Colours are converted by the CPU: a software GL takes twice as long for it, a real one gains nothing.
  const shaded =
    `loketcontrol name=control target=shader names="${controlNames}"  ` +
    `appsrc name=words ${feed} max-bytes=5000000 caps=video/x-raw,format=RGBA,` +
    `width=${wordsSize.width},height=${wordsSize.height},framerate=0/1 ! glupload ! ` +
    `lokettexture unit=${wordsUnit}  ` +
    `appsrc name=picture ${feed} max-bytes=3000000 ! videoconvert ! videoscale add-borders=false ! ` +
    `video/x-raw,format=RGBA,width=${width},height=${height} ! ` +
    'queue leaky=downstream max-size-buffers=1 ! glupload ! glshader name=shader ! ' +
    `video/x-raw(memory:GLMemory),format=RGBA,width=${display.widthPixels},` +
    `height=${display.heightPixels} ! `
  const down = 'gldownload ! video/x-raw,format=RGBA ! '
  if (display.sink === 'window')
    return (
      `${shaded}tee name=t  t. ! queue leaky=downstream max-size-buffers=1 ! ` +
      'glimagesink sync=false async=false  ' +
      `t. ! valve name=peek drop=true ! ${down}appsink name=raw ${newest}`
    )
  return (
    `${shaded}${down}tee name=t  t. ! appsink name=raw ${newest}  ` +
    // A frame is not held up by the one before it being packed.
    't. ! queue leaky=downstream max-size-buffers=1 ! ' +
    `videoconvert ! video/x-raw,format=I420 ! jpegenc quality=80 ! appsink name=jpeg ${newest}`
  )
}

function fragment(display: DisplayConfig, matte: MatteConfig): string {
  const source = readFileSync(new URL('room.frag', import.meta.url), 'utf8')
  // A GLES2 shader starts with its precision; what follows may be declared.
  const precision = '#endif\n'
  return source.replace(
    precision,
    `${precision}${shaderConstants(display, matte)}${uniformDeclarations}`,
  )
}
