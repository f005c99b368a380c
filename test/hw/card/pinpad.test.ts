import t from 'tap'
import {
  PIN_PAD_QUIRKS,
  pinPadQuirk,
  pinVerifyStructure,
  readerFeatures,
  VERIFY_PIN_DIRECT,
} from '../../../hw/card/pinpad.ts'

t.test('the structure is the one of the standard, byte for byte', async (t) => {
  const expected =
    '1E1E 89 47 04 0C04 02 01 1308 00 000000 0D000000 0020000108 20FFFFFFFFFFFFFF'.replaceAll(
      ' ',
      '',
    )
  t.equal(pinVerifyStructure('nl').toString('hex').toUpperCase(), expected)
  t.equal(pinVerifyStructure('fr').subarray(9, 11).toString('hex'), '0c08')
  t.equal(pinVerifyStructure('nl').length, 19 + 13)
})

t.test('a reader that wants another format gets it, and nothing else changes', async (t) => {
  const usual = pinVerifyStructure('nl')
  const other = pinVerifyStructure('nl', pinPadQuirk('SPRx32 USB Smart Card Reader 00 00'))
  t.equal(other[2], 0x01)
  t.same(other.subarray(3), usual.subarray(3))
})

t.test('keys that would cost a try are not used', async (t) => {
  t.ok(pinPadQuirk('Gemplus GemPC Pinpad 00 00')?.unusable)
  t.equal(pinPadQuirk('Another Reader 00'), undefined)
  t.equal(new Set(PIN_PAD_QUIRKS.map(({ name }) => name)).size, PIN_PAD_QUIRKS.length)
})

t.test('features are read from the answer, and garbage has none', async (t) => {
  const answer = Buffer.from('0604 42330006 0704 42330007'.replaceAll(' ', ''), 'hex')
  t.equal(readerFeatures(answer).get(VERIFY_PIN_DIRECT), 0x42330006)
  t.equal(readerFeatures(answer).size, 2)
  t.equal(readerFeatures(Buffer.from('06', 'hex')).size, 0)
  t.equal(readerFeatures(Buffer.from('0603424242424242', 'hex')).size, 0)
  t.equal(readerFeatures(answer.subarray(0, 8)).size, 1, 'a cut one is left out')
})
