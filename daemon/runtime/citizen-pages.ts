import { current, currentPaper } from '../core/visit-current.ts'
import type { Visit } from '../core/visit-state.ts'
import { PAGE_WIDTH_PX } from '../documents/exchanged.ts'
import type { Pages } from '../documents/pages.ts'
import { exchangedPdf } from './visit-exchange.ts'
import type { VisitKeeper } from './visit-keeper.ts'
import { keptName } from './visit-record.ts'

/** The pages of the very bytes that lie before the citizen, or that they gave; nothing else is ever shown. */
export interface CitizenPages {
  /** Null for what is no page of it. */
  page(sha256: string, n: number, form: 'png' | 'txt'): Promise<Uint8Array | string | null>
  /** Every page of what lies before the citizen was given to be looked at: before that nobody can have read it. */
  allServed(sha256: string): boolean
}

export function citizenPages(
  keeper: Pick<VisitKeeper, 'visit' | 'kept'>,
  pages: Pick<Pages, 'pagePng' | 'pageText'>,
): CitizenPages {
  // In memory alone: after a restart the reading screen fetches them again.
  let served = { sha256: '', seen: new Set<number>() }
  const note = (sha256: string, n: number): void => {
    const { visit } = keeper
    // Another may lie there by now.
    if (!visit || current(visit).sha256 !== sha256) return
    if (served.sha256 !== sha256) served = { sha256, seen: new Set() }
    served.seen.add(n)
  }
  return {
    page: async (sha256, n, form) => {
      const { visit } = keeper
      const bytes =
        visit && n <= pagesOf(visit, sha256) ? await bytesOf(visit, sha256, keeper) : null
      if (!bytes) return null
      if (form === 'txt') return await pages.pageText(bytes, n)
      const picture = await pages.pagePng(bytes, n, PAGE_WIDTH_PX)
      note(sha256, n)
      return picture
    },
    allServed(sha256) {
      const document = keeper.visit && current(keeper.visit)
      return (
        served.sha256 === sha256 &&
        document?.sha256 === sha256 &&
        served.seen.size > 0 &&
        served.seen.size === document.pages
      )
    },
  }
}

function pagesOf(visit: Visit, sha256: string): number {
  const shown = [current(visit), ...visit.exchanged].find((each) => each.sha256 === sha256)
  return shown?.pages ?? 0
}

async function bytesOf(visit: Visit, sha256: string, keeper: Pick<VisitKeeper, 'kept'>) {
  const kept = (name: string) => keeper.kept(name)
  if (current(visit).sha256 === sha256) return kept(keptName(currentPaper(visit), 'presented'))
  return await exchangedPdf(visit, sha256, kept)
}
