import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto'
import t from 'tap'
import { decodeTlv } from '../../../../hw/card/eid-tlv.ts'
import { cardNamed, fetched, RIGHT_PIN, send, WRONG_PIN } from './sending.ts'

const authenticate = (hash: Buffer): string => `00880281329430${hash.toString('hex')}`
const verifyEc = (spki: Buffer, message: Buffer, signature: Buffer): boolean => {
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  return verify('sha384', message, { key, dsaEncoding: 'ieee-p1363' }, signature)
}

t.test('it says which applet it has, and how many PIN tries are left', async (t) => {
  const { chip, image } = cardNamed('specimen-drie')
  const data = send(chip, '80E400001C')
  t.equal(data, `${image.cardData}9000`)
  t.equal(data.slice(42, 44), '18')
  t.equal(send(chip, '80E400011F'), `${image.cardData}03ffff9000`)
  send(chip, WRONG_PIN)
  t.equal(send(chip, '80E400011F'), `${image.cardData}02ffff9000`)
  t.equal(send(chip, '80E4000100'), '6c1f')
  t.equal(send(chip, '80E400021F'), '6a86')
})

t.test(
  'the basic key signs a fresh hash without a PIN, and its hash is in the identity',
  async (t) => {
    const { chip, file } = cardNamed('specimen-drie')
    const basic = file('DF01/4040')
    t.equal(basic.length, 120)
    const named = decodeTlv(file('DF01/4031')).find(({ tag }) => tag === 0x1a)
    t.same(named?.value, createHash('sha384').update(basic).digest())
    const message = randomBytes(32)
    const hash = createHash('sha384').update(message).digest()
    const signature = fetched(chip, authenticate(hash))
    t.equal(signature.length, 96)
    t.ok(verifyEc(basic, message, signature))
    t.equal(send(chip, `008802813194 2F${hash.toString('hex').slice(2)}`), '6a80', 'not a SHA-384')
    t.equal(send(chip, authenticate(hash).replace('0281', '0282')), '6a86')
  },
)

t.test('the basic key rests when its answers are used up, until the next right PIN', async (t) => {
  const { chip } = cardNamed('specimen-drie', { basicUses: 3 })
  const command = authenticate(Buffer.alloc(48, 7))
  for (let count = 0; count < 3; count += 1) t.equal(send(chip, command), '6160')
  t.equal(send(chip, command), '6985')
  t.equal(send(chip, WRONG_PIN), '63c2')
  t.equal(send(chip, command), '6985')
  t.equal(send(chip, RIGHT_PIN), '9000')
  t.equal(send(chip, command), '6160')
})

t.test('a copied card has all files right and another key', async (t) => {
  const { chip, file, image } = cardNamed('specimen-kloon')
  const message = randomBytes(32)
  const hash = createHash('sha384').update(message).digest()
  t.notOk(verifyEc(file('DF01/4040'), message, fetched(chip, authenticate(hash))))
  const { '81': _, ...others } = image.keys
  const bare = cardNamed('specimen-kloon', { keys: others }).chip
  t.equal(send(bare, authenticate(hash)), '6a88', 'or none at all')
})

t.test('READ RECORD gives single fields of the selected file', async (t) => {
  const { chip } = cardNamed('specimen-drie')
  t.equal(send(chip, '80B2070700'), '6986', 'no file selected')
  send(chip, '00A4080C063F00DF014031')
  const name = Buffer.from('\x07\x08Specimen').toString('hex')
  t.equal(send(chip, '80B2070700'), '6c0a')
  t.equal(send(chip, '80B207070A'), `${name}9000`)
  t.equal(send(chip, '80B20C0D00').slice(0, 2), '6c', 'two fields at once')
  t.equal(send(chip, '80B2F0F100'), '6a83')
  const cut = { '3F00/DF01/4031': Buffer.of(7, 9, 65).toString('base64') }
  const broken = cardNamed('specimen-drie', { files: cut }).chip
  send(broken, '00A4080C063F00DF014031')
  t.equal(send(broken, '80B2070700'), '6981', 'a file that has no fields')
})

t.test('applet 1.7 knows nothing of it', async (t) => {
  const { chip } = cardNamed('specimen-vier')
  send(chip, '00A4080C063F00DF014031')
  t.equal(send(chip, '80B2070700'), '6d00')
  t.equal(send(chip, authenticate(Buffer.alloc(48))), '6d00')
  t.equal(send(chip, '80E400011F'), '6a86')
  t.equal(send(chip, '00A4080C063F00DF014040'), '6a82')
})
