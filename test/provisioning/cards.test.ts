import { execFile, spawnSync } from 'node:child_process'
import { createHash, createPrivateKey, verify, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { decodeTlv, withoutPadding } from '../../hw/card/eid-tlv.ts'
import { listCards } from '../../hw/card/virtual/card-image.ts'
import { cards } from '../hw/card/bench.ts'
import { cardNamed } from '../hw/card/virtual/sending.ts'

const run = promisify(execFile)
const people = listCards(cards).filter(({ note }) => note !== 'not_an_eid')
const derOf = (padded: Buffer): Buffer => padded.subarray(0, 4 + padded.readUInt16BE(2))
const certificateOf = (padded: Buffer): X509Certificate => new X509Certificate(derOf(padded))

t.test('every test card says that it is one, and has numbers of its own', async (t) => {
  const unlike = (values: readonly string[], what: string): void =>
    void t.equal(new Set(values).size, people.length, what)
  const fields = people.map(({ id }) => decodeTlv(cardNamed(id).file('DF01/4031')))
  const text = (tag: number): string[] =>
    fields.map((file) => Buffer.from(file.find((one) => one.tag === tag)?.value ?? '').toString())
  t.ok(people.every(({ label }) => label.startsWith('Specimen ')))
  t.ok(text(0x07).every((surname) => surname.startsWith('Specimen')))
  unlike(text(0x02), 'chip number in the identity')
  unlike(text(0x01), 'card number')
  unlike(text(0x06), 'national number')
  unlike(
    people.map(({ id }) => cardNamed(id).image.cardData.slice(0, 32)),
    'chip number of the chip',
  )
  const digits = text(0x06).map((number) => [number.slice(0, 9), Number(number.slice(9))] as const)
  for (const [counted, check] of digits)
    t.ok(
      [`${counted}`, `2${counted}`].some((one) => 97 - (Number(one) % 97) === check),
      counted,
    )
})

/** What is wrong with a card's data, by the claims that a reader checks. */
function broken(id: string): string[] {
  const { file } = cardNamed(id)
  const signer = certificateOf(file('DF00/503C'))
  const signed = (content: Buffer, signature: Buffer): boolean => {
    const ec = signer.publicKey.asymmetricKeyType === 'ec'
    const der = ec ? signature.subarray(0, 2 + (signature[1] ?? 0)) : signature
    return verify(ec ? 'sha384' : 'sha256', content, signer.publicKey, der)
  }
  const photo = decodeTlv(file('DF01/4031')).find(({ tag }) => tag === 0x11)?.value
  const hash = photo?.length === 48 ? 'sha384' : 'sha256'
  const address = Buffer.concat([withoutPadding(file('DF01/4033')), file('DF01/4032')])
  const claims = {
    identity: signed(file('DF01/4031'), file('DF01/4032')),
    address: signed(address, file('DF01/4034')),
    photo: createHash(hash)
      .update(file('DF01/4035'))
      .digest()
      .equals(photo ?? Buffer.of()),
  }
  return Object.entries(claims).flatMap(([claim, holds]) => (holds ? [] : [claim]))
}

t.test('each forgery breaks its own claim and no other, and all else holds', async (t) => {
  const forged: Record<string, string> = {
    'specimen-vervalst': 'identity',
    'specimen-adres': 'address',
    'specimen-foto': 'photo',
  }
  for (const { id } of people) t.same(broken(id), forged[id] ? [forged[id]] : [], id)
})

t.test(
  'OpenSSL follows every chain to its root, and the strange one to none of ours',
  async (t) => {
    const folder = t.testdir()
    const pem = (name: string, certificate: X509Certificate): string => {
      writeFileSync(join(folder, name), certificate.toString())
      return join(folder, name)
    }
    const today = Math.floor(Date.now() / 1000)
    const years = 365 * 86_400
    for (const { id, note } of people) {
      const { file } = cardNamed(id)
      const roots = ['test-root.pem', 'test-root-ec.pem'].flatMap((name) => [
        '-trusted',
        join(cards, 'roots', name),
      ])
      const at = ['-attime', String(note === 'expired' ? today - 3 * years : today)]
      const ca = pem('ca.pem', certificateOf(file('DF00/503A')))
      for (const path of ['503C', '5038', '5039']) {
        const bytes = file(`DF00/${path}`)
        if (bytes[0] === 0) continue
        const leaf = pem('leaf.pem', certificateOf(bytes))
        const verified = spawnSync('openssl', ['verify', ...roots, ...at, '-untrusted', ca, leaf])
        t.equal(verified.status === 0, note !== 'wrong_chain', `${id} ${path}`)
      }
    }
  },
)

t.test('certificates are padded, used and absent as on real cards', async (t) => {
  for (const [id, padding] of [
    ['specimen-een', 50],
    ['specimen-vier', 50],
    ['specimen-drie', 1100],
  ] as const)
    for (const path of ['5038', '5039', '503A', '503B', '503C']) {
      const file = cardNamed(id).file(`DF00/${path}`)
      t.equal(file.length - derOf(file).length, padding, `${id} ${path}`)
    }
  t.same(cardNamed('specimen-zonder').file('DF00/5039'), Buffer.alloc(2500))
  t.same(cardNamed('specimen-kleuter').file('DF00/5038'), Buffer.alloc(2500))
  const { file } = cardNamed('specimen-drie')
  const usage = async (path: string): Promise<string> => {
    const pem = certificateOf(file(path)).toString()
    const show = run('openssl', ['x509', '-noout', '-subject', '-ext', 'keyUsage'])
    show.child.stdin?.end(pem)
    return (await show).stdout
  }
  t.match(
    await usage('DF00/5038'),
    /CN = Specimen Drie TEST \(Authentication\).*serialNumber = \d{11}\n.*critical\n\s+Digital Signature\n$/s,
  )
  t.match(await usage('DF00/5039'), /\(Signature\).*critical\n\s+Non Repudiation\n$/s)
  t.match(await usage('DF00/503A'), /CN = Citizen CA6 TEST\n.*Certificate Sign, CRL Sign\n$/s)
})

t.test('a photo is a whole JPEG of its generation’s size', async (t) => {
  for (const { id } of people) {
    const { file, image } = cardNamed(id)
    const photo = file('DF01/4035')
    const frame = photo.indexOf(Buffer.of(0xff, 0xc0))
    const size = [photo.readUInt16BE(frame + 7), photo.readUInt16BE(frame + 5)]
    t.same(size, image.cardData.slice(42, 44) === '18' ? [150, 195] : [140, 200], id)
    t.equal(photo[frame + 9], 1, 'grey')
    t.same([...photo.subarray(-2)], [0xff, 0xd9])
  }
})

t.test('the keys of a genuine card are those of its certificates', async (t) => {
  for (const { id, note } of people) {
    const { file, image } = cardNamed(id)
    for (const [reference, path] of [
      ['82', 'DF00/5038'],
      ['83', 'DF00/5039'],
    ] as const) {
      const pem = image.keys[reference]
      t.equal(pem === undefined, file(path)[0] === 0, `${id} ${reference}`)
      if (pem === undefined) continue
      const fits = certificateOf(file(path)).checkPrivateKey(createPrivateKey(pem))
      t.equal(fits, note !== 'cloned', `${id} ${reference}`)
    }
  }
})
