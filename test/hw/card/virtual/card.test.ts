import t from 'tap'
import { eidChip, foreignChip } from '../../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../../hw/card/virtual/card-image.ts'
import { cards } from '../bench.ts'
import { cardNamed, hexByte, RIGHT_PIN, send, WRONG_PIN } from './sending.ts'

const { image, file } = cardNamed('specimen-een')

t.test('a file is found by path with and without the master file, and by identifier', async (t) => {
  const chip = eidChip(image)
  t.equal(send(chip, '00A4080C063F00DF014031'), '9000')
  t.equal(send(chip, '00A4080C04DF014031'), '9000')
  t.equal(send(chip, '00A4020C023F00'), '9000')
  t.equal(send(chip, '00A4020C02DF01'), '9000')
  t.equal(send(chip, '00A4020C024033'), '9000')
  t.equal(send(chip, '00A4040C0CA000000177504B43532D3135'), '9000')
  t.equal(send(chip, '00A4020C025031'), '9000', 'a file of the folder selected by its AID')
  t.equal(send(chip, '00A4080C063F00DF014099'), '6a82')
  t.equal(send(chip, '00A4020C024031'), '6a82', 'a file of another folder')
  t.equal(send(chip, '00A4040C03010203'), '6a82')
  t.equal(send(chip, '00A4050C024031'), '6a86')
})

t.test('reading follows the rules for lengths and offsets', async (t) => {
  const chip = eidChip(image)
  t.equal(send(chip, '00B0000000'), '6986', 'no file selected')
  send(chip, '00A4080C063F00DF014033')
  const size = file('DF01/4033').length
  t.equal(send(chip, '00B0000000'), `6c${hexByte(size)}`)
  t.equal(send(chip, `00B00000${hexByte(size)}`).length, 2 * size + 4)
  t.equal(send(chip, `00B000${hexByte(size)}01`), '6b00', 'behind the last byte')
  t.equal(send(chip, '00B0FFFF01'), '6b00')
  send(chip, '00A4080C063F00DF014032')
  t.equal(send(chip, '00B0000000').length, 2 * 256 + 4, 'a whole block')
})

t.test('the PIN counts down, blocks, and comes back with the right one', async (t) => {
  const chip = eidChip(image)
  t.equal(send(chip, '0020000100'), '63c3')
  t.equal(send(chip, WRONG_PIN), '63c2')
  chip.reset()
  t.equal(send(chip, '0020000100'), '63c2', 'the counter outlives a reset')
  t.equal(send(chip, RIGHT_PIN), '9000')
  t.equal(send(chip, '0020000100'), '9000')
  t.equal(send(chip, '80E6000000'), '9000')
  t.equal(send(chip, '0020000100'), '63c3', 'logged off')
  for (const left of ['63c2', '63c1']) t.equal(send(chip, WRONG_PIN), left)
  t.equal(send(chip, WRONG_PIN), '63c0')
  t.equal(send(chip, RIGHT_PIN), '6983', 'blocked for the right PIN too')
  t.equal(send(chip, '00200001021234'), '6700')
  t.equal(send(chip, '0020000208241234FFFFFFFFFF'), '6a86')
})

t.test('a card begins with the tries that it has left', async (t) => {
  const last = cardNamed('specimen-kans').chip
  t.equal(send(last, '0020000100'), '63c1')
  t.equal(send(last, RIGHT_PIN), '9000')
  t.equal(send(last, '80E6000000'), '9000')
  t.equal(send(last, '0020000100'), '63c3')
  const blocked = cardNamed('specimen-blok').chip
  t.equal(send(blocked, '0020000100'), '6983')
  t.equal(send(blocked, RIGHT_PIN), '6983')
})

t.test('what it does not know it says', async (t) => {
  const chip = eidChip(image)
  t.equal(send(chip, '80E400001C').length, 2 * 28 + 4)
  t.equal(send(chip, '80E4000000'), '6c1c')
  t.equal(send(chip, '80E400011F'), '6a86')
  t.equal(send(chip, '00E400001C'), '6e00')
  t.equal(send(chip, '0001000000'), '6d00')
  t.equal(send(chip, '002A000000'), '6a86')
})

t.test('a card that is no eID selects nothing', async (t) => {
  const chip = foreignChip(loadCard(cards, 'geen-eid'))
  chip.reset()
  t.equal(send(chip, '00A404000FA00000003029057000AD13100101FF'), '6a82')
  t.equal(send(chip, '80E400001C'), '6d00')
})
