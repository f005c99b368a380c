import { type ReadonlySignal, signal } from '@preact/signals'
import type { LiveGaze } from '../../daemon/core/eye-contact.ts'
import {
  gradeOf,
  type LinkGrade,
  type SteadyGrade,
  steady,
} from '../../daemon/media/link/link-grade.ts'
import type { LinkStats } from '../../daemon/media/link/link-stats.ts'
import type { GatewayPush } from '../gateway/protocol.ts'

export type LinksPush = Extract<GatewayPush, { readonly is: 'links' }>
export interface LinkHealth {
  readonly grade: LinkGrade
  readonly stats: LinkStats
  /** How the citizen sees this inspector's eyes. */
  readonly gaze?: LiveGaze | undefined
}

/** How long the last figures stand when no others come, in milliseconds: older ones would be a claim about now. */
export const STALE_MS = 4000

/** Keeps the newest figures of this console's link. */
export interface HealthWatch {
  readonly health: ReadonlySignal<LinkHealth | undefined>
  told(push: LinksPush): void
  /** Which link is this console's; figures of another one are not shown. */
  mine(linkId: string | null | undefined): void
}

export function createLinkHealth(): HealthWatch {
  const health = signal<LinkHealth | undefined>(undefined)
  let linkId: string | undefined
  let before: SteadyGrade | undefined
  let stale: ReturnType<typeof setTimeout> | undefined

  function forget(): void {
    clearTimeout(stale)
    before = undefined
    health.value = undefined
  }
  return {
    health,
    told({ links, gaze }) {
      const stats = links.find((each) => each.linkId === linkId)
      if (!stats) return
      before = steady(before, gradeOf(stats))
      health.value = { grade: before.grade, stats, gaze }
      clearTimeout(stale)
      stale = setTimeout(forget, STALE_MS)
    },
    mine(next) {
      if ((next ?? undefined) === linkId) return
      linkId = next ?? undefined
      forget()
    },
  }
}
