import { rm } from 'node:fs/promises'
import { createServer, type Socket } from 'node:net'
import { WebSocket } from 'ws'
import { CableError, encodePacket, type Packet, packetDecoder, packetTypes } from '../av/cable.ts'

/** The AV cable of a virtual loket: the box's media child on a unix socket, pages on WebSockets. */
export interface AvRelay {
  /** A page; it gets the last picture at once. */
  add(page: WebSocket): void
  /** The media child is there. */
  readonly connected: boolean
  stop(): Promise<void>
}

/** A page that lags this much gets no further picture; sound, which is small, holds out longer. */
const PICTURE_LAG_BYTES = 256_000
const SOUND_LAG_BYTES = 512_000
const CABLE_LAG_BYTES = 1_000_000

/** Listens on `path`. `changed` is called when the media child comes or goes. */
export async function startAvRelay(path: string, changed: () => void): Promise<AvRelay> {
  const pages = new Set<WebSocket>()
  let media: Socket | undefined
  let lastPicture: Uint8Array | undefined
  /** The page whose camera is on: only one has the citizen before it. */
  let camera: WebSocket | undefined

  const toMedia = (packet: Uint8Array): void => {
    if (media && media.writableLength < CABLE_LAG_BYTES) media.write(packet)
  }
  const toPages = ({ type, payload }: Packet): void => {
    if (type !== packetTypes.display && type !== packetTypes.speaker) return
    const packet = encodePacket(type, payload)
    if (type === packetTypes.display) lastPicture = packet
    const limit = type === packetTypes.display ? PICTURE_LAG_BYTES : SOUND_LAG_BYTES
    for (const page of pages) if (page.bufferedAmount < limit) page.send(packet)
  }
  const cameraOff = (page: WebSocket): void => {
    if (camera !== page) return
    camera = undefined
    toMedia(encodePacket(packetTypes.cameraOff, new Uint8Array()))
  }
  const fromPage = (page: WebSocket, { type, payload }: Packet): void => {
    if (type === packetTypes.cameraOff) cameraOff(page)
    if (type !== packetTypes.camera && type !== packetTypes.microphone) return
    camera ??= page
    if (camera === page) toMedia(encodePacket(type, payload))
  }
  const server = createServer((socket) => {
    media?.destroy()
    media = socket
    const decoder = packetDecoder()
    socket.on('error', () => {})
    socket.on('data', (bytes) => {
      for (const packet of readPackets(decoder, bytes, () => socket.destroy())) toPages(packet)
    })
    socket.on('close', () => {
      if (media !== socket) return
      media = undefined
      lastPicture = undefined
      changed()
    })
    changed()
  })
  await rm(path, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve())
  })
  return {
    get connected() {
      return media !== undefined
    },
    add(page) {
      pages.add(page)
      if (lastPicture) page.send(lastPicture)
      page.on('message', (message) => {
        const bytes = message instanceof ArrayBuffer ? new Uint8Array(message) : message
        if (Array.isArray(bytes)) return
        // One packet a message, so each has a decoder of its own.
        const packets = readPackets(packetDecoder(), bytes, () => page.close(1007))
        for (const packet of packets) fromPage(page, packet)
      })
      page.on('close', () => {
        pages.delete(page)
        cameraOff(page)
      })
    },
    async stop() {
      media?.destroy()
      for (const page of pages) if (page.readyState === WebSocket.OPEN) page.terminate()
      await new Promise((resolve) => server.close(resolve))
      await rm(path, { force: true })
    },
  }
}

/** A stream that cannot be read on is closed; what was not understood is nothing to show. */
function readPackets(
  decoder: ReturnType<typeof packetDecoder>,
  bytes: Uint8Array,
  giveUp: () => void,
): Packet[] {
  try {
    return decoder.push(bytes)
  } catch (cause) {
    if (!(cause instanceof CableError)) throw cause
    giveUp()
    return []
  }
}
