/** What the tests of the media child share: settings, a room at the other end of the cable, and waiting. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { type MediaConfig, mediaConfig } from '../../../daemon/media/config.ts'
import { MediaDiedError, type MediaUnit, mediaUnit } from '../../../daemon/media/parent.ts'
import type { MediaReport, MediaStats } from '../../../daemon/media/protocol.ts'
import { toPcm } from '../../../daemon/media/sound/sound-format.ts'
import { type Packet, packetDecoder } from '../../../hw/av/cable.ts'
import { type Echo, startEcho } from '../../../hw/av/echo.ts'
import { startUdpRelay, type UdpRelay } from '../../net/udp-relay.ts'

const native = '.loket/native'
const nets = '.loket/nets'
const astronaut =
  '.loket/debian/usr/lib/python3/dist-packages/imageio/resources/images/astronaut.png'

// tap loads its own hooks into every child through this.
process.env['NODE_OPTIONS'] = ''

/** A folder whose path is short enough for a unix socket in it, which `t.testdir` is not. */
export function shortFolder(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'loket-media-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function boxConfig(
  folder: string,
  { everyMs = 1500, portrait = astronaut, loud = 9000 } = {},
): MediaConfig {
  const sentence = join(folder, 'sentence.wav')
  writeFileSync(
    sentence,
    wav(Int16Array.from({ length: 48_000 }, (_, i) => loud * Math.sin(i / 9))),
  )
  return mediaConfig.parse({
    camera: { kind: 'portrait', file: portrait },
    microphone: { kind: 'sentence', file: sentence, everyMs },
    cable: join(folder, 'cable'),
    markFrames: true,
    iceLoopback: true,
    native,
    eyes: { nets },
  })
}

/** A WAVE file: S16LE, 48 kHz, mono. */
export function wav(samples: Int16Array, rate = 48_000): Uint8Array {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length * 2, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(rate, 24)
  header.writeUInt32LE(rate * 2, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length * 2, 40)
  return Buffer.concat([header, toPcm(samples)])
}

export interface RoomEnd {
  readonly packets: Packet[]
  send(packet: Uint8Array): void
  close(): void
}

/** The room process's end of the cable. */
export async function roomEnd(path: string): Promise<RoomEnd> {
  const packets: Packet[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const decoder = packetDecoder()
    sockets.add(socket)
    socket.on('data', (bytes) => packets.push(...decoder.push(bytes)))
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((done) => server.listen(path, done))
  return {
    packets,
    send(packet) {
      for (const socket of sockets) socket.write(packet)
    },
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Keeps the reports of a media child and waits for those that are still to come. */
export function reportLog() {
  const all: MediaReport[] = []
  return {
    all,
    add: (report: MediaReport) => {
      all.push(report)
    },
    stats: (): MediaStats | undefined => all.findLast((report) => report.type === 'health')?.stats,
    next: <T extends MediaReport['type']>(type: T, from = 0) =>
      until(`report ${type}`, () =>
        all
          .slice(from)
          .find((report): report is Extract<MediaReport, { type: T }> => report.type === type),
      ),
  }
}

/** Polls until `look` gives something; fails after `limitMs`. */
export async function until<T>(
  what: string,
  look: () => T | undefined | false,
  limitMs = 12_000,
): Promise<T> {
  const end = performance.now() + limitMs
  for (;;) {
    const found = look()
    if (found) return found
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`)
    await pause(20)
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms))
}

/** A child that runs until the end of the test, with a room and an echo peer. */
export async function running(
  t: Test,
  change: { everyMs?: number; portrait?: string; loud?: number } = {},
) {
  const config = boxConfig(shortFolder(t), change)
  const room = await roomEnd(config.cable ?? '')
  const log = reportLog()
  const unit = mediaUnit({ config, onReport: log.add })
  const echo = startEcho({ loopbackFrom: native })
  const stop = new AbortController()
  const stopped = unit.run(stop.signal).catch((error: unknown) => {
    if (error instanceof MediaDiedError) return error
    throw error
  })
  t.teardown(async () => {
    stop.abort()
    await stopped
    echo.stop()
    room.close()
  })
  await log.next('ready')
  return { config, room, log, unit, echo, stopped }
}

/** Lets the echo peer answer the offer of this link. */
export async function answered(
  unit: MediaUnit,
  log: ReturnType<typeof reportLog>,
  echo: Echo,
  linkId: string,
) {
  const offer = await until('the offer', () =>
    log.all.find((report) => report.type === 'link.offered' && report.linkId === linkId),
  )
  if (offer.type !== 'link.offered') return
  unit.send({ type: 'link.answer', linkId, sdp: await echo.answer(linkId, offer.sdp) })
}

/** A link `one` that is up, through a bad network that is still fair. */
export async function linkedThrough(t: Test, seed: number) {
  const box = await running(t)
  const { unit, log, echo } = box
  const relay = await startUdpRelay(seed)
  t.teardown(() => relay.close())
  const answers = answering(unit, log, echo, relay)
  t.teardown(answers.stop)
  unit.send({ type: 'room.set', scene: 'visit' })
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  await until('a link with pictures and sound both ways', () => {
    const now = log.stats()
    return now?.links[0] && now.codes.received.read > 5 && (echo.counts('one')?.codes.read ?? 0) > 5
  })
  return { ...box, relay, answers }
}

/** Answers every offer that comes, through the relay, as a console does. */
function answering(
  unit: MediaUnit,
  log: ReturnType<typeof reportLog>,
  echo: Echo,
  relay: UdpRelay,
) {
  let seen = 0
  const look = setInterval(() => {
    for (const report of log.all.slice(seen)) {
      if (report.type !== 'link.offered') continue
      const { linkId } = report
      echo.answer(linkId, relay.offer(report.sdp)).then(
        (sdp) => unit.send({ type: 'link.answer', linkId, sdp: relay.answer(sdp) }),
        () => {},
      )
    }
    seen = log.all.length
  }, 10)
  return { stop: () => clearInterval(look) }
}
