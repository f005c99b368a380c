import type { PenSample } from '../../hw/pad/port.ts'
import { type Ink, NoInkError } from './ink.ts'

/** `GAP` a sample is missing or out of order; `RANGE` a value that the record cannot hold; `FORMAT` no such record. */
export type StrokesFault = 'GAP' | 'RANGE' | 'FORMAT'

/** Handwriting that cannot be kept or read as it was written. Its message holds no stroke. */
export class StrokesError extends Error {
  readonly code: StrokesFault
  readonly scope = 'visit'
  constructor(code: StrokesFault, what: string) {
    super(`the handwriting cannot be used: ${what}`)
    this.name = 'StrokesError'
    this.code = code
  }
}

/** One point of a record: pad units, milliseconds since the first point. */
export interface StrokePoint {
  readonly x: number
  readonly y: number
  readonly timeMs: number
  readonly force: number
  readonly down: boolean
}
export interface StrokesRecord {
  readonly unitsPerMm: number
  readonly points: readonly StrokePoint[]
}

/** `SDI`, then ` 10`. Source: ISO/IEC 19794-7:2007, 7.3. */
const HEADER = Uint8Array.of(0x53, 0x44, 0x49, 0x00, 0x20, 0x31, 0x30, 0x00)
/** Channel bits, first channel highest: X Y Z VX VY AX AY T DT F S … Source: ISO/IEC 19794-7, 7.3.4. */
const CHANNEL = { x: 0x8000, y: 0x4000, t: 0x0100, dt: 0x0080, f: 0x0040, s: 0x0020 } as const
const WITH_TIME = CHANNEL.x | CHANNEL.y | CHANNEL.t | CHANNEL.f | CHANNEL.s
const WITH_STEPS = CHANNEL.x | CHANNEL.y | CHANNEL.dt | CHANNEL.f | CHANNEL.s
/** The preamble of a channel with a scaling value, and of one without anything. */
const [SCALED, PLAIN] = [0x80, 0x00]
/** Signed channels are kept with this added. */
const ZERO = 0x8000
const MOST_U16 = 0xffff
const TICKS_PER_SECOND = 1000
const POINT_BYTES = 9
/** The pad's clock wraps at this; a step of more than half of it goes backwards. */
const CLOCK_MS = 0x1_0000
/** Within a stroke samples follow each other at 5 ms: a longer silence is a loss. */
const LONGEST_STEP_MS = 1000

/** A scaling value: 5 bits of exponent, biased by 16, and 11 of fraction. Source: ISO/IEC 19794-7, 7.3.4. */
export function encodeScaling(value: number): number {
  const exponent = Math.floor(Math.log2(value))
  const fraction = Math.round((value / 2 ** exponent - 1) * 2048)
  // A fraction that rounds up to a whole is the next power of two.
  const code = ((exponent + 16) << 11) + fraction
  if (!(code >= 0 && code <= MOST_U16)) throw new StrokesError('RANGE', 'a scale out of range')
  return code
}
export function decodeScaling(code: number): number {
  return (1 + (code & 0x7ff) / 2048) * 2 ** ((code >> 11) - 16)
}

/**
 * The strokes as an ISO/IEC 19794-7 record in full format, channels X, Y, T, F and S: times in milliseconds since the
 * first sample, pressure as the pad gave it. A capture longer than 65 s has DT (the step since the point before) in
 * place of T. @throws NoInkError @throws StrokesError when a sample is missing: nothing is interpolated.
 */
export function encodeStrokes({ pad, samples }: Ink): Uint8Array {
  const times = timesOf(samples)
  const last = times.at(-1)
  if (last === undefined) throw new NoInkError('the pen did not touch the pad')
  const stepped = last > MOST_U16
  const out = new Writer(HEADER.length + 14 + 5 + POINT_BYTES * samples.length)
  for (const byte of HEADER) out.u8(byte)
  out.u16(stepped ? WITH_STEPS : WITH_TIME)
  for (const scale of [pad.unitsPerMm, pad.unitsPerMm, TICKS_PER_SECOND]) {
    out.u8(SCALED)
    out.u16(encodeScaling(scale))
  }
  out.u8(PLAIN)
  out.u8(PLAIN)
  out.u8(0) // reserved
  out.u8(0) // the body has no extended data
  out.u8(samples.length >> 16)
  out.u16(samples.length & MOST_U16)
  for (const [at, { x, y, pressure, down }] of samples.entries()) {
    const time = times[at] ?? 0
    out.u16(x + ZERO)
    out.u16(y + ZERO)
    out.u16(stepped ? time - (times[at - 1] ?? 0) : time)
    out.u16(pressure)
    out.u8(down ? 1 : 0)
  }
  return out.bytes()
}

