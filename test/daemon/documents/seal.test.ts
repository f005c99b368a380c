import t from 'tap'
import {
  paddedSize,
  SealError,
  seal,
  sign,
  unseal,
  verify,
} from '../../../daemon/documents/seal.ts'
import { knownKeys, makeKeys } from '../../../daemon/runtime/keys.ts'

const box = await makeKeys('box:genk-1')
const other = await makeKeys('box:genk-2')
const office = await makeKeys('office')
const known = knownKeys([box.public, other.public, office.public])
const content = { purpose: 'test', box: 'genk-1', id: 'v-1', body: { name: 'Specimen Één' } }

async function fault(doing: Promise<unknown> | (() => unknown)): Promise<string> {
  return await (typeof doing === 'function' ? (async () => doing())() : doing).then(
    () => 'accepted',
    (error: unknown) => (error instanceof SealError ? error.code : String(error)),
  )
}

t.test('what was signed comes back with its signer', async (t) => {
  const jws = sign(box, { at: 1, text: 'één' })
  t.same(verify(jws, known), { kid: 'box:genk-1', payload: { at: 1, text: 'één' } })
})

t.test('a signature of somebody unknown, of another key or of nothing is refused', async (t) => {
  const jws = sign(box, { at: 1 })
  t.equal(await fault(() => verify(jws, knownKeys([office.public]))), 'UNKNOWN_KEY')
  const impostor = await makeKeys('box:genk-1')
  t.equal(await fault(() => verify(sign(impostor, { at: 1 }), known)), 'BAD_SIGNATURE')
  for (const junk of ['', 'a.b.c', '...', 'e30.e30.e30', '\0'])
    t.equal(await fault(() => verify(junk, known)), 'MALFORMED')
})

t.test('a token that names no algorithm of ours is refused', async (t) => {
  const [, payload] = sign(box, { at: 1 }).split('.')
  const none = Buffer.from(JSON.stringify({ alg: 'none', kid: box.kid })).toString('base64url')
  t.equal(await fault(() => verify(`${none}.${payload}.`, known)), 'BAD_SIGNATURE')
})

t.test('what was sealed is opened by its reader, with its context', async (t) => {
  const jwe = await seal(office.public, content, box)
  t.same(await unseal(jwe, office, known, { purpose: 'test', box: 'genk-1', id: 'v-1' }), {
    kid: 'box:genk-1',
    body: content.body,
    box: 'genk-1',
    id: 'v-1',
  })
  t.notMatch(jwe, /Specimen/)
})

t.test('what was sealed is refused by others, elsewhere and for another purpose', async (t) => {
  const jwe = await seal(office.public, content, box)
  t.equal(await fault(unseal(jwe, other, known, { purpose: 'test' })), 'NOT_FOR_US')
  t.equal(
    await fault(unseal(jwe, await makeKeys('office'), known, { purpose: 'test' })),
    'TAMPERED',
  )
  t.equal(await fault(unseal(jwe, office, knownKeys([]), { purpose: 'test' })), 'UNKNOWN_KEY')
  t.equal(await fault(unseal(jwe, office, known, { purpose: 'else' })), 'WRONG_CONTEXT')
  t.equal(
    await fault(unseal(jwe, office, known, { purpose: 'test', box: 'genk-2' })),
    'WRONG_CONTEXT',
  )
  t.equal(await fault(unseal(jwe, office, known, { purpose: 'test', id: 'v-2' })), 'WRONG_CONTEXT')
  t.equal(await fault(unseal('', office, known, { purpose: 'test' })), 'MALFORMED')
})

t.test(
  'a reader cannot pass what was sealed to it on to another as if meant for them',
  async (t) => {
    const { CompactEncrypt, compactDecrypt } = await import('jose')
    const jwe = await seal(office.public, content, box)
    const { plaintext } = await compactDecrypt(jwe, office.decryption)
    const passedOn = await new CompactEncrypt(plaintext)
      .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: other.kid })
      .encrypt({ ...other.public.encryption })
    t.equal(await fault(unseal(passedOn, other, known, { purpose: 'test' })), 'WRONG_CONTEXT')
  },
)

