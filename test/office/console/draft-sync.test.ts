import fc from 'fast-check'
import t from 'tap'
import {
  type Draft,
  type DraftEvent,
  isUnsaved,
  PAUSE_MS,
  RETRY_MS,
  startDraft,
  stepDraft,
} from '../../../office/console/draft-sync.ts'
import { Line } from './draft-line.ts'

function after(...events: readonly DraftEvent[]): Draft {
  return events.reduce((draft, event) => stepDraft(draft, event).draft, startDraft('v'))
}
const seen = (rev: number, text: string): DraftEvent => ({ type: 'visit.seen', rev, text })
const typed = (text: string): DraftEvent => ({ type: 'text.typed', text })
const pause: DraftEvent = { type: 'pause.expired' }

t.test('typing starts one pause and sends the newest text, one edit at a time', async (t) => {
  const first = stepDraft(after(seen(0, '')), typed('een'))
  t.same(first.effects, [{ type: 'pause.start', delayMs: PAUSE_MS }])
  const draft = after(seen(0, ''), typed('een'), typed('een fiets'))
  const sent = stepDraft(draft, pause)
  t.same(sent.effects, [{ type: 'edit.send', rev: 2, text: 'een fiets' }])
  t.same(stepDraft(sent.draft, typed('een fietsdief')).effects, [])
  t.same(stepDraft(sent.draft, pause).effects, [])
  const next = stepDraft(stepDraft(sent.draft, typed('meer')).draft, {
    type: 'edit.answered',
    rev: 2,
    held: 2,
  })
  t.same(next.effects, [{ type: 'pause.start', delayMs: PAUSE_MS }])
  t.equal(isUnsaved(next.draft), true)
})

t.test('the same text typed again is no change', async (t) => {
  const draft = after(seen(3, 'een'))
  t.equal(stepDraft(draft, typed('een')).draft, draft)
})

t.test('a visit that holds less after a lost connection gets the text again', async (t) => {
  const saved = after(seen(0, ''), typed('een'), pause, { type: 'edit.answered', rev: 1, held: 1 })
  t.equal(isUnsaved(saved), false)
  const lost = stepDraft(saved, { type: 'socket.lost' }).draft
  const back = stepDraft(lost, seen(0, ''))
  t.equal(isUnsaved(back.draft), true)
  t.same(back.effects, [{ type: 'pause.start', delayMs: PAUSE_MS }])
  t.same(stepDraft(saved, seen(0, '')).effects, [], 'a visit merely late changes nothing')
})

t.test('a newer text of the box is taken, and own text it never had is set aside', async (t) => {
  const draft = after(seen(4, 'oud'), typed('eigen'), seen(9, 'nieuw'))
  t.equal(draft.text, 'nieuw')
  t.equal(draft.aside, 'eigen')
  const back = stepDraft(draft, { type: 'aside.restored' })
  t.equal(back.draft.text, 'nieuw\n\neigen')
  t.equal(back.draft.aside, undefined)
  t.equal(stepDraft(draft, { type: 'aside.dropped' }).draft.aside, undefined)
  t.equal(after({ type: 'aside.restored' }).text, '')
  const twice = after(seen(4, ''), typed('een'), seen(9, ''), typed('twee'), seen(12, ''))
  t.equal(twice.aside, 'een\n\ntwee')
  t.equal(stepDraft(twice, { type: 'aside.restored' }).draft.text, 'een\n\ntwee')
  t.equal(stepDraft(twice, typed('een')).draft.aside, 'een\n\ntwee')
  t.equal(after(seen(4, ''), typed('een'), seen(9, ''), typed('een'), seen(12, '')).aside, 'een')
})

t.test(
  'a box that cannot be reached is tried again; a refusal waits for the next visit',
  async (t) => {
    const sending = after(seen(0, ''), typed('een'), pause)
    const retry = stepDraft(sending, { type: 'edit.refused', rev: 1, code: 'box_unreachable' })
    t.same(retry.effects, [{ type: 'pause.start', delayMs: RETRY_MS }])
    const held = stepDraft(sending, { type: 'edit.refused', rev: 1, code: 'not_now' }).draft
    t.equal(held.refused, 'not_now')
    t.same(stepDraft(held, pause).effects, [])
    const cleared = stepDraft(held, seen(0, ''))
    t.equal(cleared.draft.refused, undefined)
    t.same(cleared.effects, [{ type: 'pause.start', delayMs: PAUSE_MS }])
  },
)

t.test('an answer to an earlier edit is ignored', async (t) => {
  const sending = after(seen(0, ''), typed('een'), pause)
  t.equal(stepDraft(sending, { type: 'edit.answered', rev: 7, held: 7 }).draft, sending)
  t.equal(stepDraft(sending, { type: 'edit.refused', rev: 7, code: 'expired' }).draft, sending)
})

const happening = fc.oneof(
  { weight: 6, arbitrary: fc.record({ what: fc.constant('type' as const), text: fc.string() }) },
  { weight: 5, arbitrary: fc.record({ what: fc.constant('pause' as const) }) },
  { weight: 8, arbitrary: fc.record({ what: fc.constant('carry' as const), pick: fc.nat(9) }) },
  { weight: 3, arbitrary: fc.record({ what: fc.constant('drop' as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('double' as const), pick: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('reconnect' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('reload' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('forget' as const) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('unreachable' as const) }) },
)

t.test(
  'whatever is lost, doubled, reordered or reloaded, the box ends with the last words',
  async () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
        const line = new Line()
        let last = ''
        for (const each of happenings) {
          line.happen(each)
          if (each.what === 'type') last = each.text
        }
        line.settle()
        return line.box.text === last && line.draft.text === last && !isUnsaved(line.draft)
      }),
      { numRuns: 2000 },
    )
  },
)
