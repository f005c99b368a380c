import t from 'tap'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { ENDED, fileOf, PRESENTED } from '../../../daemon/runtime/visit-record.ts'
import { after, SITUATIONS } from '../core/situations.ts'

const shown = Buffer.from('as shown')
const ended = Buffer.from('as shown, and signed')

/** A visit whose document has these hashes, as the box would have kept its bytes. */
function visitWith(hashes: { readonly sha256?: string; readonly signedSha256?: string }) {
  const {
    sha256: _shown,
    signedSha256: _ended,
    ...document
  } = after(...(SITUATIONS['signed, copy offered'] ?? [])).document
  return { ...after(), document: { ...document, ...hashes } }
}
const keeping = (kept: Readonly<Record<string, Uint8Array>>) => (name: string) => kept[name] ?? null

t.test('the file is the ended document, else what was shown', async (t) => {
  const kept = keeping({ [PRESENTED]: shown, [ENDED]: ended })
  const both = { sha256: sha256(shown), signedSha256: sha256(ended) }
  t.same(fileOf(visitWith(both), kept)?.bytes, ended)
  t.same(fileOf(visitWith({ sha256: both.sha256 }), kept)?.bytes, shown)
  t.equal(fileOf(visitWith({}), kept), null)
})

t.test('bytes that are not those of the visit are refused', async (t) => {
  const both = { sha256: sha256(shown), signedSha256: sha256(ended) }
  const refused = { code: 'KEPT_BYTES', scope: 'visit' }
  const other = keeping({ [PRESENTED]: ended, [ENDED]: shown })
  for (const kept of [other, keeping({ [PRESENTED]: shown }), keeping({})])
    t.throws(() => fileOf(visitWith(both), kept), refused)
  for (const kept of [other, keeping({ [ENDED]: ended })])
    t.throws(() => fileOf(visitWith({ sha256: both.sha256 }), kept), refused)
})
