/**
 * The framing of the cable that stands for the display, the loudspeaker, the camera and the microphone of a loket
 * whose hardware is virtual. The room process listens on a unix socket, the box's media child connects to it.
 * Packet: `u8 type, u32 big-endian payload length, payload`. Free of Node: the page in the browser speaks it too.
 */
export const packetTypes = {
  /** JPEG of what the 3D screen shows; box to room. */
  display: 1,
  /** S16LE, 48 kHz, mono, 10 ms (960 bytes); box to room. */
  speaker: 2,
  /** JPEG of what the camera sees; room to box. */
  camera: 3,
  /** Same format as `speaker`; room to box. */
  microphone: 4,
  /** Empty; room to box: the camera in the browser was switched off. */
  cameraOff: 5,
} as const

export type PacketType = (typeof packetTypes)[keyof typeof packetTypes]

export interface Packet {
  readonly type: PacketType
  readonly payload: Uint8Array
}

export const headerBytes = 5
/** A 640×360 JPEG is some 40 kB; a page may send up to 1280×720. */
export const maxPayloadBytes = 1_000_000
/** Ten milliseconds of S16LE, 48 kHz, mono. */
export const pcmBytes = 960

/** The stream cannot be read on: the reader closes the cable. */
export class CableError extends Error {
  readonly code: 'cable.unknown_type' | 'cable.too_long' | 'cable.wrong_length'
  readonly scope = 'unit'
  constructor(code: CableError['code'], detail: string) {
    super(detail)
    this.name = 'CableError'
    this.code = code
  }
}

/** Frames one packet. @throws CableError when the payload does not fit its type. */
export function encodePacket(type: PacketType, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  checkLength(type, payload.length)
  const packet = new Uint8Array(headerBytes + payload.length)
  packet[0] = type
  new DataView(packet.buffer).setUint32(1, payload.length)
  packet.set(payload, headerBytes)
  return packet
}

export interface PacketDecoder {
  /**
   * Takes the next bytes of the stream and gives the packets they complete. Payloads are copies.
   * @throws CableError; the decoder is of no use afterwards.
   */
  push(bytes: Uint8Array): Packet[]
}

export function packetDecoder(): PacketDecoder {
  const header = new Uint8Array(headerBytes)
  let headerFilled = 0
  let payload: Uint8Array | undefined
  let payloadFilled = 0

  function takeHeader(bytes: Uint8Array): number {
    const taken = Math.min(headerBytes - headerFilled, bytes.length)
    header.set(bytes.subarray(0, taken), headerFilled)
    headerFilled += taken
    if (headerFilled === headerBytes) {
      const length = new DataView(header.buffer).getUint32(1)
      checkLength(packetType(header[0]), length)
      payload = new Uint8Array(length)
      payloadFilled = 0
    }
    return taken
  }

  function push(bytes: Uint8Array): Packet[] {
    const packets: Packet[] = []
    let offset = 0
    while (offset < bytes.length) {
      if (!payload) offset += takeHeader(bytes.subarray(offset))
      if (!payload) break
      const taken = Math.min(payload.length - payloadFilled, bytes.length - offset)
      payload.set(bytes.subarray(offset, offset + taken), payloadFilled)
      payloadFilled += taken
      offset += taken
      if (payloadFilled < payload.length) break
      packets.push({ type: packetType(header[0]), payload })
      payload = undefined
      headerFilled = 0
    }
    return packets
  }
  return { push }
}

function packetType(value: number | undefined): PacketType {
  const type = Object.values(packetTypes).find((known) => known === value)
  if (!type) throw new CableError('cable.unknown_type', `no packet has type ${value}`)
  return type
}

function checkLength(type: PacketType, bytes: number): void {
  if (bytes > maxPayloadBytes)
    throw new CableError('cable.too_long', `${bytes} bytes, at most ${maxPayloadBytes}`)
  const sound = type === packetTypes.speaker || type === packetTypes.microphone
  const exact = sound ? pcmBytes : type === packetTypes.cameraOff ? 0 : bytes
  if (bytes !== exact)
    throw new CableError('cable.wrong_length', `${bytes} bytes where ${exact} are due`)
}
