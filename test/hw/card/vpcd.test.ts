import fc from 'fast-check'
import t from 'tap'
import { deframer, frame } from '../../../hw/card/vpcd.ts'

t.test('any split of the stream gives the same messages', async (t) => {
  const messages = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 8 })
  fc.assert(
    fc.property(messages, fc.array(fc.integer({ min: 1, max: 90 })), (sent, sizes) => {
      const take = deframer()
      const got: number[][] = []
      let stream = Buffer.concat(sent.map(frame))
      for (const size of [...sizes, stream.length]) {
        got.push(...take(stream.subarray(0, size)).map((message) => [...message]))
        stream = stream.subarray(size)
      }
      t.same(
        got,
        sent.map((message) => [...message]),
      )
    }),
  )
})
