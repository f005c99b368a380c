import t from 'tap'
import {
  forgetDrafts,
  type Keep,
  keepDraft,
  openDraft,
} from '../../../office/console/draft-keep.ts'

function newKeep(): Keep & { readonly names: () => readonly string[] } {
  const held = new Map<string, string>()
  return {
    getItem: (name) => held.get(name) ?? null,
    setItem: (name, value) => void held.set(name, value),
    removeItem: (name) => void held.delete(name),
    key: (index) => [...held.keys()][index] ?? null,
    get length() {
      return held.size
    },
    names: () => [...held.keys()],
  }
}
const unsaved = { visitId: 'v', rev: 4, text: 'een', held: 2, check: false }

t.test('words that the box does not have are found again', async (t) => {
  const keep = newKeep()
  keepDraft(keep, unsaved)
  t.same(openDraft(keep, 'v'), { ...unsaved, check: true })
  keepDraft(keep, { ...unsaved, aside: 'twee' })
  t.equal(openDraft(keep, 'v').aside, 'twee')
})

t.test('acknowledged words are kept nowhere, unless some lie aside', async (t) => {
  const keep = newKeep()
  keepDraft(keep, unsaved)
  keepDraft(keep, { ...unsaved, held: 4 })
  t.same(keep.names(), [])
  keepDraft(keep, { ...unsaved, held: 4, aside: 'twee' })
  t.equal(keep.names().length, 1)
})

t.test('another visit forgets the words of the one before, and nothing of others', async (t) => {
  const keep = newKeep()
  keep.setItem('other', 'x')
  keepDraft(keep, unsaved)
  keepDraft(keep, { ...unsaved, visitId: 'w' })
  forgetDrafts(keep, 'w')
  t.same(keep.names(), ['other', 'loket.draft.w'])
  forgetDrafts(keep)
  t.same(keep.names(), ['other'])
})

t.test('what cannot be read is as good as nothing', async (t) => {
  const keep = newKeep()
  for (const stored of ['{', '1', 'null', '{}', '{"rev":"4"}', '{"rev":1,"text":2,"held":0}']) {
    keep.setItem('loket.draft.v', stored)
    t.same(openDraft(keep, 'v'), { visitId: 'v', rev: 0, text: '', held: 0, check: true }, stored)
  }
})
