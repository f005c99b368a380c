import { randomUUID } from 'node:crypto'
import { liveGaze } from '../core/eye-contact.ts'
import type { PartName, PartState } from '../core/visit-view.ts'
import type { CardReport } from '../identity/protocol.ts'
import type { LinkNews } from '../media/link/link-stats.ts'
import type { MediaReport, MediaStats } from '../media/protocol.ts'
import type { Logger } from './log.ts'
import type { VisitGaze } from './visit-gaze.ts'
import type { VisitKeeper } from './visit-keeper.ts'

export interface ReportsOptions {
  readonly keeper: () => VisitKeeper
  readonly now: () => string
  readonly log: Logger
  readonly set: (part: PartName, state: PartState) => void
  readonly gaze: VisitGaze
  readonly onLinks: (visitId: string, news: LinkNews) => void
  /** The SDP goes to the office sealed, and is kept nowhere. */
  readonly onOffer: (visitId: string, linkId: string, sdp: string) => void
}

/** Turns what the children say into events of the visit. */
export interface Reports {
  media(report: MediaReport): void
  mediaGone(): void
  card(report: CardReport): void
  /** Last seen figures of the media child. */
  readonly stats: MediaStats | null
  readonly cardIn: boolean
}

/** A fault that has not come again for so long is over. */
const QUIET_MS = 10_000

export function visitReports(options: ReportsOptions): Reports {
  const { keeper, now, log, set, gaze, onLinks, onOffer } = options
  let stats: MediaStats | null = null
  let cardIn = false
  let faultAtMs: number | null = null
  const offered = (linkId: string, sdp: string) => {
    keeper().post({ type: 'link.offered', at: now(), linkId })
    const visit = keeper().visit
    if (visit?.link.linkId === linkId) onOffer(visit.visitId, linkId, sdp)
  }
  const countGaze = ({ gaze: seen }: MediaStats) => {
    const visit = keeper().visit
    if (visit && seen) gaze.add(visit.visitId, seen)
  }
  const toOffice = ({ links, gaze: seen }: MediaStats) => {
    const visit = keeper().visit
    if (!visit || links.length === 0) return
    const live = seen && liveGaze(seen.samplesDeg, seen.calibration?.residualDeg ?? null)
    onLinks(visit.visitId, { links, ...(live ? { gaze: live } : {}) })
  }
  const pinAnswered = ({ requestId, outcome }: Extract<CardReport, { type: 'pin.answered' }>) => {
    // A signature belongs to the paper that it was asked for: whoever asked has it.
    if (outcome.state !== 'signed')
      keeper().post({ type: 'pin.answered', at: now(), requestId, outcome })
  }
  return {
    get stats() {
      return stats
    },
    get cardIn() {
      return cardIn
    },
    media(report) {
      switch (report.type) {
        case 'ready':
          set('media', 'up')
          return keeper().post({ type: 'media.started', at: now(), newId: randomUUID() })
        case 'link.offered':
          return offered(report.linkId, report.sdp)
        case 'link.up':
          return keeper().post({ type: 'link.up', at: now(), linkId: report.linkId })
        case 'link.away':
          log.info('link away')
          return keeper().post({ type: 'link.away', at: now(), linkId: report.linkId })
        case 'picture.lost':
          return log.info('picture lost')
        case 'picture.back':
          return log.info('picture back')
        case 'link.lost':
          log.warn({ reason: report.reason }, 'link lost')
          return keeper().post({ type: 'link.lost', at: now(), linkId: report.linkId })
        case 'health':
          stats = report.stats
          countGaze(report.stats)
          toOffice(report.stats)
          if (faultAtMs !== null && performance.now() - faultAtMs > QUIET_MS) {
            faultAtMs = null
            set('media', 'up')
          }
          return
        case 'fault':
          log.warn({ part: report.part, reason: report.message }, 'media fault')
          faultAtMs = performance.now()
          return set('media', 'degraded')
      }
    },
    mediaGone() {
      stats = null
      keeper().post({ type: 'media.stopped', at: now() })
    },
    card(report) {
      switch (report.type) {
        case 'reader.state':
          return set('card_reader', report.state === 'up' ? 'up' : 'down')
        case 'card.present':
          cardIn = report.present
          return keeper().post({ type: 'card.changed', at: now(), present: report.present })
        case 'card.reading':
        case 'card.read':
        case 'card.failed':
          return keeper().post({ ...report, at: now() })
        case 'pin.answered':
          return pinAnswered(report)
        default:
          return
      }
    },
  }
}
