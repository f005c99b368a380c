import * as z from 'zod'
import type { VisitView } from '../daemon/core/visit-view.ts'
import type { GatewayPush } from './gateway/protocol.ts'

/** The link offer of a box, as the console gets it. */
export type LinkOffer = Extract<GatewayPush, { is: 'offer' }>

/**
 * What running visits look like, as their boxes have last shown it. It is personal data: it lives in memory only and
 * goes with the visit.
 */
export interface Views {
  /** Keeps what was opened from a box; null when it is not a newer view of that visit. */
  take(box: string, visitId: string, body: unknown): VisitView | null
  get(visitId: string): VisitView | null
  forget(visitId: string): void
}

const shown = z.looseObject({
  visitId: z.string(),
  rev: z.int(),
  phase: z.string(),
  box: z.string(),
})

export function makeViews(): Views {
  const views = new Map<string, VisitView>()
  return {
    take(box, visitId, body) {
      if (!isView(body) || body.visitId !== visitId || body.box !== box) return null
      const before = views.get(visitId)
      if (before && before.rev >= body.rev) return null
      views.set(visitId, body)
      return body
    },
    get: (visitId) => views.get(visitId) ?? null,
    forget: (visitId) => void views.delete(visitId),
  }
}

/** The box made and signed it; only what the office itself relies on is looked at. */
function isView(body: unknown): body is VisitView {
  return shown.safeParse(body).success
}

const offered = z.object({ linkId: z.string().min(1).max(64), sdp: z.string().min(1).max(100_000) })

/** Reads what a box sealed as its offer; null when it is something else. */
export function readOffer(body: unknown): { linkId: string; sdp: string } | null {
  const parsed = offered.safeParse(body)
  return parsed.success ? parsed.data : null
}
