/** The parts of the media child, connected: camera and microphone to the link, the link to room and loudspeaker. */
import { type Packet, packetTypes } from '../../hw/av/cable.ts'
import { lumaOfI420, lumaOfRgba, readCode } from '../../hw/av/time-code.ts'
import type { VideoFrame } from '../../hw/av/wrtc.ts'
import { type Cable, noCable, openCable } from './cable-client.ts'
import { type Capture, makeCapture, sentSize } from './capture/capture.ts'
import type { MediaConfig } from './config.ts'
import { type Calibration, levelOf } from './eyeline/calibration.ts'
import type { PicturePoint } from './eyeline/eye-reading.ts'
import { type Eyeline, makeEyeline } from './eyeline/eyeline.ts'
import { type Eyes, makeEyes } from './eyes/eyes.ts'
import { type Links, makeLinks, type SentEyes } from './link/links.ts'
import { type Meter, makeMeter } from './meter.ts'
import type { MediaOrder, MediaReport } from './protocol.ts'
import { makeRoom, type Room } from './room/room.ts'
import type { Region } from './room/room-view.ts'
import { makeSnapshots } from './snapshot.ts'
import {
  type Microphone,
  makeMicrophone,
  makeSpeaker,
  type Speaker,
  soundDevice,
} from './sound/sound.ts'
import { sampleRate } from './sound/sound-format.ts'

export interface Media {
  obey(order: Exclude<MediaOrder, { type: 'stop' }>): void
  /** Ends everything, in the order that leaves nothing blocked. */
  stop(): Promise<void>
}
export interface MediaUse {
  readonly config: MediaConfig
  readonly report: (message: MediaReport) => void
  /** The process has to start anew. */
  readonly onBroken: () => void
}
interface Parts {
  readonly meter: Meter
  readonly cable: Cable
  readonly capture: Capture
  readonly eyes: Eyes
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly room: Room
  readonly eyeline: Eyeline
}

const healthMs = 1000
/** Where the citizen's eyes are, the console is told ten times a second. */
const eyesEveryMs = 95
/** The inspector's eyes are looked for in one received picture of so many: they move little, and not by the room's geometry. */
const inspectorEvery = 3
/** After the last link has closed: its own threads have ended by then. */
const collectMs = 100
/** The addons leak a little with every picture and link: between visits a child this large starts anew. */
const mostBytes = 600 * 2 ** 20
/** Drawn frames are looked into as long as received ones carried a code this recently. */
const codedMs = 2000

/** @throws PipelineError when the room cannot be drawn on this machine. */
export function makeMedia(use: MediaUse): Media {
  let marked = use.config.markFrames
  let toldAtMs = Number.NEGATIVE_INFINITY
  const parts: Parts = makeParts(use, {
    onPicture(picture) {
      snapshots.captured(picture)
      parts.meter.count('captured')
      links.picture(picture, sentSize, marked)
      parts.meter.count('sent')
    },
    onEyes(seen) {
      const nowMs = performance.now()
      if (nowMs - toldAtMs < eyesEveryMs) return
      toldAtMs = nowMs
      links.eyes(seen)
    },
    onBlock(samples) {
      parts.speaker.play({ samples: links.sound(samples), sampleRate, channelCount: 1 })
      parts.meter.count('soundOut')
    },
  })
  const snapshots = makeSnapshots(parts.room, use.report)
  const links = linksOf(use, parts)
  const health = reportHealth(use, parts, links)
  return {
    obey(order) {
      if (order.type === 'link.open') {
        // Marks go with the link that they were set for: a visit never inherits them.
        marked = use.config.markFrames
        links.open(order)
      } else if (order.type === 'marks.set') marked = order.on || use.config.markFrames
      else if (order.type === 'link.answer') links.answer(order.linkId, order.sdp)
      else if (order.type === 'link.close') links.close(order.linkId)
      else if (order.type === 'snapshot.take') void snapshots.take(order)
      else if (order.type === 'room.set') parts.room.set({ language: 'nl', caption: '', ...order })
      else calibrate(parts, order.calibration)
    },
    async stop() {
      clearInterval(health)
      // With the tracker's thread alive, the process may hang when it leaves.
      parts.eyes.stop()
      await parts.eyes.ended()
      links.closeAll()
      await Promise.all([parts.capture.ended(), parts.microphone.ended(), parts.room.stop()])
      parts.cable.close()
    },
  }
}

interface Flows {
  /** After each picture of the citizen that was looked at: their eyes in what is sent. */
  readonly onEyes: (seen: SentEyes | null) => void
  readonly onPicture: (picture: Uint8Array) => void
  readonly onBlock: (samples: Int16Array) => void
}

