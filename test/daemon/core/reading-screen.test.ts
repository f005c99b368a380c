import t from 'tap'
import { CARD_FIELDS, readingScreen } from '../../../daemon/core/reading-screen.ts'
import { GIVEN, SHA, TEXT } from './letters.ts'
import { after, SITUATIONS } from './situations.ts'

const BOTH = { pad: true, eid: true }
const rights = { version: '2026-11', text: 'rechten' }
const screens: Readonly<Record<string, object>> = {
  'reserved: nobody sat down yet': { screen: 'welcome', number: 'B014' },
  'preparing: the language is chosen': { screen: 'waiting', inspector: 'Inspecteur Test' },
  live: { screen: 'talk', inspector: 'Inspecteur Test', text: '' },
  'interrupted: the link is lost': { screen: 'interrupted', inspector: 'Inspecteur Test' },
  'resumed: the link is up again': { screen: 'talk' },
  'rights presented': { screen: 'rights', ...rights },
  'rights confirmed': { screen: 'talk' },
  'identity asked': { screen: 'consent', fields: CARD_FIELDS, keepsFiles: true },
  'identity agreed, no card yet': { screen: 'card', step: 'insert' },
  'identity reading': { screen: 'card', step: 'reading' },
  'identity failed': { screen: 'card_failed', failure: 'removed' },
  'identity declined': { screen: 'talk' },
  'identity known by chip': { screen: 'talk' },
  'identity recorded without a card': { screen: 'talk' },
  'the PIN is asked': { screen: 'pin', pin: { purpose: 'identify', state: 'asked' } },
  'the PIN was wrong': { screen: 'pin', pin: { state: 'wrong', triesLeft: 2 }, cardIn: false },
  'signing with the card': { screen: 'pin', pin: { purpose: 'sign', state: 'entering' } },
  'the card has signed': { screen: 'sign', sha256: SHA },
  'identity known by chip and PIN': { screen: 'talk' },
  'ready to present': { screen: 'talk', text: TEXT },
  'a document is being checked': { screen: 'talk' },
  'a document lies before the citizen': {
    ...{ screen: 'exchange', sha256: GIVEN, name: 'Factuur van Specimen', pages: 2, page: 1 },
  },
  'a document was put away': { screen: 'talk' },
  'a statement with a document is read': { screen: 'document', read: true },
  'the document is being made': { screen: 'talk' },
  presented: { screen: 'document', sha256: SHA, pages: 2, revision: 1, read: false },
  read: { screen: 'document', read: true },
  'signature asked': { screen: 'sign', sha256: SHA, pages: 2, pad: true },
  'pad capturing': { screen: 'pad', state: 'capturing' },
  'pad captured': { screen: 'pad', state: 'captured' },
  'pad damaged': { screen: 'pad', state: 'damaged' },
  'pad gone': { screen: 'pad', state: 'pad_gone' },
  'the signature is being put': { screen: 'pad', state: 'captured' },
  'the refusal is being written': { screen: 'sign', sha256: SHA, pages: 2 },
  'signed, copy offered': { screen: 'copy', state: 'offered' },
  'refused, copy offered': { screen: 'copy', state: 'offered' },
  'the declaration is being made': { screen: 'copy', papers: ['statement'], making: true },
  'the declaration is presented': { screen: 'document', paper: 'injured', sha256: '1'.repeat(64) },
  'the declaration is to be signed': { screen: 'sign', paper: 'injured', sha256: '1'.repeat(64) },
  'the declaration is being signed on the pad': { screen: 'pad', state: 'captured' },
  'the declaration is being signed with the card': { screen: 'pin', pin: { purpose: 'sign' } },
  'the declaration is taken back': { screen: 'copy', papers: ['statement'], making: false },
  'the declaration is signed, copy offered': { screen: 'copy', papers: ['statement', 'injured'] },
  'the declaration is refused after the copy, copy offered': {
    screen: 'copy',
    papers: ['injured'],
  },
  'wrapping, a declaration was not signed': { screen: 'copy', papers: ['statement'] },
  'copy printing': { screen: 'copy', state: 'printing' },
  'copy printed': { screen: 'copy', state: 'printed' },
  'copy failed': { screen: 'copy', state: 'failed' },
  'wrapping, the copy still printing': { screen: 'copy', state: 'printing' },
  'wrapping, the dossier is sealed': { screen: 'goodbye' },
  'closed, delivered': { screen: 'goodbye' },
  'closed: nobody came': { screen: 'idle' },
  'closed: returned to the queue': { screen: 'idle' },
}

for (const [name, expected] of Object.entries(screens))
  t.test(`the citizen sees one thing: ${name}`, async (t) => {
    t.match(readingScreen(after(...(SITUATIONS[name] ?? [])), BOTH, rights, CARD_FIELDS), expected)
  })

t.test('nothing is shown of nobody', async (t) => {
  t.same(readingScreen(null, BOTH, rights, CARD_FIELDS), { screen: 'idle' })
})

t.test('a card that was read must not be left behind', async (t) => {
  const known = after(...(SITUATIONS['identity known by chip'] ?? []), 'card in')
  t.same(readingScreen(known, BOTH, rights, CARD_FIELDS), {
    screen: 'identified',
    person: { surname: 'Specimen', givenNames: 'Een' },
    takeCard: true,
  })
})

t.test('whether there is a pad to sign on is said before it is chosen', async (t) => {
  const asked = after(...(SITUATIONS['signature asked'] ?? []))
  t.match(readingScreen(asked, { pad: false, eid: true }, rights, CARD_FIELDS), {
    screen: 'sign',
    pad: false,
    eid: true,
  })
})

t.test('a printed copy does not stand in the way of the goodbye', async (t) => {
  const wrapped = after(...(SITUATIONS['copy printed'] ?? []), 'wrap signed')
  t.same(readingScreen(wrapped, BOTH, rights, CARD_FIELDS), { screen: 'goodbye' })
})

t.test('an identity that this software does not know is a bug with a name', async (t) => {
  const visit = { ...after(), identity: JSON.parse('{"state":"?"}') }
  t.throws(() => readingScreen(visit, BOTH, rights, CARD_FIELDS), {
    code: 'UNREACHABLE',
    scope: 'system',
  })
})
