import { constants, createHash, createPublicKey, publicDecrypt, verify } from 'node:crypto'
import t from 'tap'
import { cardNamed, fetched, mse, pso, RIGHT_PIN, send, WRONG_PIN } from './sending.ts'

const MESSAGE = Buffer.from('Specimen')
const hashOf = (name: string): Buffer => createHash(name).update(MESSAGE).digest()
const publicKeyOf = (pem: string | undefined) => createPublicKey(pem ?? '')

t.test('RSA: each algorithm byte signs as its name says', async (t) => {
  const { chip, image } = cardNamed('specimen-een')
  const key = publicKeyOf(image.keys['82'])
  const signed = (algorithm: number, input: Buffer): Buffer => {
    t.equal(send(chip, mse(algorithm, 0x82)), '9000')
    return fetched(chip, pso(input))
  }
  send(chip, RIGHT_PIN)
  for (const [algorithm, hash] of [
    [0x02, 'sha1'],
    [0x04, 'md5'],
    [0x08, 'sha256'],
  ] as const)
    t.ok(verify(hash, MESSAGE, key, signed(algorithm, hashOf(hash))), hash)
  for (const [algorithm, hash] of [
    [0x10, 'sha1'],
    [0x20, 'sha256'],
  ] as const) {
    const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: hashOf(hash).length }
    t.ok(verify(hash, MESSAGE, pss, signed(algorithm, hashOf(hash))), `PSS with ${hash}`)
  }
  const ready = Buffer.from('anything that fits')
  const padding = constants.RSA_PKCS1_PADDING
  t.same(publicDecrypt({ key, padding }, signed(0x01, ready)), ready)
})

t.test('EC: each algorithm byte signs the hash of its length', async (t) => {
  const { chip, image } = cardNamed('specimen-drie')
  const key = { key: publicKeyOf(image.keys['82']), dsaEncoding: 'ieee-p1363' as const }
  send(chip, RIGHT_PIN)
  for (const [algorithm, hash] of [
    [0x01, 'sha256'],
    [0x02, 'sha384'],
    [0x04, 'sha512'],
    [0x08, 'sha3-256'],
    [0x10, 'sha3-384'],
    [0x20, 'sha3-512'],
    [0x40, 'sha1'],
    [0x40, 'sha224'],
    [0x40, 'sha384'],
  ] as const) {
    t.equal(send(chip, mse(algorithm, 0x82)), '9000')
    const signature = fetched(chip, pso(hashOf(hash)))
    t.equal(signature.length, 96)
    t.ok(verify(hash, MESSAGE, key, signature), hash)
  }
})

t.test('an input of another length is refused', async (t) => {
  for (const [id, algorithm, lengths] of [
    ['specimen-een', 0x01, [0, 246]],
    ['specimen-een', 0x08, [20, 31, 33]],
    ['specimen-een', 0x10, [32]],
    ['specimen-drie', 0x02, [32, 47, 49]],
    ['specimen-drie', 0x40, [0, 21]],
  ] as const) {
    const { chip } = cardNamed(id)
    send(chip, mse(algorithm, 0x82))
    send(chip, RIGHT_PIN)
    for (const length of lengths)
      t.equal(send(chip, pso(Buffer.alloc(length))), '6a80', `${id} ${algorithm} ${length}`)
  }
})

t.test('MSE SET refuses keys and algorithms that the card does not have', async (t) => {
  const rsa = cardNamed('specimen-een').chip
  const ec = cardNamed('specimen-drie').chip
  for (const [chip, command, word] of [
    [rsa, mse(0x08, 0x84), '6a88'],
    [rsa, mse(0x07, 0x82), '6a80'],
    [rsa, mse(0x40, 0x82), '6a80'],
    [ec, mse(0x03, 0x82), '6a80'],
    [ec, mse(0x02, 0x81), '6a88'],
    [cardNamed('specimen-zonder').chip, mse(0x02, 0x83), '6a88'],
    [rsa, '002241B60504810884 82', '6a80'],
    [rsa, '002241A40504800884 82', '6a86'],
  ] as const)
    t.equal(send(chip, command), word)
})

t.test('a signature needs key, algorithm and PIN, and the PIN gives one', async (t) => {
  const { chip, image } = cardNamed('specimen-een')
  const sign = pso(hashOf('sha256'))
  t.equal(send(chip, sign), '6985')
  t.equal(send(chip, mse(0x08, 0x83)), '9000')
  t.equal(send(chip, sign), '6982')
  t.equal(send(chip, RIGHT_PIN), '9000')
  t.equal(send(chip, sign), '6100')
  t.equal(send(chip, '00C0000010'), '6c00')
  const signature = chip.process(Buffer.from('00C0000000', 'hex')).subarray(0, -2)
  t.ok(verify('sha256', MESSAGE, publicKeyOf(image.keys['83']), signature))
  t.equal(send(chip, '00C0000000'), '6985', 'an answer is fetched once')
  t.equal(send(chip, sign), '6982')
  t.equal(send(chip, mse(0x08, 0x82)), '9000')
  t.equal(send(chip, sign), '6982', 'the right to authenticate is gone with it')
})

t.test('between PIN and signature is no command on 1.7 and one on 1.8', async (t) => {
  const between = '00A4080C063F00DF005031'
  for (const [id, algorithm, hash, allowed] of [
    ['specimen-een', 0x08, 'sha256', 0],
    ['specimen-vier', 0x08, 'sha256', 0],
    ['specimen-drie', 0x02, 'sha384', 1],
  ] as const)
    for (const commands of [0, 1, 2]) {
      const { chip } = cardNamed(id)
      send(chip, mse(algorithm, 0x83))
      send(chip, RIGHT_PIN)
      for (let count = 0; count < commands; count += 1) send(chip, between)
      const answer = send(chip, pso(hashOf(hash)))
      t.equal(answer.startsWith('61'), commands <= allowed, `${id}, ${commands} between`)
    }
})

t.test('authentication keeps its right until it is taken away', async (t) => {
  const sign = pso(hashOf('sha384'))
  const ends = [
    ['LOG OFF', '80E6000000'],
    ['a wrong PIN', WRONG_PIN],
    ['a reset', ''],
  ] as const
  for (const [end, command] of ends) {
    const { chip } = cardNamed('specimen-drie')
    send(chip, mse(0x02, 0x82))
    send(chip, RIGHT_PIN)
    for (let count = 0; count < 5; count += 1) t.equal(fetched(chip, sign).length, 96)
    if (command) send(chip, command)
    else {
      chip.reset()
      t.equal(send(chip, sign), '6985', 'a reset forgets the key too')
      send(chip, mse(0x02, 0x82))
    }
    t.equal(send(chip, sign), '6982', end)
  }
})
