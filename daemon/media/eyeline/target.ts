/**
 * Finds the sighting board in a camera picture: black square, white square, black square, one in the other, with
 * sides of 7, 5 and 3, and the peep-hole in the middle. A straight line through the middle meets dark and light in
 * the proportions 1 1 3 1 1 however the board is turned. Source: ISO/IEC 18004, finder pattern.
 */
import type { PicturePoint } from './eye-reading.ts'

export interface Luma {
  /** One byte a pixel, row by row. */
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
}

const SHARES = [1, 1, 3, 1, 1] as const
const MODULES = 7
/** Half a module is the most that a side may be off. */
const SLACK = 0.5
const leastModulePx = 2
/** Dark is darker than this share of the mean of the surroundings. */
const darkShare = 0.85
/** Found this often, on rows beside each other, it is no accident. */
const leastRows = 3
/** The hole is smaller than a module across. */
const besideHole = 0.7
/** Ends in the white ring, also of a board that is turned aside. */
const weighedModules = 1.8
/** Each begins where the one before ended. */
const weighings = 4

/** The middle of the board; null without one, or with two. */
export function findTarget(luma: Luma): PicturePoint | null {
  const dark = darkened(luma)
  const found: Candidate[] = []
  for (let y = 0; y < luma.height; y += 1)
    for (const run of patternsIn((x) => dark(x, y), luma.width)) {
      const down = downAt(run, dark, luma.height, y)
      if (down) found.push({ x: run.middle, y: down.middle, module: down.module, rows: 1 })
    }
  const [best, second] = gathered(found)
  if (!best || best.rows < leastRows || (second && second.rows >= leastRows)) return null
  let middle = best
  for (let step = 0; step < weighings; step += 1) middle = weighed(luma, middle)
  return { x: middle.x / luma.width, y: middle.y / luma.height }
}

/** The same proportions downward; beside the middle, where the peep-hole is a light spot. */
function downAt(
  { middle, module }: Pattern,
  dark: (x: number, y: number) => boolean,
  height: number,
  y: number,
): Pattern | undefined {
  return [-besideHole, besideHole]
    .map((modules) => Math.round(middle + modules * module))
    .map((x) => patternAt((at) => dark(x, at), height, y))
    .find((down) => down && alike(module, down.module))
}

/** The centre of what is dark within the white ring: finer than whole pixels. */
function weighed({ data, width, height }: Luma, at: Candidate): Candidate {
  const reach = weighedModules * at.module
  const places: { readonly x: number; readonly y: number; readonly luma: number }[] = []
  for (let y = Math.floor(at.y - reach); y <= at.y + reach; y += 1)
    for (let x = Math.floor(at.x - reach); x <= at.x + reach; x += 1) {
      const inside = x >= 0 && y >= 0 && x < width && y < height
      if (inside && Math.hypot(x + 0.5 - at.x, y + 0.5 - at.y) < reach)
        places.push({ x: x + 0.5, y: y + 0.5, luma: data[y * width + x] ?? 0 })
    }
  const light = places.reduce((most, { luma }) => Math.max(most, luma), 0)
  const weight = places.reduce((sum, { luma }) => sum + light - luma, 0)
  if (weight === 0) return at
  const centre = (of: 'x' | 'y') =>
    places.reduce((sum, place) => sum + place[of] * (light - place.luma), 0) / weight
  return { ...at, x: centre('x'), y: centre('y') }
}

interface Candidate {
  readonly x: number
  readonly y: number
  readonly module: number
  readonly rows: number
}
interface Pattern {
  readonly middle: number
  readonly module: number
}

/** Candidates at one place are one; the one seen in most rows first. */
function gathered(found: readonly Candidate[]): readonly Candidate[] {
  const places: Candidate[] = []
  for (const one of found) {
    const at = places.findIndex(
      (place) => Math.hypot(place.x - one.x, place.y - one.y) < 2 * place.module,
    )
    const place = places[at]
    if (!place) places.push(one)
    else places[at] = mean(place, one)
  }
  return places.toSorted((a, b) => b.rows - a.rows)
}

function mean(place: Candidate, one: Candidate): Candidate {
  const rows = place.rows + 1
  const of = (a: number, b: number) => a + (b - a) / rows
  return {
    x: of(place.x, one.x),
    y: of(place.y, one.y),
    module: of(place.module, one.module),
    rows,
  }
}

function alike(a: number, b: number): boolean {
  return Math.max(a, b) < 1.6 * Math.min(a, b)
}

/** Every place of a line where dark and light have the proportions. */
function patternsIn(dark: (at: number) => boolean, length: number): readonly Pattern[] {
  const runs: { readonly from: number; readonly size: number }[] = []
  const patterns: Pattern[] = []
  let from = 0
  for (let at = 1; at <= length; at += 1) {
    if (at < length && dark(at) === dark(from)) continue
    runs.push({ from, size: at - from })
    const five = runs.slice(-SHARES.length)
    const first = five[0]
    if (first && dark(first.from)) {
      const pattern = patternOf(five)
      if (pattern) patterns.push(pattern)
    }
    from = at
  }
  return patterns
}

/** The same, outward from a place that should be its middle. */
function patternAt(
  dark: (at: number) => boolean,
  length: number,
  middle: number,
): Pattern | undefined {
  const around = patternsIn(dark, length)
  return around.find((one) => Math.abs(one.middle - middle) < 1.5 * one.module)
}

function patternOf(
  runs: readonly { readonly from: number; readonly size: number }[],
): Pattern | undefined {
  const first = runs[0]
  if (!first || runs.length < SHARES.length) return undefined
  const module = runs.reduce((sum, { size }) => sum + size, 0) / MODULES
  if (module < leastModulePx) return undefined
  const fits = runs.every(({ size }, index) => {
    const share = SHARES[index] ?? 0
    return Math.abs(size - share * module) < SLACK * share * module
  })
  const centre = runs[2]
  return fits && centre ? { middle: centre.from + centre.size / 2, module } : undefined
}

/** Whether a pixel is dark for where it is: compared with the mean of a window, from sums over all before it. */
function darkened({ data, width, height }: Luma): (x: number, y: number) => boolean {
  const reach = Math.max(8, Math.round(width / 10))
  const sums = new Float64Array((width + 1) * (height + 1))
  for (let y = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row
    }
  }
  const sumTo = (x: number, y: number) => sums[y * (width + 1) + x] ?? 0
  return (x, y) => {
    const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
    const sum = sumTo(right, bottom) - sumTo(left, bottom) - sumTo(right, top) + sumTo(left, top)
    const mean = sum / ((right - left) * (bottom - top))
    return (data[y * width + x] ?? 0) < darkShare * mean
  }
}
