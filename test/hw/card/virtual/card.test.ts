import { constants, createHash, createPublicKey, publicDecrypt } from 'node:crypto'
import t from 'tap'
import { type Chip, eidChip, foreignChip } from '../../../../hw/card/virtual/card.ts'
import { listCards, loadCard } from '../../../../hw/card/virtual/card-image.ts'
import { cards } from '../bench.ts'

const image = loadCard(cards, 'specimen-een')
const send = (chip: Chip, hex: string): string =>
  chip.process(Buffer.from(hex.replaceAll(' ', ''), 'hex')).toString('hex')
const sizeOf = (path: string): number => Buffer.from(image.files[path] ?? '', 'base64').length
const byte = (value: number): string => value.toString(16).padStart(2, '0')

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
  const size = sizeOf('3F00/DF01/4033')
  t.equal(send(chip, '00B0000000'), `6c${byte(size)}`)
  t.equal(send(chip, `00B00000${byte(size)}`).length, 2 * size + 4)
  t.equal(send(chip, `00B000${byte(size)}01`), '6b00', 'behind the last byte')
  t.equal(send(chip, '00B0FFFF01'), '6b00')
  send(chip, '00A4080C063F00DF014032')
  t.equal(send(chip, '00B0000000').length, 2 * 256 + 4, 'a whole block')
})

t.test('the PIN counts down, blocks, and comes back with the right one', async (t) => {
  const chip = eidChip(image)
  const right = '0020000108241234FFFFFFFFFF'
  const wrong = '0020000108241299FFFFFFFFFF'
  t.equal(send(chip, '0020000100'), '63c3')
  t.equal(send(chip, wrong), '63c2')
  chip.reset()
  t.equal(send(chip, '0020000100'), '63c2', 'the counter outlives a reset')
  t.equal(send(chip, right), '9000')
  t.equal(send(chip, '0020000100'), '9000')
  t.equal(send(chip, '80E6000000'), '9000')
  t.equal(send(chip, '0020000100'), '63c3', 'logged off')
  for (const left of ['63c2', '63c1']) t.equal(send(chip, wrong), left)
  t.equal(send(chip, wrong), '63c0')
  t.equal(send(chip, right), '6983', 'blocked for the right PIN too')
  t.equal(send(chip, '00200001021234'), '6700')
  t.equal(send(chip, '0020000208241234FFFFFFFFFF'), '6a86')
})

t.test('a signature needs key, algorithm and PIN, and verifies', async (t) => {
  const chip = eidChip(image)
  const hash = createHash('sha256').update('Specimen').digest('hex')
  const sign = `002A9E9A20${hash}`
  t.equal(send(chip, sign), '6985')
  t.equal(send(chip, '002241B60504800884 84'), '6a88')
  t.equal(send(chip, '002241B60504800784 82'), '6a80')
  t.equal(send(chip, '002241B60504810884 82'), '6a80')
  t.equal(send(chip, '002241A40504800884 82'), '6a86')
  t.equal(send(chip, '002241B60504800884 83'), '9000')
  t.equal(send(chip, sign), '6982')
  t.equal(send(chip, '0020000108241234FFFFFFFFFF'), '9000')
  t.equal(send(chip, '002A9E9A020102'), '6a80', 'not a hash')
  t.equal(send(chip, sign), '6982', 'another command came between PIN and signature')
  t.equal(send(chip, '0020000108241234FFFFFFFFFF'), '9000')
  t.equal(send(chip, sign), '6100')
  t.equal(send(chip, '00C0000010'), '6c00')
  const signature = chip.process(Buffer.from('00C0000000', 'hex')).subarray(0, -2)
  t.equal(send(chip, '00C0000000'), '6985', 'an answer is fetched once')
  const key = createPublicKey(image.keys['83'] ?? '')
  const info = publicDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, signature)
  t.equal(info.subarray(-32).toString('hex'), hash)
  t.equal(send(chip, sign), '6982', 'one PIN entry, one signature')
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

t.test('every test card says that it is one, and has a number of its own', async (t) => {
  const labels = listCards(cards)
  t.same(
    labels.map(({ id, note }) => [id, note]),
    [
      ['geen-eid', 'not_an_eid'],
      ['specimen-een', 'adult'],
      ['specimen-twee', 'adult'],
      ['specimen-vervalst', 'tampered'],
    ],
  )
  const numbers = labels.map(({ id }) => loadCard(cards, id).cardData.slice(0, 32))
  t.equal(new Set(numbers).size, labels.length)
})
