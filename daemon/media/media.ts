/** The parts of the media child, connected: camera and microphone to the link, the link to room and loudspeaker. */
import { type Packet, packetTypes } from '../../hw/av/cable.ts'
import { lumaOfI420, readCode } from '../../hw/av/time-code.ts'
import type { VideoFrame } from '../../hw/av/wrtc.ts'
import { type Cable, noCable, openCable } from './cable-client.ts'
import { type Capture, makeCapture, sentSize } from './capture/capture.ts'
import type { MediaConfig } from './config.ts'
import { type Links, makeLinks } from './link/links.ts'
import { type Meter, makeMeter } from './meter.ts'
import type { MediaOrder, MediaReport } from './protocol.ts'
import { makeRoom, type Room } from './room/room.ts'
import { roomSize } from './room/room-pipeline.ts'
import type { Region } from './room/room-view.ts'
import { type Microphone, makeMicrophone, makeSpeaker, type Speaker } from './sound/sound.ts'
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
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly room: Room
}

const healthMs = 1000
/** After the last link has closed: its own threads have ended by then. */
const collectMs = 100
/** The addons leak a little with every picture and link: between visits a child this large starts anew. */
const mostBytes = 600 * 2 ** 20
/** Drawn frames are looked into as long as received ones carried a code this recently. */
const codedMs = 2000

/** @throws PipelineError when the room cannot be drawn on this machine. */
export function makeMedia(use: MediaUse): Media {
  let marked = use.config.markFrames
  const parts: Parts = makeParts(use, {
    onPicture(picture) {
      parts.meter.count('captured')
      links.picture(picture, sentSize, marked)
      parts.meter.count('sent')
    },
    onBlock(samples) {
      parts.speaker.play({ samples: links.sound(samples), sampleRate, channelCount: 1 })
      parts.meter.count('soundOut')
    },
  })
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
      else if (order.type === 'room.set') parts.room.set(order.scene)
      else parts.capture.crop(order)
    },
    async stop() {
      clearInterval(health)
      links.closeAll()
      parts.speaker.stop()
      await Promise.all([parts.capture.ended(), parts.microphone.ended(), parts.room.stop()])
      parts.cable.close()
    },
  }
}

interface Flows {
  readonly onPicture: (picture: Uint8Array) => void
  readonly onBlock: (samples: Int16Array) => void
}

function makeParts({ config, report, onBroken }: MediaUse, flows: Flows): Parts {
  const meter = makeMeter()
  const fault = (part: 'capture' | 'room' | 'sound', message: string) =>
    report({ type: 'fault', part, message })
  const capture = makeCapture({
    camera: config.camera,
    onPicture: flows.onPicture,
    onFault: (error) => fault('capture', error.message),
  })
  const microphone = makeMicrophone(config.microphone, flows.onBlock, (message) =>
    fault('sound', message),
  )
  const cable = config.cable
    ? openCable(config.cable, (packet) => plug(packet, capture, microphone))
    : noCable
  const speaker = makeSpeaker(config.speaker, (pcm) => cable.send(packetTypes.speaker, pcm))
  const room = makeRoom({
    display: config.display,
    onJpeg: (jpeg) => cable.send(packetTypes.display, jpeg),
    onDrawn: () => meter.count('drawn'),
    looking: () => meter.coded(Date.now(), codedMs),
    onRendered: (picture, pane) => meter.rendered(codeInRoom(picture, pane), Date.now()),
    onFault: (error) => {
      fault('room', error.message)
      onBroken()
    },
  })
  return { meter, cable, capture, microphone, speaker, room }
}

function plug(packet: Packet, capture: Capture, microphone: Microphone): void {
  if (packet.type === packetTypes.camera) capture.picture(packet.payload)
  else if (packet.type === packetTypes.cameraOff) capture.pictureOff()
  else if (packet.type === packetTypes.microphone) microphone.fromCable(packet.payload)
}

/** Camera and microphone run only while there is a link. */
function linksOf({ config, report }: MediaUse, { meter, capture, microphone, room }: Parts): Links {
  return makeLinks({
    bitrate: config.bitrate,
    report,
    onPicture(frame: VideoFrame) {
      const now = Date.now()
      const { width, height, data } = frame
      meter.count('received')
      meter.received(readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height }), now)
      room.show(frame)
    },
    onSound(frame) {
      meter.count('soundIn')
      meter.heard(frame.samples)
    },
    onInspector: () => meter.linkOpened(),
    onInspectorGone: () => room.clear(),
    onFirst() {
      capture.start()
      microphone.start()
    },
    onLast() {
      capture.stop()
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
    const stats = parts.meter.take(now - sinceMs, parts.capture.source())
    report({ type: 'health', stats: { ...stats, links: links.stats() } })
    sinceMs = now
    if (!links.busy() && process.memoryUsage.rss() > mostBytes) onBroken()
  }, healthMs)
}

function codeInRoom(picture: Uint8Array, pane: Region) {
  const { width, height } = roomSize
  return readCode(lumaOfI420(picture, width), {
    x: pane.left * width,
    y: pane.top * height,
    width: pane.width * width,
    height: pane.height * height,
  })
}
