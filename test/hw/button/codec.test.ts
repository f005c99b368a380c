import fc from 'fast-check'
import t from 'tap'
import { createLevelReader, encodeLevel } from '../../../hw/button/codec.ts'

t.test('any split of the text gives the same levels', async () => {
  fc.assert(
    fc.property(fc.array(fc.boolean()), fc.array(fc.nat(9)), (levels, cuts) => {
      const reader = createLevelReader()
      let rest = levels.map(encodeLevel).join('')
      const got: boolean[] = []
      for (const cut of cuts) {
        got.push(...reader.push(rest.slice(0, cut)))
        rest = rest.slice(cut)
      }
      got.push(...reader.push(rest))
      return JSON.stringify(got) === JSON.stringify(levels)
    }),
  )
})

t.test('what is no level is dropped, however long it is', async (t) => {
  const reader = createLevelReader()
  t.same(reader.push(`hello\n1\n01\n${'x'.repeat(100_000)}`), [true])
  t.same(reader.push('\n0\n'), [false])
})
