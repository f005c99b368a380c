import t from 'tap'
import { readingScreen } from '../../../daemon/core/reading-screen.ts'
import { stepVisit } from '../../../daemon/core/visit.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { AT } from './letters.ts'
import { after, happen } from './situations.ts'

const SIGNED = [
  ...['citizen: language nl', 'link.offered', 'link.up', 'kind complaint'],
  ...['rights.present', 'citizen: rights.confirm', 'identity.record', 'draft.edit'],
  ...['document.present', 'document.made', 'citizen: document.read', 'signature.ask'],
  ...['citizen: sign.refuse', 'document.ended refused'],
]
const screen = (visit: Visit) =>
  readingScreen(visit, { pad: true, eid: true }, { version: '1', text: '' }, [])

t.test('a paper is in the language of the visit, else in Dutch', async (t) => {
  t.match(after('identity.record', 'paper.add loss').papers, [{ language: 'nl' }])
  const french = after('citizen: language fr', 'identity.record', 'paper.add loss')
  t.match(french.papers, [{ language: 'fr' }])
})

t.test('a paper that was dropped while it was made does not come back as the next', async (t) => {
  const first = after('identity.record', 'paper.add loss')
  const turn = first.papers[0]?.turn ?? 0
  const next = ['paper.drop loss', 'paper.add loss'].reduce(
    (visit, name) => happen(visit, name).state,
    first,
  )
  const late = { type: 'paper.made', at: AT, paper: 'loss', sha256: 'a'.repeat(64), turn } as const
  t.equal(stepVisit(next, late).state, next)
  t.match(happen(next, 'paper.made loss').state.papers, [{ state: 'made' }])
})

t.test('the copy screen names what comes on paper now, and not what was printed', async (t) => {
  const made = after(...SIGNED, 'paper.add attestation')
  t.match(screen(made), { papers: ['statement', 'attestation'], making: true })
  t.equal(happen(made, 'citizen: copy.print').state, made, 'nothing is printed meanwhile')
  const failed = after(...SIGNED, 'paper.add loss', 'paper.failed loss')
  t.match(screen(failed), { papers: ['statement'], making: false })
  const later = after(...SIGNED, 'citizen: copy.print', 'copy.printed', 'paper.add attestation')
  t.match(screen(later), { papers: ['attestation'], making: true })
})

t.test('what the citizen has on paper stays in the dossier', async (t) => {
  const given = after(
    ...[...SIGNED, 'paper.add attestation', 'paper.made attestation'],
    ...['citizen: copy.print', 'copy.printed'],
  )
  for (const name of ['paper.drop attestation', 'paper.add attestation'])
    t.equal(happen(given, name).accepted, false, name)
  t.equal(happen(after(...SIGNED, 'citizen: copy.print'), 'paper.add loss').accepted, false)
})

t.test('a visit is not wrapped while a paper is being made', async (t) => {
  const making = after(...SIGNED, 'paper.add attestation')
  t.equal(happen(making, 'wrap refused').accepted, false)
  t.equal(happen(happen(making, 'paper.made attestation').state, 'wrap refused').accepted, true)
})
