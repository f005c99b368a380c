import type { PadModel, PenSample } from './port.ts'

/** Report ids of the STU-430V, 530 and 540. */
export const ID = {
  penData: 0x01,
  status: 0x03,
  reset: 0x04,
  information: 0x08,
  capability: 0x09,
  uid2: 0x0b,
  reportRate: 0x0d,
  clearScreen: 0x20,
  inkingMode: 0x21,
  inkThreshold: 0x22,
  penOption: 0x32,
  penTimed: 0x34,
  get: 0x80,
  result: 0x81,
  sizes: 0xff,
} as const

export const STATE = { ready: 0, image: 1, boot: 4, resetting: 0xff } as const
export const RESULT = { ok: 0, wrongId: 1, wrongState: 2, crc: 3, badParameter: 4 } as const

/** Pen option mode 3: every sample carries the pad's time and a sequence number. */
export const TIME_AND_SEQUENCE = 3

const PROXIMITY = 0x8000
const SWITCH = 0x7000

const view = (body: Uint8Array): DataView =>
  new DataView(body.buffer, body.byteOffset, body.byteLength)

/** Report 34: big-endian flags and pressure, x, y, time in ms, sequence. Undefined when it is too short. */
export function decodeTimedPen(body: Uint8Array): (PenSample & { near: boolean }) | undefined {
  if (body.length !== 10) return undefined
  const at = view(body)
  const flags = at.getUint16(0)
  return {
    near: (flags & PROXIMITY) !== 0,
    down: (flags & SWITCH) !== 0,
    pressure: flags & 0x0fff,
    x: at.getUint16(2),
    y: at.getUint16(4),
    timeMs: at.getUint16(6),
    sequence: at.getUint16(8),
  }
}

export function encodeTimedPen(sample: PenSample & { near: boolean }): Uint8Array {
  const report = new Uint8Array(11)
  const at = view(report)
  const { near, down, pressure } = sample
  report[0] = ID.penTimed
  at.setUint16(1, (near ? PROXIMITY : 0) | (down ? 0x1000 : 0) | (pressure & 0x0fff))
  at.setUint16(3, sample.x)
  at.setUint16(5, sample.y)
  at.setUint16(7, sample.timeMs & 0xffff)
  at.setUint16(9, sample.sequence & 0xffff)
  return report
}

/** Reports 08 (model, firmware) and 09 (sizes) together. Undefined when either is too short. */
export function decodeModel(information: Uint8Array, capability: Uint8Array): PadModel | undefined {
  if (information.length < 11 || capability.length < 13) return undefined
  const at = view(capability)
  const model = String.fromCharCode(...information.subarray(0, 9)).replace(/\0.*$/s, '')
  return {
    model,
    firmware: `${information[9]}.${String(information[10]).padStart(2, '0')}`,
    maxX: at.getUint16(0),
    maxY: at.getUint16(2),
    maxPressure: at.getUint16(4),
    unitsPerMm: at.getUint16(11) / 25.4,
  }
}
