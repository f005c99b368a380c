import { current, currentPaper } from '../core/visit-current.ts'
import type { Visit } from '../core/visit-state.ts'
import { PAGE_WIDTH_PX } from '../documents/exchanged.ts'
import type { Pages } from '../documents/pages.ts'
import { exchangedPdf } from './visit-exchange.ts'
import type { VisitKeeper } from './visit-keeper.ts'
import { keptName } from './visit-record.ts'

/** The pages of the very bytes that lie before the citizen, or that they gave; nothing else is ever shown. */
export function citizenPages(keeper: VisitKeeper, pages: Pages) {
  return async (
    sha256: string,
    n: number,
    form: 'png' | 'txt',
  ): Promise<Uint8Array | string | null> => {
    const { visit } = keeper
    const bytes = visit && n <= pagesOf(visit, sha256) ? await bytesOf(visit, sha256, keeper) : null
    if (!bytes) return null
    return form === 'png'
      ? await pages.pagePng(bytes, n, PAGE_WIDTH_PX)
      : await pages.pageText(bytes, n)
  }
}

function pagesOf(visit: Visit, sha256: string): number {
  const shown = [current(visit), ...visit.exchanged].find((each) => each.sha256 === sha256)
  return shown?.pages ?? 0
}

async function bytesOf(visit: Visit, sha256: string, keeper: VisitKeeper) {
  const kept = (name: string) => keeper.kept(name)
  if (current(visit).sha256 === sha256) return kept(keptName(currentPaper(visit), 'presented'))
  return await exchangedPdf(visit, sha256, kept)
}
