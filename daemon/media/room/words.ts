/**
 * Words as a picture: a text goes in, a strip with it in white on nothing comes out, wrapped and centred by Pango.
 * The text travels as a buffer. Set as a property of `textoverlay` it would stay in memory for good each time
 * (GStreamer's wrapper never frees a text), and `textrender` aborts the process on a line that is too long.
 */
import { openPipeline } from '../gst.ts'

export const wordsSize = { width: 1024, height: 256 } as const
/** More does not fit on the strip: of a longer caption the end is what was said last. */
const mostCharacters = 120
const textSize = 40

export interface Words {
  /** The strip with this text, RGBA; `null` when the pipeline is stopped. Ask for one at a time. */
  draw(text: string): Promise<Uint8Array | null>
  stop(): void
}

/** @throws PipelineError */
export function openWords(): Words {
  const { width, height } = wordsSize
  const feed = 'is-live=true format=time do-timestamp=true'
  const pipeline = openPipeline(
    `textoverlay name=o wait-text=true font-desc="Atkinson Hyperlegible Next ${textSize}px" ` +
      'valignment=center halignment=center line-alignment=center auto-resize=false ' +
      'draw-shadow=false draw-outline=false xpad=24 ypad=0  ' +
      `appsrc name=ground ${feed} caps=video/x-raw,format=RGBA,width=${width},height=${height},` +
      'framerate=0/1 ! o.video_sink  ' +
      'appsrc name=text is-live=true format=time caps=text/x-raw,format=utf8 ! o.text_sink  ' +
      'o. ! appsink name=strip sync=false async=false max-buffers=2 drop=true',
  )
  const ground = pipeline.source('ground')
  const text = pipeline.source('text')
  const strip = pipeline.sink('strip')
  const nothing = new Uint8Array(width * height * 4)
  pipeline.play()
  return {
    draw(words) {
      text.push(Buffer.from(fitting(words)))
      ground.push(nothing)
      return strip.pull()
    },
    stop: () => pipeline.stop(),
  }
}

/** The text without control characters, no longer than the strip holds. */
export function fitting(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = words.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ').trim()
  const characters = [...plain]
  if (characters.length <= mostCharacters) return plain
  const end = characters.slice(1 - mostCharacters).join('')
  return `…${end.slice(end.indexOf(' ') + 1)}`
}
