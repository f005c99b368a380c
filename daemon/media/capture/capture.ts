/** The camera: I420 pictures of one size while it runs, from the device, the portrait or the cable. */

import type { MediaConfig } from '../config.ts'
import type { EyeReading, PicturePoint } from '../eyeline/eye-reading.ts'
import type { Element, PipelineError } from '../gst.ts'
import type { MediaStats } from '../protocol.ts'
import { makeLane } from './capture-lane.ts'
import { type Cut, cutOf, type Fractions, scaledTo, swaying, within } from './crop.ts'
import { atRest, type Following, type FramingRules, followed, inPart } from './framing.ts'

export const sentSize = { width: 640, height: 360 } as const
/** Head and shoulders, the eyes where a portrait has them. */
export const framedAt = {
  eyeLine: 0.42,
  eyeSpacing: 0.1,
  sentAspect: sentSize.width / sentSize.height,
} as const
const rate = 'framerate=30/1'
/** Pictures from the cable count as gone after this long. */
const goneMs = 1000

export interface Capture {
  start(): void
  stop(): void
  /** The citizen's eyes in the whole picture, for the part that is sent; undefined: it stays. */
  follow(reading: EyeReading | undefined): void
  /** Where these eyes are in the picture that is sent; null where one of them is not in it. */
  sent(reading: EyeReading): { readonly left: PicturePoint; readonly right: PicturePoint } | null
  /** Undoes how the camera hangs, radians; how somebody holds their head is left alone. */
  level(rollRad: number): void
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
  /** The whole picture of the camera, I420, 640 wide and as high as the camera's shape asks; absent: none is made. */
  readonly onWhole?: ((picture: Uint8Array, size: Size) => void) | undefined
  readonly onFault: (error: PipelineError) => void
}
interface Size {
  readonly width: number
  readonly height: number
}
interface Source {
  /** Up to pictures of `size`, I420. */
  readonly launch: string
  readonly size: Size
  /** Moves what the camera sees, where that is simulated. */
  readonly aim?: (element: (name: string) => Element) => void
}

export function makeCapture({ camera, onPicture, onWhole, onFault }: CaptureUse): Capture {
  const rulesOf = ({ width, height }: Size): FramingRules => ({
    ...framedAt,
    aspect: width / height,
    narrowest: Math.min(1, sentSize.width / width),
  })
  let rollRad = 0
  let placed = (point: PicturePoint): PicturePoint => point
  let eyes: EyeReading | undefined
  let cableAtMs = Number.NEGATIVE_INFINITY
  let watch: NodeJS.Timeout | undefined
  const onCable = () => performance.now() - cableAtMs < goneMs
  const lane = ({ launch, size, aim }: Source, due: () => boolean) => {
    const wholeSize = scaledTo(sentSize.width, size)
    const rules = rulesOf(size)
    let following = atRest(rules)
    let sinceMs = performance.now()
    return makeLane({
      launch: `${launch} ! ${onWhole ? whole(size, wholeSize) : ''}${out}`,
      frame(element) {
        aim?.(element)
        const now = performance.now()
        following = followed(following, eyes, now - sinceMs, rules)
        sinceMs = now
        frame(element('frame'), following, rollRad)
        const { framing } = following
        if (due()) placed = (point) => inPart(point, framing, rules)
      },
      onPicture: (picture) => {
        if (due()) onPicture(picture)
      },
      onWhole: onWhole && ((picture) => due() && onWhole(picture, wholeSize)),
      onFault,
    })
  }
  const own = lane(
    camera.kind === 'v4l2' ? cameraSource(camera) : portraitSource(camera.file),
    () => !onCable(),
  )
  const cable = lane(cableSource, onCable)

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
    follow(reading) {
      eyes = reading
    },
    sent({ left, right }) {
      const sent = { left: placed(left), right: placed(right) }
      const inside = ({ x, y }: PicturePoint) => x >= 0 && y >= 0 && x <= 1 && y <= 1
      return inside(sent.left) && inside(sent.right) ? sent : null
    },
    level(by) {
      rollRad = by
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

const out =
  `loketframe name=frame ! video/x-raw,format=I420,width=${sentSize.width},height=${sentSize.height} ! ` +
  'appsink name=out sync=false max-buffers=1 drop=true'

/** A second branch with all that the camera sees. It never holds the first up: what is not taken is dropped. */
function whole(size: Size, scaled: Size): string {
  const scale = size.width === scaled.width ? '' : 'videoscale add-borders=false ! '
  return (
    `tee name=all all. ! queue leaky=downstream max-size-buffers=1 ! ${scale}` +
    `video/x-raw,format=I420,width=${scaled.width},height=${scaled.height} ! ` +
    'appsink name=whole sync=false max-buffers=1 drop=true all. ! queue leaky=downstream max-size-buffers=1 ! '
  )
}

/** A square portrait, enlarged so that a step of two pixels is less than one in the picture sent. */
const portraitSize: Size = { width: 1408, height: 1408 }
/** Its upper part, at 16:9: a face is there. */
const facePart: Fractions = { left: 0, top: 0, width: 1, height: 9 / 16 }

/** The camera of a box without one: a part of the portrait, always of one size, that sways. */
function portraitSource(file: string): Source {
  const seen = (atMs: number) =>
    cutOf(within(facePart, swaying(atMs)), portraitSize.width, portraitSize.height)
  const { left, right, top, bottom } = seen(0)
  return {
    launch:
      `filesrc location="${file}" ! pngdec ! videoconvert ! videoscale ! ` +
      `video/x-raw,format=I420,width=${portraitSize.width},height=${portraitSize.height} ! ` +
      `imagefreeze is-live=true ! video/x-raw,${rate} ! videocrop name=aim`,
    size: {
      width: portraitSize.width - left - right,
      height: portraitSize.height - top - bottom,
    },
    aim: (element) => setCut(element('aim'), seen(performance.now())),
  }
}

function cameraSource(camera: { readonly device: string } & Size): Source {
  return {
    launch:
      `v4l2src device="${camera.device}" ! decodebin ! videoconvert ! videoscale ! ` +
      `video/x-raw,format=I420,width=${camera.width},height=${camera.height}`,
    size: camera,
  }
}

const cableSource: Source = {
  launch:
    'appsrc name=in is-live=true format=time do-timestamp=true block=false leaky-type=downstream ' +
    `max-bytes=300000 caps=image/jpeg,${rate} ! jpegdec max-errors=-1 ! videoconvert ! ` +
    `videoscale add-borders=false ! video/x-raw,format=I420,width=${sentSize.width},height=${sentSize.height}`,
  size: sentSize,
}

function frame(element: Element, { framing }: Following, rollRad: number): void {
  element.set('centre-x', framing.centre.x)
  element.set('centre-y', framing.centre.y)
  element.set('width', framing.width)
  element.set('roll', rollRad)
}

function setCut(element: Element, cut: Cut): void {
  for (const side of ['left', 'right', 'top', 'bottom'] as const) element.set(side, cut[side])
}
