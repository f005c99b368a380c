/** The links of a visit, one per person: who sees the room, who is seen in it, and who hears whom. */

import { drawCode } from '../../../hw/av/time-code.ts'
import {
  type AudioFrame,
  type AudioSource,
  RTCAudioSource,
  RTCVideoSource,
  type VideoFrame,
  type VideoSource,
} from '../../../hw/av/wrtc.ts'
import { type Size, scaledI420 } from '../capture/scale.ts'
import type { PicturePoint } from '../eyeline/eye-reading.ts'
import type { LinkOpenOrder, MediaReport } from '../protocol.ts'
import { makeMixer } from '../sound/mixer.ts'
import { blockSamples, blocks, resampler, sampleRate } from '../sound/sound-format.ts'
import { type Adaption, adapt, type Level, levels, unadapted } from './adapt.ts'
import { type Link, openLink } from './link.ts'
import type { LinkStats } from './link-stats.ts'
import { pictureWatch } from './picture-watch.ts'
import type { LostReason } from './recovery.ts'
import type { Bitrate } from './sdp.ts'

export interface Links {
  open(order: LinkOpenOrder): void
  answer(id: string, sdp: string): void
  close(id: string): void
  closeAll(): void
  /** A picture of the camera, I420; `mark`: with a time code drawn into what is sent. */
  picture(data: Uint8Array, size: Size, mark: boolean): void
  /** Ten milliseconds of the microphone; gives back what the room hears. */
  sound(own: Int16Array): Int16Array
  /** Where the citizen's eyes are in the picture that is sent, fractions of it; null: nobody is seen. */
  eyes(seen: SentEyes | null): void
  stats(): LinkStats[]
  busy(): boolean
}
export interface SentEyes {
  readonly left: PicturePoint
  readonly right: PicturePoint
}
export interface LinksUse {
  readonly bitrate: Bitrate
  readonly report: (message: MediaReport) => void
  /** Of the inspector, whom the room shows. */
  readonly onPicture: (frame: VideoFrame) => void
  readonly onSound: (frame: AudioFrame) => void
  /** The inspector's link begins. */
  readonly onInspector: () => void
  readonly onInspectorGone: () => void
  readonly onFirst: () => void
  readonly onLast: () => void
}

/** What is sent is fed to it. Each link has one of its own; they are made once and used again. */
interface Source {
  readonly video: VideoSource
  readonly audio: AudioSource
}
interface Person {
  readonly role: NonNullable<LinkOpenOrder['role']>
  readonly link: Link
  readonly source: Source
  readonly stop: () => void
  adaption: Adaption
  stats?: LinkStats
}

/** One per person, of whom one is the inspector. */
export const mostLinks = 4
const watchMs = 250

