import * as z from 'zod'
import type { Check } from '../daemon/core/card-view.ts'
import type { IdentityView, VisitView } from '../daemon/core/visit-view.ts'
import { isProofOf, proofHolds } from '../daemon/documents/card-proof.ts'
import { cardProof } from '../daemon/documents/record.ts'
import type { LinkNews } from '../daemon/media/link/link-stats.ts'
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
  /** A console has asked for a proof: the card must sign this nonce. */
  asked(visitId: string, nonce: string): void
  get(visitId: string): VisitView | null
  forget(visitId: string): void
}

/** What a box of before does not tell: its visit has none of it. */
const SINCE_THEN: Pick<VisitView, 'exchanged'> = { exchanged: [] }

const shown = z.looseObject({
  visitId: z.string(),
  rev: z.int(),
  phase: z.string(),
  box: z.string(),
})

export function makeViews(): Views {
  const views = new Map<string, VisitView>()
  const nonces = new Map<string, string>()
  return {
    take(box, visitId, body) {
      if (!isView(body) || body.visitId !== visitId || body.box !== box) return null
      const before = views.get(visitId)
      if (before && before.rev >= body.rev) return null
      const view = withOwnCheck({ ...SINCE_THEN, ...body }, nonces.get(visitId))
      views.set(visitId, view)
      return view
    },
    asked: (visitId, nonce) => void nonces.set(visitId, nonce),
    get: (visitId) => views.get(visitId) ?? null,
    forget: (visitId) => {
      views.delete(visitId)
      nonces.delete(visitId)
    },
  }
}

/** The office does not take the box's word for it that a PIN was given: it checks the card's signature itself. */
function withOwnCheck(view: VisitView, nonce: string | undefined): VisitView {
  const { identity, visitId } = view
  if (!isProven(identity)) return view
  const checks = [...identity.checks, verdictOn(identity, visitId, nonce)]
  return { ...view, identity: { ...identity, checks } }
}

const proven = z.looseObject({ state: z.literal('known'), assurance: z.literal('chip+pin') })
const marked = z.looseObject({ authentication: z.string() })
/** What a box showed is looked at before it is believed to have a shape. */
function isProven(identity: unknown): identity is Extract<IdentityView, { state: 'known' }> {
  return proven.extend({ checks: z.array(z.unknown()) }).safeParse(identity).success
}

function verdictOn(
  identity: { readonly proof?: unknown; readonly card?: unknown },
  visitId: string,
  nonce: string | undefined,
): Check {
  const { data: proof } = cardProof.safeParse(identity.proof)
  const { data: card } = marked.safeParse(identity.card)
  const verdict = (verdict: Check['verdict'], code: Check['evidence']['code']): Check => ({
    name: 'office',
    verdict,
    evidence: { code },
  })
  if (!proof || !proofHolds(proof, visitId)) return verdict('broken', 'proof_broken')
  if (!isProofOf(proof, card?.authentication)) return verdict('broken', 'proof_of_other_card')
  if (nonce === undefined) return verdict('not_checked', 'office_restarted')
  return nonce === proof.nonce
    ? verdict('holds', 'office_asked')
    : verdict('broken', 'proof_of_another')
}

/** The box made and signed it; only what the office itself relies on is looked at. */
function isView(body: unknown): body is VisitView {
  return shown.safeParse(body).success
}

const flow = z.object({
  loss: z.number().min(0).max(1),
  jitterMs: z.number().nonnegative(),
  fps: z.number().nonnegative(),
  kbps: z.number().nonnegative(),
})
const links = z.object({
  links: z
    .array(
      z.object({
        linkId: z.string().min(1).max(64),
        path: z.enum(['none', 'direct', 'relayed']),
        relayOver: z.exactOptional(z.enum(['udp', 'tcp', 'tls'])),
        roundTripMs: z.exactOptional(z.number().nonnegative()),
        bufferMs: z.number().nonnegative(),
        in: flow,
        out: flow,
        sent: z.exactOptional(z.object({ width: z.int().positive(), height: z.int().positive() })),
        availableKbps: z.exactOptional(z.number().nonnegative()),
      }),
    )
    .max(4),
  gaze: z.exactOptional(
    z.object({
      alignment: z.enum(['aligned', 'near', 'not_aligned']),
      xDeg: z.number().nonnegative(),
      yDeg: z.number().nonnegative(),
    }),
  ),
})

/** Reads how a box says that its links do; what else it says is left out. Null when it is something else. */
export function readLinks(body: unknown): LinkNews | null {
  const parsed = links.safeParse(body)
  return parsed.success ? parsed.data : null
}

const offered = z.object({ linkId: z.string().min(1).max(64), sdp: z.string().min(1).max(100_000) })

/** Reads what a box sealed as its offer; null when it is something else. */
export function readOffer(body: unknown): { linkId: string; sdp: string } | null {
  const parsed = offered.safeParse(body)
  return parsed.success ? parsed.data : null
}
