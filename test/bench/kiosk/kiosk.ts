/**
 * The virtual kiosk: the product's own media child between a camera whose picture is made from eyes at known places,
 * and a display whose picture is looked into. Nothing of it knows what the child computes.
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mediaConfig } from '../../../daemon/media/config.ts'
import type { Calibration } from '../../../daemon/media/eyeline/calibration.ts'
import type { Picture } from '../../../daemon/media/eyes/picture.ts'
import { mediaUnit } from '../../../daemon/media/parent.ts'
import type { MediaReport } from '../../../daemon/media/protocol.ts'
import { encodePacket, packetTypes } from '../../../hw/av/cable.ts'
import { astronaut, pause, roomEnd, until } from '../../daemon/media/box.ts'

export interface Shown {
  readonly jpeg: Uint8Array
  readonly atMs: number
}
export interface Kiosk {
  /** Shows the camera what `at` gives for the moment, thirty times a second, for so long; gives what the display showed. */
  watch(at: (ms: number) => Uint8Array, forMs: number): Promise<readonly Shown[]>
  readonly reports: readonly MediaReport[]
  stop(): Promise<void>
}

const frameMs = 33
const native = '.loket/native'

export async function openKiosk(
  calibration: Calibration,
  inspector: Picture,
  change: { readonly display?: object } = {},
): Promise<Kiosk> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-kiosk-'))
  writeFileSync(join(folder, 'inspector'), inspector.data)
  const cable = join(folder, 'cable')
  const room = await roomEnd(cable)
  const reports: MediaReport[] = []
  const unit = mediaUnit({
    config: mediaConfig.parse({
      camera: { kind: 'portrait', file: astronaut },
      microphone: { kind: 'gstreamer', source: 'audiotestsrc is-live=true wave=silence' },
      iceLoopback: true,
      eyes: { nets: '.loket/nets' },
      ...{ cable, native },
      ...change,
    }),
    onReport: (report) => reports.push(report),
  })
  const abort = new AbortController()
  const running = unit.run(abort.signal).catch(() => {})
  unit.send({ type: 'calibration.set', calibration })
  unit.send({ type: 'room.set', scene: 'visit' })
  const farEnd = fork(
    fileURLToPath(new URL('far-end.ts', import.meta.url)),
    [join(folder, 'inspector')],
    {
      execArgv: [],
      env: { ...process.env, LD_PRELOAD: join(process.cwd(), native, 'ice-loopback.so') },
    },
  )
  unit.send({ type: 'link.open', linkId: 'kiosk', iceServers: [] })
  const offered = await until('the offer', () =>
    reports.find(({ type }) => type === 'link.offered'),
  )
  if (offered.type !== 'link.offered') throw new TypeError('no offer')
  const answered = new Promise<string>((done) => farEnd.once('message', (sdp) => done(String(sdp))))
  farEnd.send(offered.sdp)
  unit.send({ type: 'link.answer', linkId: 'kiosk', sdp: await answered })
  await until('the link', () => reports.find(({ type }) => type === 'link.up'))

  return {
    reports,
    async watch(at, forMs) {
      const shown: Shown[] = []
      const startedMs = performance.now()
      room.packets.length = 0
      for (let dueMs = startedMs; dueMs < startedMs + forMs; dueMs += frameMs) {
        room.send(encodePacket(packetTypes.camera, at(performance.now())))
        await pause(Math.max(0, dueMs + frameMs - performance.now()))
        const nowMs = performance.now()
        for (const { type, payload } of room.packets.splice(0))
          if (type === packetTypes.display) shown.push({ jpeg: payload, atMs: nowMs })
      }
      return shown
    },
    async stop() {
      farEnd.disconnect()
      abort.abort()
      await running
      room.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
