import { areaOf, type PlacedArea } from './area.ts'
import { type Contact, contactOf } from './contact.ts'
import { CONVENTION, type Drawing, drawnAt, type Framing, fit } from './fit.ts'
import { type EyesInPicture, eased } from './framing.ts'
import { place } from './kept-place.ts'
import type { Place } from './place.ts'
import { windowNow } from './window-now.ts'

/** The video element's width before it is scaled, CSS pixels; its size does not follow the picture's resolution. */
const BASE = 1000
/** How often the angle is measured. */
const SAMPLE_MS = 1000

export interface DrawOptions {
  readonly video: HTMLVideoElement
  /** What the picture is drawn in. */
  readonly niche: HTMLElement
  readonly eyes: EyesInPicture
  /** Once a second, while a picture is drawn. */
  readonly onContact: (contact: Contact) => void
  readonly signal: AbortSignal
}

/** Keeps the citizen's eyes where the inspector can look into them, frame by frame. */
export function drawCitizen({ video, niche, eyes, onContact, signal }: DrawOptions): void {
  let framing: Framing = CONVENTION
  let lastMs: number | undefined
  let sampledMs = Number.NEGATIVE_INFINITY
  let styled = ''

  function frame(nowMs: number): void {
    if (signal.aborted) return
    requestAnimationFrame(frame)
    const { videoWidth, videoHeight } = video
    if (videoWidth === 0 || videoHeight === 0) return
    const aspect = videoWidth / videoHeight
    const { framing: wanted, seen } = eyes.at(nowMs, aspect)
    framing = lastMs === undefined ? wanted : eased(framing, wanted, nowMs - lastMs)
    lastMs = nowMs
    const set = place.value
    const area = areaOf(niche.getBoundingClientRect(), set, windowNow(set?.screen.scale ?? 1))
    const drawing = fit(framing, aspect, area)
    style(drawing, area, aspect)
    if (nowMs - sampledMs < SAMPLE_MS) return
    sampledMs = nowMs
    onContact(contactNow({ set, area, drawing, eyes: wanted, seen }))
  }

  function style(drawing: Drawing, area: PlacedArea, aspect: number): void {
    const { perPixel } = area
    const [left, top, width] = [drawing.left, drawing.top, drawing.width].map(
      (length) => (length ?? 0) / perPixel,
    )
    const line = drawnAt(drawing, framing)
    const next = `translate(${px(left)}, ${px(top)}) scale(${(width ?? 0) / BASE})`
    if (next === styled) return
    styled = next
    video.style.height = px(BASE / aspect)
    video.style.transform = next
    niche.style.setProperty('--eye-line', px(line.y / perPixel))
    // What is beside the eyes goes to the side where they are not.
    niche.dataset['eyes'] = line.x > area.width * 0.51 ? 'right' : 'left'
  }

  requestAnimationFrame(frame)
}

function px(length = 0): string {
  return `${length.toFixed(2)}px`
}

interface ContactNow {
  readonly set: Place | null
  readonly area: PlacedArea
  readonly drawing: Drawing
  readonly eyes: Framing
  readonly seen: boolean
}
function contactNow({ set, area, ...drawn }: ContactNow): Contact {
  if (!set || !area.camera) return { state: 'unset' }
  return contactOf({ ...drawn, camera: area.camera, distanceMm: set.distanceMm })
}
