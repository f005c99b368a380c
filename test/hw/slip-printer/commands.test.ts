import fc from 'fast-check'
import t from 'tap'
import { type Command, createCommandReader } from '../../../hw/slip-printer/commands.ts'

const bytes = (text: string): Uint8Array =>
  Uint8Array.from(Buffer.from(text.replace(/ /g, ''), 'hex'))
const read = (text: string): Command[] => createCommandReader().push(bytes(text))

const KNOWN: readonly (readonly [wire: string, command: Command])[] = [
  ['41', { type: 'text', byte: 0x41 }],
  ['0a', { type: 'line' }],
  ['1b 40', { type: 'init' }],
  ['1b 61 01', { type: 'align', align: 'center' }],
  ['1b 61 32', { type: 'align', align: 'right' }],
  ['1b 61 07', { type: 'align', align: 'left' }],
  ['1b 45 01', { type: 'bold', on: true }],
  ['1b 64 03', { type: 'feed', lines: 3 }],
  ['1d 21 43', { type: 'size', size: 5 }],
  ['1d 56 00', { type: 'cut' }],
  ['1d 56 42 03', { type: 'cut' }],
  ['10 04 02', { type: 'status', n: 2 }],
  ['10 05 02', { type: 'clear' }],
  ['10 05 01', { type: 'other' }],
  ['1b 74 13', { type: 'other' }],
  ['1d 28 48 06 00 30 30 30 30 30 37', { type: 'process', id: '0007' }],
  ['1d 28 6b 03 00 31 51 30', { type: 'other' }],
  ['1d 76 30 00 02 00 02 00 10 04 01 0a', { type: 'other' }],
]

for (const [wire, command] of KNOWN)
  t.test(`${wire} is ${command.type}`, async (t) => {
    t.same(read(wire), [command])
    const reader = createCommandReader()
    const single = [...bytes(wire)].flatMap((byte) => reader.push(Uint8Array.of(byte)))
    t.same(single, [command])
  })

t.test('what has no meaning is dropped', async (t) => {
  t.same(read('0d 00 1b 99 1c 7f 41'), [{ type: 'text', byte: 0x41 }])
})

t.test('random bytes never throw', async () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000, size: 'max' }), (noise) => {
      createCommandReader().push(noise)
    }),
  )
})
