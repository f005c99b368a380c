/** The parts of the media child, connected: camera and microphone to the link, the link to room and loudspeaker. */
import { type Packet, packetTypes } from '../../hw/av/cable.ts'
import { drawCode, lumaOfI420, readCode } from '../../hw/av/time-code.ts'
import {
  type AudioFrame,
  RTCAudioSource,
  RTCVideoSource,
  type VideoFrame,
} from '../../hw/av/wrtc.ts'
import { type Cable, noCable, openCable } from './cable-client.ts'
import { type Capture, makeCapture, sentSize } from './capture/capture.ts'
import type { MediaConfig } from './config.ts'
import type { EyeReading } from './eyeline/eye-reading.ts'
import { type Eyes, makeEyes } from './eyes/eyes.ts'
import type { Stream } from './eyes/messages.ts'
import { type Link, openLink } from './link/link.ts'
import { type Meter, makeMeter } from './meter.ts'
import type { IceServer, MediaOrder, MediaReport } from './protocol.ts'
import { makeRoom, type Room } from './room/room.ts'
import { roomSize } from './room/room-pipeline.ts'
import type { Region } from './room/room-view.ts'
import { type Microphone, makeMicrophone, makeSpeaker, type Speaker } from './sound/sound.ts'
import { blockSamples, sampleRate } from './sound/sound-format.ts'

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
  /** Where eyes are, after each picture that was looked at while there is a link; undefined: nobody is seen. */
  readonly onReading?: (stream: Stream, reading: EyeReading | undefined) => void
}
interface Parts {
  readonly meter: Meter
  readonly cable: Cable
  readonly capture: Capture
  readonly eyes: Eyes
  readonly microphone: Microphone
  readonly speaker: Speaker
  readonly room: Room
}

const healthMs = 1000
/** The inspector's eyes are looked for in one received picture of so many: they move little, and not by the room's geometry. */
const inspectorEvery = 3
/** The addons leak a little with every picture and link: between visits a child this large starts anew. */
const mostBytes = 600 * 2 ** 20
/** Drawn frames are looked into as long as received ones carried a code this recently. */
const codedMs = 2000

/** @throws PipelineError when the room cannot be drawn on this machine. */
export function makeMedia(use: MediaUse): Media {
  const video = new RTCVideoSource()
  const audio = new RTCAudioSource()
  let marked = use.config.markFrames
  const parts: Parts = makeParts(use, {
    onPicture(picture) {
      const { width, height } = sentSize
      parts.meter.count('captured')
      if (marked) drawCode(picture, width, height, Date.now())
      video.onFrame({ width, height, data: picture })
      parts.meter.count('sent')
    },
    onBlock(samples) {
      audio.onData(tenMilliseconds(samples))
      parts.meter.count('soundOut')
    },
  })
  const links = makeLinks(use, parts, () => [video.createTrack(), audio.createTrack()])
  const health = reportHealth(use, parts, links)
  return {
    obey(order) {
      if (order.type === 'link.open') {
        // Marks go with the link that they were set for: a visit never inherits them.
        marked = use.config.markFrames
        links.open(order.linkId, order.iceServers)
      } else if (order.type === 'marks.set') marked = order.on || use.config.markFrames
      else if (order.type === 'link.answer') links.answer(order.linkId, order.sdp)
      else if (order.type === 'link.close') links.close(order.linkId)
      else if (order.type === 'room.set') parts.room.set(order.scene)
      else parts.capture.crop(order)
    },
    async stop() {
      clearInterval(health)
      // With the tracker's thread alive, the process may hang when it leaves.
      parts.eyes.stop()
      await parts.eyes.ended()
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

function makeParts(use: MediaUse, flows: Flows): Parts {
  const { config, report, onBroken } = use
  const meter = makeMeter()
  const fault = (part: 'capture' | 'room' | 'sound' | 'eyes', message: string) =>
    report({ type: 'fault', part, message })
  const eyes = makeEyes({
    nets: config.eyes?.nets,
    onReading: (stream, reading) => use.onReading?.(stream, reading),
    onFault: (message) => fault('eyes', message),
  })
  const capture = makeCapture({
    camera: config.camera,
    onPicture: flows.onPicture,
    onWhole:
      config.eyes && ((picture, size) => eyes.see('citizen', picture, size, performance.now())),
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
  return { meter, cable, capture, eyes, microphone, speaker, room }
}

function plug(packet: Packet, capture: Capture, microphone: Microphone): void {
  if (packet.type === packetTypes.camera) capture.picture(packet.payload)
  else if (packet.type === packetTypes.cameraOff) capture.pictureOff()
  else if (packet.type === packetTypes.microphone) microphone.fromCable(packet.payload)
}

interface Links {
  open(id: string, iceServers: readonly IceServer[]): void
  answer(id: string, sdp: string): void
  close(id: string): void
  closeAll(): void
  busy(): boolean
}

/** One link at a time; camera and microphone run only while there is one. */
function makeLinks(
  { config, report }: MediaUse,
  { meter, capture, eyes, microphone, speaker, room }: Parts,
  tracks: () => [MediaStreamTrack, MediaStreamTrack],
): Links {
  let pictures = 0
  let current: { readonly id: string; readonly link: Link } | undefined

  function closeAll(): void {
    current?.link.close()
    ended()
  }
  function ended(): void {
    current = undefined
    capture.stop()
    eyes.stop()
    microphone.stop()
    room.clear()
  }
  function received(frame: VideoFrame): void {
    const now = Date.now()
    const { width, height, data } = frame
    meter.count('received')
    meter.received(readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height }), now)
    room.show(frame)
    if (pictures++ % inspectorEvery === 0) eyes.see('inspector', data, frame, performance.now())
  }
  function heard(frame: AudioFrame): void {
    meter.count('soundIn')
    meter.heard(frame.samples)
    speaker.play(frame)
  }
  function open(id: string, iceServers: readonly IceServer[]): void {
    closeAll()
    meter.linkOpened()
    const [video, audio] = tracks()
    const link = openLink({
      iceServers,
      bitrate: config.bitrate,
      video,
      audio,
      onPicture: received,
      onSound: heard,
      onOffer: (sdp) => report({ type: 'link.offered', linkId: id, sdp }),
      onUp: () => report({ type: 'link.up', linkId: id }),
      onLost: (reason) => {
        ended()
        report({ type: 'link.lost', linkId: id, reason })
      },
    })
    current = { id, link }
    capture.start()
    eyes.start()
    microphone.start()
  }
  return {
    open,
    answer(id, sdp) {
      if (current?.id === id) current.link.answer(sdp)
    },
    close(id) {
      if (current?.id === id) closeAll()
    },
    closeAll,
    busy: () => current !== undefined,
  }
}

function reportHealth({ report, onBroken }: MediaUse, parts: Parts, links: Links): NodeJS.Timeout {
  let sinceMs = performance.now()
  return setInterval(() => {
    const now = performance.now()
    const passedMs = now - sinceMs
    const stats = parts.meter.take(passedMs, parts.capture.source())
    report({ type: 'health', stats: { ...stats, eyes: parts.eyes.take(passedMs) } })
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

function tenMilliseconds(samples: Int16Array): AudioFrame {
  return {
    samples,
    sampleRate,
    bitsPerSample: 16,
    channelCount: 1,
    numberOfFrames: blockSamples,
  }
}
