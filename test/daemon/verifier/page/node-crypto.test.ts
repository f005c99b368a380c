import {
  createHash,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  X509Certificate as NodeCertificate,
  randomBytes,
  sign,
  verify as verifyByNode,
} from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import t from 'tap'
import { derOf } from '../../../../daemon/identity/trust.ts'
import { PageBuffer } from '../../../../daemon/verifier/page/buffer.ts'
import * as page from '../../../../daemon/verifier/page/node-crypto.ts'
import { cards } from '../../../hw/card/bench.ts'

const identity = join(import.meta.dirname, '../../../../daemon/identity')
const certificates = [join(identity, 'roots'), join(cards, 'roots')].flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.pem'))
    .map((name) => Uint8Array.from(derOf(readFileSync(join(folder, name))))),
)
const spki = (key: KeyObject) => key.export({ format: 'der', type: 'spki' })
const onPage = (key: KeyObject) =>
  page.createPublicKey({ key: Uint8Array.from(spki(key)), format: 'der', type: 'spki' })

t.test('every hash is the one that Node makes', (t) => {
  for (const name of ['sha1', 'sha256', 'sha384', 'sha512'])
    for (const length of [0, 1, 111, 1000]) {
      const data = randomBytes(length)
      t.equal(
        page.createHash(name).update(data).digest('hex'),
        createHash(name).update(data).digest('hex'),
      )
    }
  t.throws(() => page.createHash('md5').update(new Uint8Array()).digest(), /not used here/)
  t.end()
})

t.test('a certificate says the same as to Node', (t) => {
  t.ok(certificates.length >= 5)
  for (const der of certificates) {
    const [ours, node] = [new page.X509Certificate(der), new NodeCertificate(der)]
    for (const name of [
      'serialNumber',
      'fingerprint256',
      'ca',
      'validFromDate',
      'validToDate',
    ] as const)
      t.same(ours[name], node[name], name)
    t.same(ours.keyUsage, node.keyUsage)
    const { asymmetricKeyType, asymmetricKeyDetails } = node.publicKey
    t.equal(ours.publicKey.asymmetricKeyType, asymmetricKeyType)
    t.equal(ours.publicKey.asymmetricKeyDetails.modulusLength, asymmetricKeyDetails?.modulusLength)
    t.equal(ours.publicKey.asymmetricKeyDetails.namedCurve, asymmetricKeyDetails?.namedCurve)
  }
  t.end()
})

t.test('who issued whom is answered as Node answers it, for every pair', (t) => {
  for (const der of certificates)
    for (const other of certificates) {
      const [ours, node] = [new page.X509Certificate(der), new NodeCertificate(der)]
      const [issuer, nodeIssuer] = [new page.X509Certificate(other), new NodeCertificate(other)]
      t.equal(ours.checkIssued(issuer), node.checkIssued(nodeIssuer))
      t.equal(ours.verify(issuer.publicKey), node.verify(nodeIssuer.publicKey))
    }
  t.end()
})

t.test('a flipped bit of a certificate never leaves it issued by its root', (t) => {
  for (const der of certificates) {
    const root = new page.X509Certificate(der)
    for (let at = 0; at < der.length; at += 7) {
      const flipped = Uint8Array.from(der)
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8))
      t.notOk(isIssued(flipped, root), `byte ${at}`)
    }
  }
  t.end()
})
function isIssued(der: Uint8Array, by: page.X509Certificate): boolean {
  try {
    const certificate = new page.X509Certificate(der)
    return certificate.checkIssued(by) && certificate.verify(by.publicKey)
  } catch {
    return false
  }
}

const KEYS = {
  'RSA-2048': generateKeyPairSync('rsa', { modulusLength: 2048 }),
  'P-256': generateKeyPairSync('ec', { namedCurve: 'prime256v1' }),
  'P-384': generateKeyPairSync('ec', { namedCurve: 'secp384r1' }),
  'P-521': generateKeyPairSync('ec', { namedCurve: 'secp521r1' }),
}
for (const [name, { privateKey, publicKey }] of Object.entries(KEYS))
  t.test(`a signature of ${name} holds, and no changed one does`, (t) => {
    const data = randomBytes(200)
    const ours = onPage(publicKey)
    for (const hash of ['sha1', 'sha256', 'sha384', 'sha512'])
      for (const dsaEncoding of ['der', 'ieee-p1363'] as const) {
        const signature = sign(hash, data, { key: privateKey, dsaEncoding })
        const holds = (changed: Uint8Array, of: Uint8Array = data, by = hash) =>
          page.createVerify(by).update(of).verify({ key: ours, dsaEncoding }, changed)
        t.ok(holds(signature), `${hash} ${dsaEncoding}`)
        t.notOk(holds(signature, randomBytes(200)), 'of other data')
        t.notOk(holds(signature, data, hash === 'sha256' ? 'sha384' : 'sha256'), 'of another hash')
        t.notOk(holds(signature.subarray(1)), 'cut short')
        t.notOk(holds(Buffer.concat([signature, Buffer.of(0)])), 'made longer')
        t.notOk(holds(new Uint8Array(signature.length)), 'of zeros')
        for (const at of [0, 1, 5, signature.length - 1]) {
          const flipped = Uint8Array.from(signature)
          flipped[at] = (flipped[at] ?? 0) ^ 1
          t.notOk(holds(flipped), `byte ${at}`)
        }
      }
    t.end()
  })

