/** The camera: I420 pictures of one size while it runs, from the device, the portrait or the cable. */

import type { MediaConfig } from '../config.ts'
import type { Element, PipelineError } from '../gst.ts'
import type { MediaStats } from '../protocol.ts'
import { makeLane } from './capture-lane.ts'
import { cutOf, type Fractions, swaying, wholePicture, within } from './crop.ts'

export const sentSize = { width: 640, height: 360 } as const
const rate = 'framerate=30/1'
/** Pictures from the cable count as gone after this long. */
const goneMs = 1000

export interface Capture {
  start(): void
  stop(): void
  crop(part: Fractions): void
  /** One JPEG from the cable. */
  picture(jpeg: Uint8Array): void
  pictureOff(): void
  source(): MediaStats['source']
  /** Resolves after `stop` when nothing of GStreamer is waited for any more. */
  ended(): Promise<void>
}
export interface CaptureUse {
  readonly camera: MediaConfig['camera']
  /** A picture of `sentSize`, I420; the receiver may draw into it. */
  readonly onPicture: (picture: Uint8Array) => void
  readonly onFault: (error: PipelineError) => void
}
interface Size {
  readonly width: number
  readonly height: number
}

export function makeCapture({ camera, onPicture, onFault }: CaptureUse): Capture {
  let part = wholePicture
  let cableAtMs = Number.NEGATIVE_INFINITY
  let watch: NodeJS.Timeout | undefined
  const onCable = () => performance.now() - cableAtMs < goneMs
  const lane = (launch: string, size: Size, seen: () => Fractions, due: () => boolean) =>
    makeLane({
      launch,
      crop: (element) => applyCut(element, within(seen(), part), size),
      onPicture: (picture) => {
        if (due()) onPicture(picture)
      },
      onFault,
    })
  const own =
    camera.kind === 'v4l2'
      ? lane(
          cameraLaunch(camera),
          camera,
          () => wholePicture,
          () => !onCable(),
        )
      : lane(
          portraitLaunch(camera.file),
          portraitSize,
          () => within(facePart, swaying(performance.now())),
          () => !onCable(),
        )
  const cable = lane(cableLaunch, sentSize, () => wholePicture, onCable)

  /** Plays the lane that is due, stops the other. */
  function settle(): void {
    const [due, other] = onCable() ? [cable, own] : [own, cable]
    other.stop()
    due.play()
  }
  return {
    start() {
      watch ??= setInterval(settle, goneMs / 4)
      settle()
    },
    stop() {
      clearInterval(watch)
      watch = undefined
      own.stop()
      cable.stop()
    },
    crop(next) {
      part = next
    },
    picture(jpeg) {
      if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return
      cableAtMs = performance.now()
      if (!watch) return
      settle()
      cable.push(jpeg)
    },
    pictureOff() {
      cableAtMs = Number.NEGATIVE_INFINITY
      if (watch) settle()
    },
    source: () => (onCable() ? 'browser' : camera.kind),
    async ended() {
      await Promise.all([own.ended(), cable.ended()])
    },
  }
}

/** A square portrait, enlarged so that a step of two pixels is less than one in the picture sent. */
const portraitSize: Size = { width: 1408, height: 1408 }
/** Its upper part, at 16:9: a face is there. */
const facePart: Fractions = { left: 0, top: 0, width: 1, height: 9 / 16 }
const out =
  `videocrop name=crop ! videoscale add-borders=false ! video/x-raw,format=I420,width=${sentSize.width},` +
  `height=${sentSize.height} ! appsink name=out sync=false max-buffers=1 drop=true`

function portraitLaunch(file: string): string {
  return (
    `filesrc location="${file}" ! pngdec ! videoconvert ! videoscale ! ` +
    `video/x-raw,format=I420,width=${portraitSize.width},height=${portraitSize.height} ! ` +
    `imagefreeze is-live=true ! video/x-raw,${rate} ! ${out}`
  )
}

function cameraLaunch(camera: { readonly device: string } & Size): string {
  return (
    `v4l2src device="${camera.device}" ! decodebin ! videoconvert ! videoscale ! ` +
    `video/x-raw,format=I420,width=${camera.width},height=${camera.height} ! ${out}`
  )
}

const cableLaunch =
  'appsrc name=in is-live=true format=time do-timestamp=true block=false leaky-type=downstream ' +
  `max-bytes=300000 caps=image/jpeg,${rate} ! jpegdec max-errors=-1 ! videoconvert ! ` +
  `videoscale add-borders=false ! video/x-raw,format=I420,width=${sentSize.width},height=${sentSize.height} ! ${out}`

function applyCut(element: Element, part: Fractions, size: Size): void {
  const cut = cutOf(part, size.width, size.height)
  for (const side of ['left', 'right', 'top', 'bottom'] as const) element.set(side, cut[side])
}