export function makeLinks(use: LinksUse): Links {
  const people = new Map<string, Person>()
  const mixer = makeMixer()
  const sources: Source[] = []
  const { report } = use
  let pictures = 0

  function gone(id: string): void {
    const person = people.get(id)
    if (!person) return
    person.stop()
    people.delete(id)
    sources.push(person.source)
    mixer.leave(id)
    if (person.role === 'inspector') use.onInspectorGone()
    if (people.size === 0) use.onLast()
  }
  function close(id: string): void {
    people.get(id)?.link.close()
    gone(id)
  }
  function counted(id: string, stats: LinkStats): void {
    const person = people.get(id)
    if (!person) return
    person.stats = stats
    person.adaption = adapt(person.adaption, stats)
    person.link.sound(levelOf(person).soundBps)
  }
  function open({ linkId: id, iceServers, role = 'inspector' }: LinkOpenOrder): void {
    for (const [other, person] of people)
      if (other === id || (role === 'inspector' && person.role === role)) close(other)
    if (people.size >= mostLinks) {
      report({ type: 'link.lost', linkId: id, reason: 'too_many' })
      return
    }
    if (people.size === 0) use.onFirst()
    const source = sources.pop() ?? { video: new RTCVideoSource(), audio: new RTCAudioSource() }
    const watch = watchPicture(id, report)
    const voice = voiceOf((block) => mixer.hear(id, block))
    const inspector = role === 'inspector'
    const link = openLink({
      linkId: id,
      iceServers,
      bitrate: use.bitrate,
      video: source.video.createTrack(),
      audio: source.audio.createTrack(),
      onPicture(frame) {
        watch.seen()
        if (inspector) use.onPicture(frame)
      },
      onSound(frame) {
        voice(frame)
        use.onSound(frame)
      },
      onOffer: (sdp) => report({ type: 'link.offered', linkId: id, sdp }),
      onUp() {
        watch.start()
        report({ type: 'link.up', linkId: id })
      },
      onAway: () => report({ type: 'link.away', linkId: id }),
      onStats: (stats) => counted(id, stats),
      onLost(reason: LostReason) {
        gone(id)
        report({ type: 'link.lost', linkId: id, reason })
      },
    })
    people.set(id, { role, link, source, stop: watch.stop, adaption: unadapted })
    if (inspector) use.onInspector()
  }
  return {
    open,
    answer: (id, sdp) => people.get(id)?.link.answer(sdp),
    close,
    closeAll() {
      for (const id of people.keys()) close(id)
    },
    picture(data, size, mark) {
      pictures += 1
      const due = [...people.values()].filter((person) => pictures % levelOf(person).every === 0)
      const sized = picturesOf(data, size, due.map(levelOf), mark)
      for (const person of due) {
        const frame = sized.get(levelOf(person).width)
        if (frame) person.source.video.onFrame(frame)
      }
    },
    sound(own) {
      const mixed = mixer.mix(own)
      for (const [id, { source }] of people) source.audio.onData(tenMilliseconds(mixed.for(id)))
      return mixed.room
    },
    eyes(seen) {
      const text = JSON.stringify({ eyes: seen })
      for (const { role, link } of people.values()) if (role === 'inspector') link.eyes(text)
    },
    stats: () => [...people.values()].flatMap(({ stats }) => stats ?? []),
    busy: () => people.size > 0,
  }
}

function levelOf({ adaption }: Person): Level {
  const level = levels[adaption.level]
  if (!level) throw new RangeError(`level ${adaption.level}`)
  return level
}

/** The picture in each size that is wanted, by width. Codes are drawn last: they do not stand being made smaller. */
function picturesOf(
  data: Uint8Array,
  size: Size,
  wanted: readonly Level[],
  mark: boolean,
): ReadonlyMap<number, VideoFrame> {
  const frames = new Map<number, VideoFrame>()
  for (const { width, height } of wanted) {
    if (frames.has(width)) continue
    frames.set(width, { width, height, data: scaledI420(data, size, { width, height }) })
  }
  if (mark)
    for (const frame of frames.values()) drawCode(frame.data, frame.width, frame.height, Date.now())
  return frames
}

/** Cuts what a person says, in whatever form it was decoded to, into blocks. */
function voiceOf(hear: (block: Int16Array) => void): (frame: AudioFrame) => void {
  const resample = resampler()
  const cut = blocks()
  return (frame) => {
    for (const block of cut(resample(frame))) hear(block)
  }
}

function watchPicture(linkId: string, report: (message: MediaReport) => void) {
  let watch: ReturnType<typeof pictureWatch> | undefined
  const timer = setInterval(() => {
    if (watch?.look(performance.now())) report({ type: 'picture.lost', linkId })
  }, watchMs)
  return {
    start() {
      watch ??= pictureWatch(performance.now())
    },
    seen() {
      if (watch?.seen(performance.now())) report({ type: 'picture.back', linkId })
    },
    stop: () => clearInterval(timer),
  }
}

function tenMilliseconds(samples: Int16Array): AudioFrame {
  return { samples, sampleRate, bitsPerSample: 16, channelCount: 1, numberOfFrames: blockSamples }
}