t.test('RSA padding is compared whole: no shorter filler, no other digest information', (t) => {
  const { n = '', e = '', d = '' } = KEYS['RSA-2048'].privateKey.export({ format: 'jwk' })
  const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
  const data = randomBytes(32)
  const head = Buffer.from('3031300d060960864801650304020105000420', 'hex')
  const info = Buffer.concat([head, createHash('sha256').update(data).digest()])
  const block = (start: Buffer, end: Buffer) =>
    Buffer.concat([
      start,
      Buffer.alloc(256 - start.length - end.length - 1, 0xff),
      Buffer.of(0),
      end,
    ])
  const signed = (padded: Buffer): Uint8Array => {
    const value = power(BigInt(`0x${padded.toString('hex')}`), number(d), number(n))
    return Buffer.from(value.toString(16).padStart(512, '0'), 'hex')
  }
  const ours = onPage(KEYS['RSA-2048'].publicKey)
  const holds = (padded: Buffer) => page.verify('sha256', data, ours, signed(padded))
  t.equal(number(e), 65537n)
  t.ok(holds(block(Buffer.of(0, 1), info)))
  t.notOk(holds(block(Buffer.of(0, 2), info)), 'for encryption')
  t.notOk(holds(block(Buffer.of(0, 1), info.subarray(19))), 'without its hash named')
  const garbage = Buffer.concat([Buffer.of(0, 1, 255, 255, 255, 255, 255, 255, 255, 255, 0), info])
  t.notOk(
    holds(Buffer.concat([garbage, Buffer.alloc(256 - garbage.length)])),
    'with room behind it',
  )
  t.end()
})
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let [result, square] = [1n, base]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

t.test('a signature of a box holds, and no changed one does', (t) => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const jwk = publicKey.export({ format: 'jwk' })
  const ours = page.createPublicKey({ key: { crv: 'Ed25519', x: jwk.x ?? '' }, format: 'jwk' })
  const data = randomBytes(500)
  const signature = sign(null, data, privateKey)
  t.ok(page.verify(null, data, ours, signature))
  for (let at = 0; at < 64; at += 1) {
    const flipped = Uint8Array.from(signature)
    flipped[at] = (flipped[at] ?? 0) ^ 0x10
    t.notOk(page.verify(null, data, ours, flipped))
    t.notOk(verifyByNode(null, data, publicKey, flipped))
  }
  t.notOk(page.verify(null, randomBytes(500), ours, signature))
  t.throws(() => page.createPublicKey({ key: { crv: 'X25519', x: jwk.x ?? '' }, format: 'jwk' }))
  t.end()
})

t.test('keys that are none, weak or of other kinds are refused, never believed', (t) => {
  const weak = generateKeyPairSync('rsa', { modulusLength: 512 }).publicKey
  const other = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
  for (const key of [weak, other]) t.throws(() => onPage(key), /not used here/)
  const point = Uint8Array.from(spki(KEYS['P-384'].publicKey))
  point[point.length - 1] = (point.at(-1) ?? 0) ^ 1
  t.throws(() => page.createPublicKey({ key: point, format: 'der', type: 'spki' }))
  t.throws(() => createPublicKey({ key: Buffer.from(point), format: 'der', type: 'spki' }))
  t.end()
})

t.test('whatever the bytes, reading a certificate ends in one or in an error', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      t.equal(isIssued(bytes, new page.X509Certificate(certificates[0] ?? bytes)), false)
    }),
    { numRuns: 300, seed: 1 },
  )
  t.end()
})

t.test('text and bytes become one another as they do in Node', (t) => {
  const encodings = ['base64', 'base64url', 'hex', 'latin1', 'utf8'] as const
  const text = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.base64String(),
    fc.string({ unit: fc.constantFrom(...'aZ09+/-_=é .\n') }),
  )
  fc.assert(
    fc.property(text, fc.constantFrom(...encodings), (text, encoding) => {
      t.same(
        [...PageBuffer.from(text, encoding)],
        [...Buffer.from(text, encoding)],
        `${encoding} ${text}`,
      )
    }),
    { numRuns: 1000, seed: 2 },
  )
  fc.assert(
    fc.property(fc.uint8Array(), fc.constantFrom(...encodings), (bytes, encoding) => {
      t.equal(PageBuffer.from(bytes).toString(encoding), Buffer.from(bytes).toString(encoding))
    }),
    { numRuns: 500, seed: 3 },
  )
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      t.equal(PageBuffer.compare(a, b), Buffer.compare(a, b))
      t.same([...PageBuffer.concat([a, b])], [...Buffer.concat([a, b])])
      t.equal(PageBuffer.from(a).equals(b), Buffer.from(a).equals(b))
    }),
    { seed: 4 },
  )
  t.end()
})
