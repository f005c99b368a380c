import { randomUUID } from 'node:crypto'
import type { CodeCount, MediaOrder, MediaReport, MediaStats } from '../media/protocol.ts'
import type { RehearsalCommand } from '../sync/command-body.ts'
import type { Clock } from './clock.ts'

/** Why the way to the office and back could not be proven; the last five name what did not come through. */
export type EchoLinkCode =
  /** Somebody sits here or is on the way. */
  | 'OCCUPIED'
  | 'ALREADY_RUNNING'
  | 'STOPPED'
  | 'MEDIA_GONE'
  | 'NO_OFFER'
  | 'NO_ANSWER'
  | 'LINK_LOST'
  | 'OFFICE_REFUSED'
  | 'NO_PICTURE_IN'
  | 'NO_PICTURE_DRAWN'
  | 'NO_PICTURE_OUT'
  | 'NO_SOUND_IN'
  | 'NO_SOUND_OUT'

export class EchoLinkError extends Error {
  override readonly name = 'EchoLinkError'
  readonly scope = 'unit'
  readonly code: EchoLinkCode
  constructor(code: EchoLinkCode, message = 'the echo inspector proves nothing') {
    super(message)
    this.code = code
  }
}

type FarCounts = Pick<
  Extract<RehearsalCommand, { name: 'rehearsal.counts' }>,
  'pictures' | 'soundBlocks' | 'codes'
>

/** Picture and sound went to the office and came back: what was counted at both ends. */
export interface EchoProof {
  /** Codes found in what came from the office, and in what was drawn of it in the room. */
  readonly received: CodeCount
  readonly rendered: CodeCount
  /** Blocks of sound that came in the last second, ten milliseconds each. */
  readonly soundInPerSecond: number
  /** What came at the office, by its own count. */
  readonly far: FarCounts
}

/** A link to the office's echo inspector, for a rehearsal. It never touches a visit. */
export interface EchoLink {
  /** What the media child says, about every link. */
  media(report: MediaReport): void
  mediaGone(): void
  /** What the echo inspector says; false when no such rehearsal runs. */
  command(command: RehearsalCommand): boolean
  /** Proves picture and sound both ways; ends by itself. @throws EchoLinkError */
  rehearse(signal: AbortSignal): Promise<EchoProof>
}

export interface EchoLinkOptions {
  readonly clock: Clock
  readonly media: (order: MediaOrder) => void
  /** Sends the sealed offer. */
  readonly offer: (rehearsalId: string, linkId: string, sdp: string) => void
  /** Somebody sits here or is called: then nothing is begun, and what runs is given up. */
  readonly occupied: () => boolean
  /** A visit owns the link and the room. */
  readonly inVisit: () => boolean
  /** Whether drawn frames are looked into: not when they go straight to a display. */
  readonly seesRoom: boolean
}

interface Run {
  readonly rehearsalId: string
  readonly linkId: string
  offered: boolean
  answered: boolean
  up: boolean
  /** The newest figures since the link came up: only those are this link's. */
  stats: MediaStats | null
  far: FarCounts | null
  failure: EchoLinkError | null
}

const LOOK_MS = 50
/** A media child that starts needs a second or two. */
const OFFER_MS = 8000
/** The echo's process starts with its first answer. */
const ANSWER_MS = 10_000
/** The whole of it. */
const DEADLINE_MS = 30_000
const ENOUGH_CODES = 60
/** More than this share of codes that cannot be read, and the picture proves nothing. */
const MOST_UNREADABLE = 0.01
/** Half of what a second holds. */
const ENOUGH_SOUND = 50

