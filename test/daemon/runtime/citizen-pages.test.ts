import t from 'tap'
import { current } from '../../../daemon/core/visit-current.ts'
import { citizenPages } from '../../../daemon/runtime/citizen-pages.ts'
import { after, SITUATIONS } from '../core/situations.ts'

const bytes = Buffer.from('%PDF-')
const drawn = { pagePng: async () => Buffer.from('png'), pageText: async () => 'text' }
const visit = after(...(SITUATIONS['the document is being made'] ?? []), 'document.made')
const { sha256 = '', pages = 0 } = current(visit)
const pagesFor = (shown: typeof visit | null) =>
  citizenPages({ visit: shown, kept: () => bytes }, drawn)

t.test('a document can be read once every page of it was shown', async (t) => {
  t.ok(pages > 1)
  const shown = pagesFor(visit)
  t.notOk(shown.allServed(sha256), 'nothing was shown')
  for (let n = 1; n < pages; n += 1) await shown.page(sha256, n, 'png')
  await shown.page(sha256, pages, 'txt')
  t.notOk(shown.allServed(sha256), 'its text is for reading aloud')
  await shown.page(sha256, pages, 'png')
  t.ok(shown.allServed(sha256))
  t.notOk(pagesFor(visit).allServed(sha256), 'after a restart it is shown again')
})

t.test('pages of anything else count for nothing', async (t) => {
  const shown = pagesFor(visit)
  for (let n = 1; n <= pages; n += 1) t.equal(await shown.page('c'.repeat(64), n, 'png'), null)
  t.equal(await shown.page(sha256, pages + 1, 'png'), null)
  t.notOk(shown.allServed('c'.repeat(64)))
  t.notOk(shown.allServed(sha256))
  t.notOk(pagesFor(null).allServed(''))
})
