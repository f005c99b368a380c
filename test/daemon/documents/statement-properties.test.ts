import fc from 'fast-check'
import t from 'tap'
import { makePages } from '../../../daemon/documents/pages.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { specimenInput } from './specimen.ts'

const pages = makePages()
t.teardown(() => pages.wipe())

t.test('property: plain text comes back from the paper', async (t) => {
  const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789éèüßç'
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 60 }), async (words) => {
      const pdf = await makeStatement(specimenInput({ text: words.join(' ') }))
      const back = await pages.pageText(pdf, 1)
      return back.replace(/\s+/g, '').includes(words.join(''))
    }),
    { numRuns: 10 },
  )
  t.pass()
})

t.test('property: whatever is typed makes a readable PDF', async (t) => {
  const anything = fc.string({ unit: 'binary', maxLength: 150 })
  const lines = fc.array(anything, { maxLength: 6 }).map((all) => all.join('\n'))
  await fc.assert(
    fc.asyncProperty(lines, anything, async (text, name) => {
      const pdf = await makeStatement(
        specimenInput({ text, inspector: { seat: 's', name }, ticket: name.slice(0, 20) }),
      )
      return (await pages.pageCount(pdf)) > 0
    }),
    { numRuns: 12 },
  )
  t.pass()
})