export function echoLink(options: EchoLinkOptions): EchoLink {
  const { media } = options
  let running: Run | null = null
  const fail = (code: EchoLinkCode, message?: string) => {
    if (running) running.failure ??= new EchoLinkError(code, message)
  }

  const rehearse = async (signal: AbortSignal): Promise<EchoProof> => {
    if (running) throw new EchoLinkError('ALREADY_RUNNING')
    if (options.occupied()) throw new EchoLinkError('OCCUPIED')
    const run = newRun()
    const { linkId } = run
    running = run
    media({ type: 'room.set', scene: 'visit' })
    media({ type: 'link.open', linkId, iceServers: [] })
    media({ type: 'marks.set', on: true })
    try {
      return await proof(run, options, signal)
    } finally {
      running = null
      media({ type: 'link.close', linkId })
      media({ type: 'marks.set', on: false })
      if (!options.inVisit()) media({ type: 'room.set', scene: 'idle' })
    }
  }
  return {
    rehearse,
    mediaGone: () => fail('MEDIA_GONE'),
    media(report) {
      const run = running
      if (!run) return
      if (report.type === 'health' && run.up) run.stats = report.stats
      if (!('linkId' in report) || report.linkId !== run.linkId) return
      if (report.type === 'link.up') run.up = true
      else if (report.type === 'link.lost') fail('LINK_LOST', report.reason)
      else if (report.type === 'link.offered') {
        run.offered = true
        options.offer(run.rehearsalId, run.linkId, report.sdp)
      }
    },
    command(command) {
      const run = running
      if (run?.rehearsalId !== command.rehearsalId) return false
      if (command.name === 'rehearsal.counts') run.far = command
      else if (command.name === 'rehearsal.refuse') fail('OFFICE_REFUSED', command.why)
      else if (command.linkId !== run.linkId) return false
      else if (!run.answered) {
        run.answered = true
        media({ type: 'link.answer', linkId: run.linkId, sdp: command.sdp })
      }
      return true
    },
  }
}

function newRun(): Run {
  return {
    rehearsalId: `rehearsal-${randomUUID()}`,
    linkId: randomUUID(),
    offered: false,
    answered: false,
    up: false,
    stats: null,
    far: null,
    failure: null,
  }
}

async function proof(
  run: Run,
  { clock, occupied, seesRoom }: EchoLinkOptions,
  signal: AbortSignal,
): Promise<EchoProof> {
  const startedMs = clock.monotonicMs()
  const until = async (withinMs: number, missing: () => EchoLinkCode | null) => {
    const fromMs = clock.monotonicMs()
    for (let code = missing(); code; code = missing()) {
      if (signal.aborted) throw new EchoLinkError('STOPPED')
      if (occupied()) throw new EchoLinkError('OCCUPIED')
      if (run.failure) throw run.failure
      if (clock.monotonicMs() - fromMs > withinMs) throw new EchoLinkError(code)
      await clock.sleep(LOOK_MS, signal)
    }
  }
  await until(OFFER_MS, () => (run.offered ? null : 'NO_OFFER'))
  await until(ANSWER_MS, () => (run.answered ? null : 'NO_ANSWER'))
  const leftMs = DEADLINE_MS - (clock.monotonicMs() - startedMs)
  await until(leftMs, () => missing(run, seesRoom))
  const { stats, far } = run
  if (!stats || !far) throw new EchoLinkError('LINK_LOST')
  const { codes, soundInPerSecond } = stats
  return { ...codes, soundInPerSecond, far }
}

/** The first thing that is not proven yet. */
function missing({ stats, far }: Run, seesRoom: boolean): EchoLinkCode | null {
  if (!stats || !enough(stats.codes.received)) return 'NO_PICTURE_IN'
  if (seesRoom && !enough(stats.codes.rendered)) return 'NO_PICTURE_DRAWN'
  if (!far || !enough(far.codes)) return 'NO_PICTURE_OUT'
  if (stats.soundInPerSecond < ENOUGH_SOUND) return 'NO_SOUND_IN'
  if (far.soundBlocks < ENOUGH_SOUND) return 'NO_SOUND_OUT'
  return null
}

function enough({ read, unreadable }: { readonly read: number; readonly unreadable: number }) {
  return read >= ENOUGH_CODES && unreadable <= read * MOST_UNREADABLE
}
