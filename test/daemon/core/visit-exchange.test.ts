import fc from 'fast-check'
import t from 'tap'
import { EXCHANGE_LIMITS, isExchanging, roomLeft } from '../../../daemon/core/exchange-view.ts'
import { stepVisit } from '../../../daemon/core/visit.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { ALPHABET } from './alphabet.ts'
import { asked, GIVEN } from './letters.ts'
import { after, happen, SITUATIONS } from './situations.ts'

const situation = (name: keyof typeof SITUATIONS): Visit => after(...(SITUATIONS[name] ?? []))
const begin = (visit: Visit, sha256: string, bytes: number) =>
  stepVisit(visit, asked({ name: 'exchange.begin', sha256, title: 'Foto 1', type: 'jpeg', bytes }))
const hash = (digit: number) => digit.toString(16).repeat(64)

t.test('parts come in order, each once, and the last one asks for a check', async (t) => {
  const visit = situation('a document arrives')
  t.equal(happen(visit, 'exchange.part (beyond)').accepted, false, 'a part lacks before it')
  t.equal(happen(visit, 'exchange.part first').state, visit, 'a repeated part changes nothing')
  t.equal(happen(visit, 'exchange.part first').accepted, true)
  const begun = situation('ready to present')
  const short = happen(happen(begun, 'exchange.begin').state, 'exchange.part first (short)')
  t.equal(short.accepted, false, 'only the last part may be short')
  const last = happen(visit, 'exchange.part last')
  t.match(last.effects, [{ type: 'exchange.check', sha256: GIVEN }])
  t.equal(last.state.exchanged[0]?.state, 'checking')
  t.equal(happen(last.state, 'exchange.part last').accepted, true, 'its answer was lost')
  t.equal(happen(last.state, 'exchange.part (beyond)').accepted, false)
})

t.test('begun again it goes on where it was, and what was refused begins anew', async (t) => {
  const arriving = situation('a document arrives')
  t.equal(happen(arriving, 'exchange.begin').state, arriving)
  const refused = situation('a document was refused')
  t.match(refused.exchanged, [{ state: 'refused', fault: 'locked' }])
  const [again] = happen(refused, 'exchange.begin').state.exchanged
  t.match(again, { state: 'arriving', parts: 0, place: 1 })
  t.notOk(again && 'fault' in again)
})

t.test('more than a dossier can hold is not taken', async (t) => {
  const { bytes, documents } = EXCHANGE_LIMITS
  const empty = situation('ready to present')
  t.equal(begin(empty, hash(9), bytes + 1).accepted, false)
  const full = begin(empty, hash(9), bytes).state
  t.equal(begin(full, hash(10), 1).accepted, false)
  t.equal(roomLeft(full.exchanged).bytes, 0)
  const many = Array.from({ length: documents }, (_, at) => hash(at)).reduce(
    (visit, sha256) => begin(visit, sha256, 1).state,
    empty,
  )
  t.equal(begin(many, hash(15), 1).accepted, false, 'so many documents')
  t.same(
    many.exchanged.map(({ place }) => place),
    Array.from({ length: documents }, (_, at) => at + 1),
    'each is kept in a place of its own',
  )
  t.equal(happen(situation('live talk'), 'exchange.begin').accepted, false, 'a talk has no paper')
})

t.test('what belongs to a statement is fixed once it is presented', async (t) => {
  const fixed = situation('a statement with a document is read')
  for (const name of Object.keys(ALPHABET).filter((name) => name.startsWith('exchange.')))
    t.equal(happen(fixed, name).state, fixed, name)
  const back = happen(fixed, 'document.withdraw').state
  t.same(happen(back, 'exchange.drop').state.exchanged, [])
})

t.test('the citizen sees it at once, turns its pages and puts it away', async (t) => {
  const shown = situation('a document lies before the citizen')
  t.same(shown.looking, { sha256: GIVEN, page: 1 })
  const turned = happen(shown, 'citizen: exchange.page 2').state
  t.same(turned.looking, { sha256: GIVEN, page: 2 })
  t.equal(happen(turned, 'citizen: exchange.page 2').state, turned)
  t.equal(happen(turned, 'citizen: exchange.page 3').state, turned, 'a page that is not there')
  const away = happen(turned, 'citizen: exchange.close').state
  t.equal(away.looking, undefined)
  t.equal(happen(away, 'citizen: exchange.page 2').state, away)
  t.same(happen(away, 'exchange.show').state.looking, { sha256: GIVEN, page: 1 })
  t.equal(happen(shown, 'exchange.show').state, shown)
  t.equal(happen(shown, 'exchange.drop').state.looking, undefined)
  t.equal(happen(situation('a document arrives'), 'exchange.show').accepted, false)
})

t.test('after a restart what was being checked is checked again', async (t) => {
  const checks = (visit: Visit) =>
    happen(visit, 'box.restarted').effects.filter(({ type }) => type === 'exchange.check')
  t.equal(checks(situation('a document is being checked')).length, 1)
  t.equal(checks(situation('a document lies before the citizen')).length, 0)
  t.equal(
    checks(after(...(SITUATIONS['a document is being checked'] ?? []), 'wrap left')).length,
    0,
  )
})

t.test('a statement waits for what is on its way', async (t) => {
  const ways = fc.array(fc.constantFrom(...Object.keys(ALPHABET)), { maxLength: 20 })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.constantFrom(...Object.values(SITUATIONS)), ways, (way, more) => {
        const visit = after(...way, ...more)
        const { state, effects } = happen(visit, 'document.present')
        const makes = effects.some(({ type }) => type === 'document.make')
        const { bytes, documents } = roomLeft(state.exchanged)
        return !(makes && isExchanging(visit.exchanged)) && bytes >= 0 && documents >= 0
      }),
      { numRuns: 500 },
    ),
  )
})
