import fc from 'fast-check'
import t from 'tap'
import {
  cp858,
  createReplyReader,
  paperState,
  processId,
  processReply,
  processRequest,
  type Reply,
  statusRequest,
} from '../../../hw/slip-printer/codec.ts'

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'))
const read = (text: string): Reply[] => createReplyReader().push(bytes(text))

t.test('requests are the bytes of the reference', async (t) => {
  t.same(statusRequest(4), bytes('10 04 04'))
  t.same(processRequest('0007'), bytes('1d 28 48 06 00 30 30 30 30 30 37'))
  t.same(processReply('0007'), bytes('37 22 30 30 30 37 00'))
  t.equal(processId(7), '0007')
  t.equal(processId(10_003), '0003')
})

t.test('replies are told apart by their fixed bits', async (t) => {
  t.same(
    read('12 1a 32 7e'),
    [0x12, 0x1a, 0x32, 0x7e].map((bits) => ({ type: 'status', bits })),
  )
  t.same(read('37 22 30 30 30 37 00'), [{ type: 'process', id: '0007' }])
  t.same(read('11 13'), [
    { type: 'flow', on: true },
    { type: 'flow', on: false },
  ])
  t.same(read('18 00 0c 0f 12'), [
    { type: 'automatic', bytes: bytes('18 00 0c 0f') },
    { type: 'status', bits: 0x12 },
  ])
})

t.test('a reply that breaks off or is none is dropped, and the next is read', async (t) => {
  const ok = [{ type: 'status', bits: 0x12 }]
  t.same(read('18 00 12'), ok, 'automatic status cut')
  t.same(read('37 5f 31 00 12'), ok, 'another block')
  t.same(read('37 22 30 30 30 12 00 12'), [{ type: 'process', id: '000\x12' }, ...ok])
  t.same(read('ff 40 00 12'), ok, 'noise')
  t.same(read(`37 ${'41'.repeat(90)} 12`), ok, 'a block without end')
})

t.test('any split of the bytes gives the same replies', async () => {
  const reply = fc.constantFrom('12', '16', '1a', '37223030303700', '18000c0f', '11', '5f')
  fc.assert(
    fc.property(fc.array(reply), fc.array(fc.nat(6)), (parts, cuts) => {
      const stream = bytes(parts.join(''))
      const reader = createReplyReader()
      const got: Reply[] = []
      let at = 0
      for (const cut of [...cuts, stream.length]) {
        got.push(...reader.push(stream.subarray(at, at + cut)))
        at += cut
      }
      return JSON.stringify(got) === JSON.stringify(createReplyReader().push(stream))
    }),
  )
})

t.test('random bytes never throw', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000, size: 'max' }), (noise) => {
      createReplyReader().push(noise)
    }),
  )
})

t.test('the four answers say how the paper is', async (t) => {
  const well = { printer: 0x12, offline: 0x12, error: 0x12, paper: 0x12 }
  t.equal(paperState(well), 'ready')
  t.equal(paperState({ ...well, paper: 0x1e }), 'paper_low')
  t.equal(paperState({ printer: 0x1a, offline: 0x32, error: 0x12, paper: 0x7e }), 'paper_out')
  t.equal(paperState({ ...well, printer: 0x1a, offline: 0x16 }), 'cover_open')
  t.equal(paperState({ ...well, error: 0x1a }), 'error')
  t.equal(paperState({ ...well, offline: 0x52 }), 'error')
  t.equal(paperState({ ...well, printer: 0x1a }), 'error')
})

t.test('code page 858 has the letters of the four languages and the euro sign', async (t) => {
  const text = bytes('82 8a 81 84 94 e1 87 8b d5 41').reduce((all, one) => all + cp858(one), '')
  t.equal(text, 'éèüäößçï€A')
  t.equal(cp858(0xff), '\u00a0')
})
