import fc from 'fast-check'
import t from 'tap'
import { createPenPath } from '../../../hw/pad/pen-path.ts'

const at = (x: number, pressure = 0.5) => ({ x, y: 0.5, pressure })

t.test('a point of a slow hand is reached in three slots', async (t) => {
  const path = createPenPath()
  path.add([at(0)])
  for (let slot = 0; slot < 3; slot++) path.next()
  path.add([at(0.3)])
  const slots = [path.next(), path.next(), path.next()]
  t.same(
    slots.map((point) => point?.x.toFixed(3)),
    ['0.100', '0.200', '0.300'],
  )
})

t.test('a pen that stays down stays there', async (t) => {
  const path = createPenPath()
  path.add([at(0.2)])
  for (let slot = 0; slot < 100; slot++) t.equal(path.next()?.x, 0.2)
  t.ok(path.near)
})

t.test('a lifted pen is told once and then leaves', async (t) => {
  const path = createPenPath()
  path.add([at(0.2, 0)])
  t.equal(path.next()?.pressure, 0)
  t.equal(path.next(), undefined)
  t.notOk(path.near)
})

t.test('every point of a long bunch is passed, in order, and nothing else', async () => {
  const points = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 4,
    maxLength: 200,
  })
  fc.assert(
    fc.property(points, (xs) => {
      const path = createPenPath()
      path.add([...xs.map((x) => at(x)), at(1, 0)])
      const seen: number[] = []
      while (path.near) seen.push(path.next()?.x ?? -1)
      const rest = [...xs]
      for (const x of seen) if (x === rest[0]) rest.shift()
      return rest.length === 0 && seen.at(-1) === -1 && seen.length <= xs.length + 20
    }),
  )
})
