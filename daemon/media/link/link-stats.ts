/**
 * How a link does, from what its peer connection counts. Pure: two snapshots give the figures of the time between
 * them. Nothing that names an address, a key or a candidate leaves a snapshot.
 * Source: W3C, Identifiers for WebRTC's Statistics API.
 */
import type { LiveGaze } from '../../core/eye-contact.ts'

/** `none` until packets have found a way. */
export type LinkPath = 'none' | 'direct' | 'relayed'

/** One direction in the time between two snapshots. */
export interface FlowStats {
  /** Share of packets that did not arrive, 0 to 1. */
  readonly loss: number
  /** Variation of their arrival, milliseconds. */
  readonly jitterMs: number
  readonly fps: number
  readonly kbps: number
}
export interface LinkStats {
  readonly linkId: string
  readonly path: LinkPath
  /** How the path carries packets to the relay, where there is one. */
  readonly relayOver?: 'udp' | 'tcp' | 'tls'
  /** There and back, milliseconds; absent until it was measured. */
  readonly roundTripMs?: number
  /** What waits to be played, milliseconds. */
  readonly bufferMs: number
  readonly in: FlowStats
  /** As the far end reports it, except `fps` and `kbps`. */
  readonly out: FlowStats
  /** Size of the pictures that are sent. */
  readonly sent?: { readonly width: number; readonly height: number }
  /** What congestion control believes can be sent. */
  readonly availableKbps?: number
}

interface Counted {
  readonly packets: number
  readonly lost: number
  readonly bytes: number
  readonly frames: number
  readonly jitterMs: number
}
export interface Snapshot {
  readonly atMs: number
  readonly path: LinkPath
  readonly relayOver?: 'udp' | 'tcp' | 'tls'
  readonly roundTripMs?: number
  readonly availableKbps?: number
  readonly sent?: { readonly width: number; readonly height: number }
  readonly in: Counted
  readonly out: Counted
  /** Of picture or sound, whichever waits longer: seconds summed over what was played, and how much that was. */
  readonly waits: readonly {
    readonly kind: string
    readonly delayS: number
    readonly played: number
  }[]
}

type Row = Readonly<Record<string, unknown>>

/** Reads a statistics report; what is missing or odd in it counts as nothing. */
export function snapshotOf(report: Iterable<Row>, atMs: number): Snapshot {
  const rows = [...report]
  const of = (type: string) => rows.filter((row) => row['type'] === type)
  const received = of('inbound-rtp')
  const sent = of('outbound-rtp')
  const reported = of('remote-inbound-rtp')
  return {
    atMs,
    ...pathOf(rows),
    ...sizeOf(sent),
    in: {
      ...sums(received, 'packetsReceived', 'bytesReceived', 'framesDecoded'),
      ...losses(received),
    },
    out: { ...sums(sent, 'packetsSent', 'bytesSent', 'framesSent'), ...losses(reported) },
    waits: received.map((row) => ({
      kind: String(row['kind']),
      delayS: count(row['jitterBufferDelay']),
      played: count(row['jitterBufferEmittedCount']),
    })),
  }
}

/** The figures of the time between two snapshots of one link. */
export function linkStats(linkId: string, before: Snapshot, now: Snapshot): LinkStats {
  const { path, relayOver, roundTripMs, availableKbps, sent } = now
  return {
    linkId,
    path,
    ...(relayOver !== undefined && { relayOver }),
    ...(roundTripMs !== undefined && { roundTripMs }),
    ...(availableKbps !== undefined && { availableKbps }),
    ...(sent && { sent }),
    bufferMs: Math.max(0, ...now.waits.map((wait) => waited(wait, before))),
    in: flow(before.in, now.in, now.atMs - before.atMs, arrivedOrLost),
    out: flow(before.out, now.out, now.atMs - before.atMs, (packets) => packets),
  }
}

/** Sent packets count the lost ones; received ones do not. */
function arrivedOrLost(packets: number, lost: number): number {
  return packets + lost
}

function flow(
  before: Counted,
  now: Counted,
  elapsedMs: number,
  all: (packets: number, lost: number) => number,
): FlowStats {
  const seconds = Math.max(elapsedMs, 1) / 1000
  // A packet that comes late takes back its loss: fewer than before is none.
  const lost = Math.max(0, now.lost - before.lost)
  const packets = all(Math.max(0, now.packets - before.packets), lost)
  return {
    loss: packets > 0 ? Math.min(1, round(lost / packets, 3)) : 0,
    jitterMs: round(now.jitterMs, 1),
    fps: round(Math.max(0, now.frames - before.frames) / seconds, 1),
    kbps: Math.round((Math.max(0, now.bytes - before.bytes) * 8) / 1000 / seconds),
  }
}

function waited(now: Snapshot['waits'][number], before: Snapshot): number {
  const past = before.waits.find(({ kind }) => kind === now.kind)
  const played = now.played - (past?.played ?? 0)
  const delayS = now.delayS - (past?.delayS ?? 0)
  return played > 0 && delayS > 0 ? Math.round((delayS / played) * 1000) : 0
}

function sums(rows: readonly Row[], packets: string, bytes: string, frames: string) {
  const sum = (key: string) => rows.reduce((all, row) => all + count(row[key]), 0)
  return { packets: sum(packets), bytes: sum(bytes), frames: sum(frames) }
}

function losses(rows: readonly Row[]): Pick<Counted, 'lost' | 'jitterMs'> {
  return {
    lost: rows.reduce((all, row) => all + count(row['packetsLost']), 0),
    jitterMs: Math.max(0, ...rows.map((row) => count(row['jitter']) * 1000)),
  }
}

/** The pair of candidates that is in use, and whether either of them is a relay's. */
function pathOf(rows: readonly Row[]): Pick<Snapshot, 'path'> & Partial<Snapshot> {
  const selected = rows.find((row) => row['type'] === 'transport')?.['selectedCandidatePairId']
  const pair = rows.find((row) => row['type'] === 'candidate-pair' && row['id'] === selected)
  if (!pair) return { path: 'none' }
  const ends = ['localCandidateId', 'remoteCandidateId'].map((key) =>
    rows.find((row) => row['id'] === pair[key]),
  )
  const relay = ends.find((row) => row?.['candidateType'] === 'relay')
  const over = ends[0]?.['relayProtocol']
  const tripS = pair['currentRoundTripTime']
  const bits = pair['availableOutgoingBitrate']
  return {
    path: relay ? 'relayed' : 'direct',
    ...(over === 'udp' || over === 'tcp' || over === 'tls' ? { relayOver: over } : {}),
    ...(typeof tripS === 'number' ? { roundTripMs: Math.round(tripS * 1000) } : {}),
    ...(typeof bits === 'number' ? { availableKbps: Math.round(bits / 1000) } : {}),
  }
}

function sizeOf(rows: readonly Row[]): Partial<Snapshot> {
  const row = rows.find((each) => each['kind'] === 'video')
  const width = count(row?.['frameWidth'])
  const height = count(row?.['frameHeight'])
  return width > 0 && height > 0 ? { sent: { width, height } } : {}
}

function count(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}

function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

/** What the office is told once a second: how the links do, and how the citizen is looked in the eyes. */
export interface LinkNews {
  readonly links: readonly LinkStats[]
  /** Absent while no eyes are tracked. */
  readonly gaze?: LiveGaze
}
