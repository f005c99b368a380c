import t from 'tap'
import { isBeingMade } from '../../../daemon/core/visit-current.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import type { Parts } from '../../../daemon/core/visit-view.ts'
import { viewOf } from '../../../daemon/core/visit-view-of.ts'
import { after, SITUATIONS } from './situations.ts'

const parts: Parts = {
  button: 'up',
  slip_printer: 'up',
  card_reader: 'up',
  pad: 'up',
  document_printer: 'up',
  media: 'up',
  office: 'up',
}
const here = { box: 'genk-1', site: { id: 'genk', name: 'Genk', room: 'lokaal 1' } }
/** What only the box needs: requests under way and the moments that the dossier proves. */
const OWN = ['cardRequest', 'cardIn', 'copied', 'dossierId', 'closedAt', 'ticketEnd', 'ending']
const OWN_DOCUMENT = ['presentedAt', 'readAt', 'endedAt', 'language', 'padModel', 'signer']

function shownOf(identity: Visit['identity']) {
  if (identity.state !== 'known') return identity
  const { files: _files, ...shown } = identity
  return shown
}

t.test("the console sees the whole visit but for the box's own bookkeeping", async (t) => {
  for (const [name, way] of Object.entries(SITUATIONS)) {
    const visit = after(...way)
    const view = viewOf(visit, here, parts)
    const documents = [view.document, ...(view.injured ? [view.injured] : [])]
    const seen = [...Object.keys(view), ...documents.flatMap((each) => Object.keys(each))]
    const hidden = [...OWN, ...OWN_DOCUMENT.filter((field) => field !== 'language')]
    t.same(
      seen.filter((field) => hidden.includes(field)),
      [],
      name,
    )
    t.notOk(documents.some((each) => 'language' in each))
    const { document, ...shared } = { ...visit, identity: shownOf(visit.identity) }
    t.notOk('files' in view.identity, 'the files of a card are for the dossier')
    const shown = [...OWN, 'pin', 'papers', 'injured']
    const kept = Object.entries(shared).filter(([field]) => !shown.includes(field))
    t.match(view, { ...Object.fromEntries(kept), ...here, parts }, name)
    t.equal(view.document.sha256, document.sha256)
    t.match(view.injured?.order, visit.injured?.order)
    t.equal(view.injured?.sha256, visit.injured?.sha256)
    t.equal(view.injured?.making, visit.injured && isBeingMade(visit.injured))
    t.same(
      view.papers,
      visit.papers.map(({ turn: _turn, ...paper }) => paper),
    )
    t.equal(view.pin?.state, visit.pin?.state)
    t.notOk(view.pin && ('nonce' in view.pin || 'requestId' in view.pin))
  }
})
