/** The box's end of the AV cable: connects, and connects again when the room process was away. */
import { connect, type Socket } from 'node:net'
import { encodePacket, type Packet, type PacketType, packetDecoder } from '../../hw/av/cable.ts'

export interface Cable {
  /** Drops the packet when nobody is at the other end, or when that end reads too slowly. */
  send(type: PacketType, payload: Uint8Array): void
  connected(): boolean
  close(): void
}

const retryMs = 500
/** Half a second of pictures: beyond it a late picture is worth less than none. */
const mostBufferedBytes = 600_000

export function openCable(path: string, received: (packet: Packet) => void): Cable {
  let socket: Socket | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  function dial(): void {
    const decoder = packetDecoder()
    const dialled = connect(path)
    dialled.on('connect', () => {
      socket = dialled
    })
    dialled.on('data', (bytes) => {
      try {
        for (const packet of decoder.push(bytes)) received(packet)
      } catch {
        dialled.destroy() // what follows a framing error cannot be read
      }
    })
    // 'close' follows every 'error'.
    dialled.on('error', () => {})
    dialled.on('close', () => {
      socket = undefined
      if (!closed) retry = setTimeout(dial, retryMs)
    })
    if (closed) dialled.destroy()
  }
  dial()

  return {
    send(type, payload) {
      if (socket && socket.writableLength < mostBufferedBytes)
        socket.write(encodePacket(type, payload))
    },
    connected: () => socket !== undefined,
    close() {
      closed = true
      clearTimeout(retry)
      socket?.destroy()
    },
  }
}

/** A box without a cable. */
export const noCable: Cable = { send() {}, connected: () => false, close() {} }