function makeParts(use: MediaUse, flows: Flows): Parts {
  const { config, report, onBroken } = use
  const meter = makeMeter()
  const fault = (part: 'capture' | 'room' | 'sound' | 'eyes', message: string) =>
    report({ type: 'fault', part, message })
  const eyeline = makeEyeline(config.eyeline)
  let room: Room | undefined
  const eyes = makeEyes({
    nets: config.eyes?.nets,
    onReading(stream, reading) {
      const seen = eyes.now(stream)
      if (stream === 'citizen') {
        capture.follow(reading)
        flows.onEyes(reading ? capture.sent(reading) : null)
      } else room?.person(reading)
      if (seen) eyeline[stream](seen)
    },
    onFault: (message) => fault('eyes', message),
  })
  const capture = makeCapture({
    camera: config.camera,
    onPicture: flows.onPicture,
    onWhole:
      config.eyes && ((picture, size) => eyes.see('citizen', picture, size, performance.now())),
    onFault: (error) => fault('capture', error.message),
  })
  const soundFault = (message: string) => fault('sound', message)
  const device = soundDevice(config, soundFault)
  const microphone = makeMicrophone({
    config: config.microphone,
    device,
    onBlock: flows.onBlock,
    onFault: soundFault,
  })
  const cable = config.cable
    ? openCable(config.cable, (packet) => plug(packet, capture, microphone))
    : noCable
  const speaker = makeSpeaker(device, (pcm) => cable.send(packetTypes.speaker, pcm))
  room = makeRoom({
    display: config.display,
    matte: config.matte,
    onFrame: (nowMs) => room?.look(eyeline.view(eyes.now('citizen'), nowMs)),
    onPlaced: ({ sight }, place, nowMs) =>
      eyeline.drawn({ sight, place: (point) => millimetres(point, place, config.display) }, nowMs),
    onJpeg: (jpeg) => cable.send(packetTypes.display, jpeg),
    onDrawn: () => meter.count('drawn'),
    looking: () => meter.coded(Date.now(), codedMs),
    onRendered: (picture, place) =>
      meter.rendered(codeInRoom(picture, place, config.display), Date.now()),
    onFault: (error) => {
      fault('room', error.message)
      onBroken()
    },
  })
  return { meter, cable, capture, eyes, microphone, speaker, room, eyeline }
}

function plug(packet: Packet, capture: Capture, microphone: Microphone): void {
  if (packet.type === packetTypes.camera) capture.picture(packet.payload)
  else if (packet.type === packetTypes.cameraOff) capture.pictureOff()
  else if (packet.type === packetTypes.microphone) microphone.fromCable(packet.payload)
}

/** Camera and microphone run only while there is a link. */
function linksOf(
  { config, report }: MediaUse,
  { meter, capture, eyes, eyeline, microphone, room }: Parts,
): Links {
  let pictures = 0
  return makeLinks({
    bitrate: config.bitrate,
    report,
    onPicture(frame: VideoFrame) {
      const now = Date.now()
      const { width, height, data } = frame
      meter.count('received')
      meter.received(readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height }), now)
      room.show(frame)
      if (pictures++ % inspectorEvery === 0) eyes.see('inspector', data, frame, performance.now())
    },
    onSound(frame) {
      meter.count('soundIn')
      meter.heard(frame.samples)
    },
    onInspector: () => meter.linkOpened(),
    onInspectorGone: () => room.clear(),
    onFirst() {
      capture.start()
      eyes.start()
      microphone.start()
    },
    onLast() {
      capture.stop()
      eyes.stop()
      eyeline.clear()
      microphone.stop()
      // Closed connections keep their native memory, of which V8 knows nothing, until they are collected.
      setTimeout(() => globalThis.gc?.(), collectMs)
    },
  })
}

function reportHealth({ report, onBroken }: MediaUse, parts: Parts, links: Links): NodeJS.Timeout {
  let sinceMs = performance.now()
  return setInterval(() => {
    const now = performance.now()
    const passedMs = now - sinceMs
    const stats = parts.meter.take(passedMs, parts.capture.source())
    const eyes = parts.eyes.take(passedMs)
    const gaze = parts.eyeline.take()
    report({
      type: 'health',
      stats: { ...stats, eyes, links: links.stats(), ...(gaze ? { gaze } : {}) },
    })
    sinceMs = now
    if (!links.busy() && process.memoryUsage.rss() > mostBytes) onBroken()
  }, healthMs)
}

function codeInRoom(
  picture: Uint8Array,
  place: Region,
  { widthPixels: width, heightPixels: height }: MediaConfig['display'],
) {
  return readCode(lumaOfRgba(picture, width), {
    x: place.left * width,
    y: place.top * height,
    width: place.width * width,
    height: place.height * height,
  })
}

/** From now on the room is drawn and the picture levelled by it. */
function calibrate({ eyeline, capture }: Parts, calibration: Calibration | null): void {
  eyeline.calibrate(calibration)
  capture.level(calibration ? levelOf(calibration.camera) : 0)
}

/** Where a point of the inspector's picture is on the glass, mm. */
function millimetres(
  point: PicturePoint,
  place: Region,
  { widthMm, heightMm }: MediaConfig['display'],
): { x: number; y: number } {
  return {
    x: (place.left + point.x * place.width - 0.5) * widthMm,
    y: (0.5 - place.top - point.y * place.height) * heightMm,
  }
}
