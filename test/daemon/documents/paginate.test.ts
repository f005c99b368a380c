import fc from 'fast-check'
import t from 'tap'
import { type Block, paginate } from '../../../daemon/documents/paginate.ts'

interface Line {
  readonly name: string
  readonly height: number
}

function block(name: string, count: number, over: Partial<Block<Line>> = {}): Block<Line> {
  const lines = Array.from({ length: count }, (_, at) => ({ name: `${name}${at + 1}`, height: 10 }))
  return { lines, before: 0, ...over }
}
const names = (blocks: Block<Line>[], height: number) =>
  paginate(blocks, height).map((page) => page.map(({ line }) => line.name).join(' '))

t.test('blocks follow each other with their space, dropped at the top of a page', async (t) => {
  const pages = paginate([block('a', 1, { before: 5 }), block('b', 1, { before: 5 })], 30)
  t.same(
    pages.map((page) => page.map(({ top }) => top)),
    [[0, 15]],
  )
})

t.test('no line of a paragraph stands alone at the foot or the head of a page', async (t) => {
  t.same(names([block('a', 4), block('b', 4)], 50), ['a1 a2 a3 a4', 'b1 b2 b3 b4'])
  t.same(names([block('a', 2), block('b', 4)], 50), ['a1 a2 b1 b2', 'b3 b4'])
  t.same(names([block('a', 2), block('b', 3)], 40), ['a1 a2', 'b1 b2 b3'])
  t.same(names([block('a', 9)], 40), ['a1 a2 a3 a4', 'a5 a6 a7', 'a8 a9'])
})

t.test(
  'a heading stays with its text, and the end of a statement with its signature',
  async (t) => {
    const heading = block('h', 1, { withNext: true })
    t.same(names([block('a', 3), heading, block('b', 4)], 50), ['a1 a2 a3', 'h1 b1 b2 b3 b4'])
    const tail = block('t', 2, { withNext: true, together: true })
    const signature = block('s', 2, { together: true })
    t.same(names([block('a', 3), tail, signature], 50), ['a1 a2 a3', 't1 t2 s1 s2'])
  },
)

t.test('a block higher than a page is split rather than lost', async (t) => {
  t.same(names([block('a', 5, { together: true })], 20), ['a1 a2', 'a3', 'a4 a5'])
  t.same(names([{ lines: [{ name: 'high', height: 99 }], before: 0 }], 20), ['high'])
  t.same(names([], 20), [''])
})

t.test('property: every line is placed once, in order, inside its page', async (t) => {
  const anyBlock = fc.record({
    count: fc.nat({ max: 12 }),
    before: fc.nat({ max: 15 }),
    together: fc.boolean(),
    withNext: fc.boolean(),
  })
  fc.assert(
    fc.property(
      fc.array(anyBlock, { maxLength: 20 }),
      fc.integer({ min: 30, max: 120 }),
      (all, height) => {
        const blocks = all.map(({ count, ...rest }, at) => block(`${at}.`, count, rest))
        const pages = paginate(blocks, height)
        const placed = pages.flat().map(({ line }) => line.name)
        const wanted = blocks.flatMap(({ lines }) => lines.map(({ name }) => name))
        const inside = pages.flat().every(({ line, top }) => top + line.height <= height)
        return inside && placed.join() === wanted.join()
      },
    ),
  )
  t.pass()
})
