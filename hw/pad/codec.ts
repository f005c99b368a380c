/**
 * Frames of a Wacom STU pad in virtual-COM mode. A frame is two header bytes (start bit, CRC flag, 13-bit length) and
 * the report written as one bit string, most significant bit first, in groups of seven. Bit 7 marks a start only.
 */
export interface Report {
  readonly type: 'report'
  readonly id: number
  readonly body: Uint8Array
}
export interface Damage {
  readonly type: 'damage'
  readonly cause: 'crc' | 'cut'
}
export interface Decoder {
  /** Takes bytes as they come; gives every report that is complete, and every damage, in order. */
  push(bytes: Uint8Array): (Report | Damage)[]
}

const START = 0x80
const WITH_CRC = 0x40

/** CRC-16/ARC: reflected polynomial 0xA001, start 0, no final exclusive or. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** One report (id and body, 1 to 7164 bytes) as a frame; hosts always send the CRC, pads answer without. */
export function encodeFrame(report: Uint8Array, withCrc = true): Uint8Array {
  const crc = crc16(report)
  const payload = withCrc ? Uint8Array.of(...report, crc & 0xff, crc >> 8) : report
  const length = Math.ceil((payload.length * 8) / 7)
  const frame = new Uint8Array(2 + length)
  frame[0] = START | (withCrc ? WITH_CRC : 0) | (length >> 7)
  frame[1] = length & 0x7f
  const bits = new DataView(new ArrayBuffer(payload.length + 1))
  for (const [at, byte] of payload.entries()) bits.setUint8(at, byte)
  for (let group = 0; group < length; group++) {
    const bit = group * 7
    frame[2 + group] = (bits.getUint16(bit >> 3) >> (9 - (bit & 7))) & 0x7f
  }
  return frame
}

/** A group may reach into the byte after the last: it is made and left out. */
function unpack(groups: readonly number[]): Uint8Array {
  const length = (groups.length * 7) >> 3
  const bits = new DataView(new ArrayBuffer(length + 2))
  for (const [index, group] of groups.entries()) {
    const bit = index * 7
    const at = bit >> 3
    bits.setUint16(at, bits.getUint16(at) | (group << (9 - (bit & 7))))
  }
  return new Uint8Array(bits.buffer, 0, length)
}

export function createDecoder(): Decoder {
  let head: number | undefined
  let length: number | undefined
  let groups: number[] = []
  /** Bytes outside any frame are one damage, however many they are. */
  let lost = false
  const begin = (byte: number | undefined): void => {
    head = byte
    length = undefined
    groups = []
    lost = false
  }
  const take = (byte: number, out: (Report | Damage)[]): void => {
    if (byte & START) {
      if (head !== undefined) out.push({ type: 'damage', cause: 'cut' })
      begin(byte)
      return
    }
    if (head === undefined) {
      if (!lost) out.push({ type: 'damage', cause: 'cut' })
      lost = true
      return
    }
    if (length === undefined) length = ((head & 0x3f) << 7) | byte
    else groups.push(byte)
    if (groups.length < length) return
    out.push(finish(head, groups))
    begin(undefined)
  }
  return {
    push(bytes) {
      const out: (Report | Damage)[] = []
      for (const byte of bytes) take(byte, out)
      return out
    },
  }
}

function finish(head: number, groups: readonly number[]): Report | Damage {
  const payload = unpack(groups)
  const hasCrc = (head & WITH_CRC) !== 0
  const report = hasCrc ? payload.subarray(0, -2) : payload
  const id = report[0]
  if (id === undefined) return { type: 'damage', cause: 'cut' }
  if (hasCrc) {
    const [low = 0, high = 0] = payload.subarray(-2)
    if (crc16(report) !== (low | (high << 8))) return { type: 'damage', cause: 'crc' }
  }
  return { type: 'report', id, body: report.slice(1) }
}
