import t from 'tap'
import { derLength } from '../../../daemon/identity/der.ts'

t.test('the length of a DER sequence counts its header', async (t) => {
  t.equal(derLength(Buffer.of(0x30, 0x05, 0, 0)), 7)
  t.equal(derLength(Buffer.of(0x30, 0x81, 0xc8, 0)), 203)
  t.equal(derLength(Buffer.of(0x30, 0x82, 0x03, 0x01)), 773)
})

t.test('what is no DER sequence has no length', async (t) => {
  for (const bytes of [[], [0x30, 1], [0x31, 1, 0, 0], [0x30, 0x83, 0, 0], [0, 0, 0, 0]])
    t.throws(() => derLength(Buffer.from(bytes)), { code: 'CARD_FILE_MALFORMED' })
})