/** Milliseconds since the first sample, the pad's clock unwound. @throws StrokesError */
function timesOf(samples: readonly PenSample[]): number[] {
  const times: number[] = []
  let before: PenSample | undefined
  for (const sample of samples) {
    const step = before === undefined ? 0 : (sample.timeMs - before.timeMs + CLOCK_MS) % CLOCK_MS
    if (before?.down === true) checkStep(before, sample, step)
    times.push((times.at(-1) ?? 0) + step)
    before = sample
  }
  return times
}

/** A stroke is whole: each sample is the next of its count, or the lift that stands at the last one. */
function checkStep(before: PenSample, sample: PenSample, stepMs: number): void {
  const ahead = (sample.sequence - before.sequence + CLOCK_MS) % CLOCK_MS
  const isLift = ahead === 0 && stepMs === 0 && !sample.down
  if (!isLift && ahead !== 1) throw new StrokesError('GAP', 'a sample is missing')
  if (stepMs > LONGEST_STEP_MS) throw new StrokesError('GAP', 'the clock of the pad jumps')
}

/** Reads a record of the channels that are written here. @throws StrokesError */
export function decodeStrokes(bytes: Uint8Array): StrokesRecord {
  const from = new Reader(bytes)
  from.expect(HEADER, 'no header')
  const channels = from.u16()
  if (channels !== WITH_TIME && channels !== WITH_STEPS)
    throw new StrokesError('FORMAT', 'other channels')
  const [scale, scaleY, ticks] = [from.scale(), from.scale(), from.scale()]
  if (scale !== scaleY) throw new StrokesError('FORMAT', 'two scales')
  from.expect([PLAIN, PLAIN], 'a scaled force')
  from.expect([0, 0], 'extended data')
  const count = (from.u8() << 16) | from.u16()
  if (from.left !== count * POINT_BYTES) throw new StrokesError('FORMAT', 'another length')
  const points: StrokePoint[] = []
  let elapsed = 0
  for (let at = 0; at < count; at += 1) {
    const [x, y, time, force, tip] = [from.u16(), from.u16(), from.u16(), from.u16(), from.u8()]
    if (tip > 1) throw new StrokesError('FORMAT', 'a pen that is neither up nor down')
    elapsed = channels === WITH_STEPS ? elapsed + time : time
    const timeMs = (elapsed * 1000) / ticks
    points.push({ x: x - ZERO, y: y - ZERO, timeMs, force, down: tip === 1 })
  }
  return { unitsPerMm: scale, points }
}

class Writer {
  private readonly view: DataView
  private at = 0
  constructor(length: number) {
    this.view = new DataView(new ArrayBuffer(length))
  }
  u8(value: number): void {
    this.view.setUint8(this.at, value)
    this.at += 1
  }
  u16(value: number): void {
    if (!Number.isInteger(value) || value < 0 || value > MOST_U16)
      throw new StrokesError('RANGE', 'a value out of range')
    this.view.setUint16(this.at, value)
    this.at += 2
  }
  bytes(): Uint8Array {
    return new Uint8Array(this.view.buffer, 0, this.at)
  }
}

class Reader {
  private readonly view: DataView
  private at = 0
  constructor(bytes: Uint8Array) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
  get left(): number {
    return this.view.byteLength - this.at
  }
  expect(bytes: Iterable<number>, otherwise: string): void {
    for (const byte of bytes) if (this.u8() !== byte) throw new StrokesError('FORMAT', otherwise)
  }
  u8(): number {
    this.need(1)
    return this.view.getUint8(this.at++)
  }
  u16(): number {
    this.need(2)
    this.at += 2
    return this.view.getUint16(this.at - 2)
  }
  /** A preamble with a scaling value and nothing else, then the value. */
  scale(): number {
    if (this.u8() !== SCALED) throw new StrokesError('FORMAT', 'a channel without scale')
    return decodeScaling(this.u16())
  }
  private need(bytes: number): void {
    if (this.left < bytes) throw new StrokesError('FORMAT', 'cut short')
  }
}
