/** Counts what flows through the media child, for the health report. */
import { type CodeTally, countCode, noCodes } from '../../hw/av/code-count.ts'
import { type CodeReading, codeAgeMs } from '../../hw/av/time-code.ts'
import type { CodeCount, MediaStats } from './protocol.ts'

export type Flow = 'captured' | 'sent' | 'received' | 'drawn' | 'soundIn' | 'soundOut'

export interface Meter {
  count(flow: Flow): void
  /** A block of sound from the far end. */
  heard(samples: Int16Array): void
  received(reading: CodeReading, nowMs: number): void
  rendered(reading: CodeReading, nowMs: number): void
  /** Whether a received picture carried a code in the last `withinMs`. */
  coded(nowMs: number, withinMs: number): boolean
  /** A new link: its codes are counted from nothing. */
  linkOpened(): void
  /** Rates since the last call, which was `elapsedMs` ago. */
  take(elapsedMs: number, source: MediaStats['source']): Omit<MediaStats, 'eyes' | 'links'>
}

/** -32768 counts as this too. */
const LOUDEST = 32_767

export function makeMeter(): Meter {
  const flows = new Map<Flow, number>()
  let received = noCodes
  let rendered = noCodes
  let receivedAgesMs: number[] = []
  let renderedAgesMs: number[] = []
  let lastRenderedMs: number | undefined
  let loudestIn = 0
  return {
    count(flow) {
      flows.set(flow, (flows.get(flow) ?? 0) + 1)
    },
    heard(samples) {
      for (const sample of samples)
        loudestIn = Math.max(loudestIn, Math.min(Math.abs(sample), LOUDEST))
    },
    received(reading, nowMs) {
      received = countCode(received, reading, nowMs)
      if (reading.kind === 'read') receivedAgesMs.push(codeAgeMs(reading.clockMs, nowMs))
    },
    rendered(reading, nowMs) {
      // The room draws on when no new picture came: one picture counts once.
      if (reading.kind === 'read' && reading.clockMs === lastRenderedMs) return
      rendered = countCode(rendered, reading, nowMs)
      if (reading.kind !== 'read') return
      lastRenderedMs = reading.clockMs
      renderedAgesMs.push(codeAgeMs(reading.clockMs, nowMs))
    },
    coded: (nowMs, withinMs) =>
      received.lastReadAtMs !== undefined && nowMs - received.lastReadAtMs < withinMs,
    linkOpened() {
      received = noCodes
      rendered = noCodes
      receivedAgesMs = []
      renderedAgesMs = []
    },
    take(elapsedMs, source) {
      const rate = (flow: Flow) => Math.round(((flows.get(flow) ?? 0) * 10_000) / elapsedMs) / 10
      const stats = {
        captureFps: rate('captured'),
        sentFps: rate('sent'),
        receivedFps: rate('received'),
        roomFps: rate('drawn'),
        soundInPerSecond: rate('soundIn'),
        soundOutPerSecond: rate('soundOut'),
        loudestIn,
        source,
        codes: {
          received: publicCount(received, receivedAgesMs),
          rendered: publicCount(rendered, renderedAgesMs),
        },
      }
      flows.clear()
      loudestIn = 0
      receivedAgesMs = []
      renderedAgesMs = []
      return stats
    },
  }
}

function publicCount(
  { read, unreadable, lastMs }: CodeTally,
  agesMs: readonly number[],
): CodeCount {
  return { read, unreadable, agesMs, ...(lastMs !== undefined && { lastMs }) }
}
