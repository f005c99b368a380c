/** The parts of the media child, connected: camera and microphone to the link, the link to room and loudspeaker. */
import { type Packet, packetTypes } from '../../hw/av/cable.ts'
import { drawCode, lumaOfI420, lumaOfRgba, readCode } from '../../hw/av/time-code.ts'
import {
  type AudioFrame,
  RTCAudioSource,
  RTCVideoSource,
  type VideoFrame,
} from '../../hw/av/wrtc.ts'
import { type Cable, noCable, openCable } from './cable-client.ts'
import { type Capture, makeCapture, sentSize } from './capture/capture.ts'
import type { MediaConfig } from './config.ts'
import { type Link, openLink } from './link/link.ts'
import { type Meter, makeMeter } from './meter.ts'
import type { IceServer, MediaOrder, MediaReport } from './protocol.ts'
import { makeRoom, type Room } from './room/room.ts'
import type { Region } from './room/room-view.ts'
import { makeSnapshots } from './snapshot.ts'
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
      snapshots.captured(picture)
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
  const snapshots = makeSnapshots(parts.room, use.report)
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
      else if (order.type === 'snapshot.take') void snapshots.take(order)
      else if (order.type === 'room.set') parts.room.set({ language: 'nl', caption: '', ...order })
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
    matte: config.matte,
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
  return { meter, cable, capture, microphone, speaker, room }
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
  { meter, capture, microphone, speaker, room }: Parts,
  tracks: () => [MediaStreamTrack, MediaStreamTrack],
): Links {
  let current: { readonly id: string; readonly link: Link } | undefined

  function closeAll(): void {
    current?.link.close()
    ended()
  }
  function ended(): void {
    current = undefined
    capture.stop()
    microphone.stop()
    room.clear()
  }
  function received(frame: VideoFrame): void {
    const now = Date.now()
    const { width, height, data } = frame
    meter.count('received')
    meter.received(readCode(lumaOfI420(data, width), { x: 0, y: 0, width, height }), now)
    room.show(frame)
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
    const stats = parts.meter.take(now - sinceMs, parts.capture.source())
    report({ type: 'health', stats })
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

function tenMilliseconds(samples: Int16Array): AudioFrame {
  return {
    samples,
    sampleRate,
    bitsPerSample: 16,
    channelCount: 1,
    numberOfFrames: blockSamples,
  }
}
