import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import t from 'tap'
import { parseIdentity } from '../../../daemon/identity/person.ts'
import { isSignedBy, signingHash } from '../../../daemon/identity/signature.ts'
import { withoutPadding } from '../../../hw/card/eid-tlv.ts'
import { filesOf } from './specimen.ts'

const shared = fileURLToPath(
  new URL('../../../../shared/data/eid-specimen-v17-ec', import.meta.url),
)
const noSpecimen = existsSync(shared) ? false : 'the published specimen is not beside the checkout'

t.test('an RSA signature is as long as its key', async (t) => {
  const { identity, identitySignature, signer } = filesOf('specimen-een')
  const certificate = new X509Certificate(signer)
  t.equal(signingHash(certificate), 'sha256')
  const padded = (byte: number): Buffer => Buffer.concat([identitySignature, Buffer.of(0, byte)])
  t.ok(isSignedBy(certificate, identity, identitySignature))
  t.ok(isSignedBy(certificate, identity, padded(0)))
  t.notOk(isSignedBy(certificate, identity, padded(1)))
  t.notOk(isSignedBy(certificate, identity, identitySignature.subarray(1)))
})

t.test('the published specimen with EC signatures verifies', { skip: noSpecimen }, async (t) => {
  const file = (name: string): Buffer => readFileSync(join(shared, name))
  const identity = file('identity.tlv')
  const identitySignature = file('identity-signature.der')
  const address = withoutPadding(file('address.tlv'))
  const addressSignature = file('address-signature.der')
  const signer = new X509Certificate(file('rrn-cert.der'))
  t.equal(signingHash(signer), 'sha384')
  t.ok(isSignedBy(signer, identity, identitySignature))
  t.ok(isSignedBy(signer, Buffer.concat([address, identitySignature]), addressSignature))
  const trimmed = Buffer.concat([address, withoutPadding(identitySignature)])
  t.notOk(isSignedBy(signer, trimmed, addressSignature), 'the padding is signed too')
  t.notOk(isSignedBy(signer, identity.subarray(1), identitySignature))
  t.notOk(isSignedBy(signer, identity, Buffer.alloc(256)))

  const { person, photoHash } = parseIdentity(identity, file('address.tlv'))
  t.match(person, { surname: 'Specimen', givenNames: 'Nora Angèle', birthDate: '2001-05-03' })
  t.ok(createHash('sha256').update(file('photo.jpg')).digest().equals(photoHash))
})
