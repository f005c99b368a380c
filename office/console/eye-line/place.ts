/**
 * A working place as it stands on the desk: its screen, its camera, and how far away one sits. Millimetres, as the
 * inspector sees them. It belongs to the computer, not to who sits there nor to the seat that the office lends: it is
 * kept in this browser.
 */
export interface Place {
  readonly v: 1
  /** `above`: over the upper edge. `glass`: behind a beam-splitter, in which the inspector sees the screen. */
  readonly kind: 'above' | 'glass'
  readonly screen: PlaceScreen
  /** `asideMm` to the right of the screen's middle; `aboveMm` over the upper edge of its picture, below it negative. */
  readonly camera: { readonly asideMm: number; readonly aboveMm: number }
  /** From the eyes to the screen, or to where the glass makes it appear. */
  readonly distanceMm: number
  /** The glass turns the picture around and nothing before it does: this page has to. */
  readonly mirrored: boolean
  /** When it was measured, ISO 8601, UTC. */
  readonly at: string
}

/** The picture's size, and by which we know the screen again: CSS pixels at a zoom of 1, device pixels to each. */
export interface PlaceScreen {
  readonly widthMm: number
  readonly heightMm: number
  readonly width: number
  readonly height: number
  readonly scale: number
}

export type PlaceField = 'widthMm' | 'heightMm' | 'asideMm' | 'aboveMm' | 'distanceMm'
/** Smallest and largest, millimetres. */
export const PLACE_LIMITS: Readonly<Record<PlaceField, readonly [number, number]>> = {
  widthMm: [150, 2500],
  heightMm: [100, 1600],
  asideMm: [-1000, 1000],
  aboveMm: [-1600, 500],
  distanceMm: [300, 3000],
}
export const PLACE_FIELDS: readonly PlaceField[] = [
  'widthMm',
  'heightMm',
  'asideMm',
  'aboveMm',
  'distanceMm',
]
export const USUAL_DISTANCE_MM = 700

/** What somebody typed, by field. */
export type PlaceForm = Readonly<Record<PlaceField, string>> &
  Pick<Place, 'kind' | 'mirrored'> & {
    readonly seen: Pick<PlaceScreen, 'width' | 'height' | 'scale'>
  }
/** `shape`: the millimetres are not in the proportion of the pixels, so one of them was measured wrongly. */
export type PlaceFault = 'number' | 'range' | 'camera' | 'shape'
export type PlaceFaults = Readonly<Partial<Record<PlaceField, PlaceFault>>>

/** Pixels are square; what a ruler or a bank card gives may be off by so much. */
const SHAPE_SLACK = 0.05

/** The place that was typed, or what is wrong with it by field. */
export function placeOf(form: PlaceForm, at: string): Place | PlaceFaults {
  const mm = {
    widthMm: millimetres(form.widthMm),
    heightMm: millimetres(form.heightMm),
    asideMm: millimetres(form.asideMm),
    aboveMm: millimetres(form.aboveMm),
    distanceMm: millimetres(form.distanceMm),
  }
  const { kind, seen } = form
  const place: Place = {
    ...{ v: 1, kind, at },
    mirrored: kind === 'glass' && form.mirrored,
    screen: { ...seen, widthMm: mm.widthMm, heightMm: mm.heightMm },
    camera: { asideMm: mm.asideMm, aboveMm: mm.aboveMm },
    distanceMm: mm.distanceMm,
  }
  const faults = faultsOf(place)
  return Object.keys(faults).length === 0 ? place : faults
}

export function isPlace(read: Place | PlaceFaults): read is Place {
  return 'v' in read
}

/** Millimetres with a comma or a point; NaN for what is no number. */
function millimetres(typed: string): number {
  const text = typed.trim().replace(',', '.').replace('−', '-')
  return /^[+-]?\d{1,5}(\.\d{0,2})?$/.test(text) ? Number(text) : Number.NaN
}

function faultsOf({ kind, screen, camera, distanceMm }: Place): PlaceFaults {
  const mm = { ...screen, ...camera, distanceMm }
  const faults: Partial<Record<PlaceField, PlaceFault>> = {}
  for (const field of PLACE_FIELDS) {
    const [least, most] = PLACE_LIMITS[field]
    if (!Number.isFinite(mm[field])) faults[field] = 'number'
    else if (mm[field] < least || mm[field] > most) faults[field] = 'range'
  }
  if (!faults.aboveMm && (kind === 'above' ? mm.aboveMm < 0 : mm.aboveMm < -mm.heightMm))
    faults.aboveMm = 'camera'
  if (!faults.heightMm && !faults.widthMm) {
    const off = (mm.widthMm / mm.heightMm) * (screen.height / screen.width)
    if (!(Math.abs(off - 1) <= SHAPE_SLACK)) faults.heightMm = 'shape'
  }
  return faults
}

/** Reads what was kept; null when there is nothing, or nothing of use. */
export function readPlace(kept: string | null): Place | null {
  const value: unknown = parsed(kept)
  if (!isFields(value) || value['v'] !== 1) return null
  const { kind, screen, camera, distanceMm, mirrored, at } = value
  if ((kind !== 'above' && kind !== 'glass') || typeof mirrored !== 'boolean') return null
  if (typeof at !== 'string' || Number.isNaN(Date.parse(at))) return null
  if (!isFields(screen) || !isFields(camera)) return null
  const place: Place = {
    ...{ v: 1, kind, mirrored, at: new Date(at).toISOString() },
    screen: {
      widthMm: number(screen['widthMm']),
      heightMm: number(screen['heightMm']),
      width: number(screen['width']),
      height: number(screen['height']),
      scale: number(screen['scale']),
    },
    camera: { asideMm: number(camera['asideMm']), aboveMm: number(camera['aboveMm']) },
    distanceMm: number(distanceMm),
  }
  const { width, height, scale } = place.screen
  if (!(width > 0 && height > 0 && scale > 0)) return null
  return Object.keys(faultsOf(place)).length === 0 ? place : null
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
function number(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
