import { current, currentPaper } from '../core/visit-current.ts'
import type { Pages } from '../documents/pages.ts'
import type { VisitKeeper } from './visit-keeper.ts'
import { keptName } from './visit-record.ts'

/** A4 at this width is sharp at arm's length on the reading screen, and at twice its size. */
const WIDTH_PX = 1400

/** The pages of the very bytes that lie before the citizen; nothing else is ever shown. */
export function citizenPages(keeper: VisitKeeper, pages: Pages) {
  return async (
    sha256: string,
    n: number,
    form: 'png' | 'txt',
  ): Promise<Uint8Array | string | null> => {
    const { visit } = keeper
    const document = visit && current(visit)
    const shown = document?.sha256 === sha256 && n <= (document.pages ?? 0)
    const bytes = visit && shown ? keeper.kept(keptName(currentPaper(visit), 'presented')) : null
    if (!bytes) return null
    return form === 'png' ? await pages.pagePng(bytes, n, WIDTH_PX) : await pages.pageText(bytes, n)
  }
}