t.test(
  'a plain signature cannot stand in for a sealed one, nor a cut plaintext for a whole',
  async (t) => {
    const { CompactEncrypt } = await import('jose')
    const jws = sign(box, { ...content, to: 'office' })
    const encrypt = (bytes: Uint8Array) =>
      new CompactEncrypt(bytes)
        .setProtectedHeader({ alg: 'ECDH-ES+A256KW', enc: 'A256GCM', kid: 'office' })
        .encrypt({ ...office.public.encryption })
    const length = Buffer.alloc(4)
    length.writeUInt32BE(jws.length)
    const bare = await encrypt(Buffer.concat([length, Buffer.from(jws)]))
    t.equal(await fault(unseal(bare, office, known, { purpose: 'test' })), 'BAD_SIGNATURE')
    const cut = await encrypt(Buffer.concat([length, Buffer.from(jws.slice(0, 40))]))
    t.equal(await fault(unseal(cut, office, known, { purpose: 'test' })), 'TAMPERED')
  },
)

t.test('any flipped character is refused', async (t) => {
  const jwe = await seal(office.public, content, box)
  const jws = sign(box, { at: 1, text: 'één' })
  let refused = 0
  const flip = (token: string, at: number) =>
    token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1)
  for (let at = 0; at < jwe.length; at += 7) {
    const code = await fault(unseal(flip(jwe, at), office, known, { purpose: 'test' }))
    if (code === 'accepted' || code.includes(' ')) t.fail(`flipped at ${at}: ${code}`)
    else refused += 1
  }
  // The last character of a signature of 64 bytes carries four bits that mean nothing.
  for (let at = 0; at < jws.length - 1; at += 1) {
    const code = await fault(() => verify(flip(jws, at), known))
    if (code === 'accepted' || code.includes(' ')) t.fail(`flipped at ${at}: ${code}`)
    else refused += 1
  }
  t.ok(refused > 300, `${refused} refused`)
})

t.test('lengths are padded to steps that grow with the content', async (t) => {
  t.equal(paddedSize(0), 512)
  t.equal(paddedSize(512), 512)
  t.equal(paddedSize(513), 1024)
  t.equal(paddedSize(100_000), 106_496)
  const short = await seal(office.public, { ...content, body: 'a' }, box)
  const longer = await seal(office.public, { ...content, body: 'a'.repeat(60) }, box)
  t.equal(short.length, longer.length)
})

t.test('signatures are the ones of the standard', async (t) => {
  const { CompactSign, compactVerify, importJWK } = await import('jose')
  const { payload } = await compactVerify(
    sign(box, { text: 'één' }),
    await importJWK({ ...box.public.signing }, 'EdDSA'),
  )
  t.same(JSON.parse(Buffer.from(payload).toString()), { text: 'één' })
  const foreign = (header: object) =>
    new CompactSign(Buffer.from('{"a":1}'))
      .setProtectedHeader({ alg: 'EdDSA', kid: box.kid, typ: 'lk1', ...header })
      .sign(box.signing)
  t.same(verify(await foreign({}), known), { kid: box.kid, payload: { a: 1 } })
  const more = await foreign({ cty: 'json' })
  t.equal(await fault(() => verify(more, known)), 'BAD_SIGNATURE', 'nothing more in the header')
})

t.test('what is signed but is no JSON, or no content of ours, is refused', async (t) => {
  const { CompactSign } = await import('jose')
  const header = { alg: 'EdDSA', kid: box.kid, typ: 'lk1' }
  const text = await new CompactSign(Buffer.from('no json'))
    .setProtectedHeader(header)
    .sign(box.signing)
  t.equal(await fault(() => verify(text, known)), 'MALFORMED')
  const { kid: _, ...nameless } = header
  const unnamed = await new CompactSign(Buffer.from('{}'))
    .setProtectedHeader(nameless)
    .sign(box.signing)
  t.equal(await fault(() => verify(unnamed, known)), 'MALFORMED')
})
