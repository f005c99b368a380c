import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { LinkState } from './link.ts'

/** How long a console without a working link waits before it asks the box for one, in milliseconds. */
export const ASK_AFTER_MS = 2500
/** How long it waits for the offer it asked for. */
export const ASK_AGAIN_MS = 6000

/** What the console sees of its link: the box's word for it and its own. */
export interface Sight {
  readonly visit: Pick<VisitView, 'phase' | 'link'> | null
  readonly state: LinkState
  readonly linkId: string | undefined
}

/** Whether sound and picture should be there and are not, so that a new link has to be asked for. */
export function isMissing({ visit, state, linkId }: Sight): boolean {
  if (!visit || visit.phase === 'wrapping' || visit.phase === 'closed') return false
  if (state === 'lost' || state === 'none') return true
  // Our answer was of no use to the box, or its way to here has failed for good.
  if (state === 'joining' && visit.link.state === 'lost' && linkId === visit.link.linkId)
    return true
  return visit.link.linkId !== undefined && linkId !== visit.link.linkId
}

export interface LinkWatch {
  /** Call whenever a part of the sight may have changed. */
  look(sight: Sight): void
  stop(): void
}

/** Asks for a link when one has been missing for a while, and goes on asking until there is one. */
export function createLinkWatch(ask: () => void): LinkWatch {
  let timer: ReturnType<typeof setTimeout> | undefined
  function start(delayMs: number): void {
    timer = setTimeout(() => {
      ask()
      start(ASK_AGAIN_MS)
    }, delayMs)
  }
  function stop(): void {
    clearTimeout(timer)
    timer = undefined
  }
  return {
    look(sight) {
      if (!isMissing(sight)) stop()
      else if (timer === undefined) start(ASK_AFTER_MS)
    },
    stop,
  }
}
