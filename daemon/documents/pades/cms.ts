import { Null, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  AlgorithmIdentifier,
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs'
import { HASHES, type Hash, OID, SCHEMES, type Scheme } from './algorithms.ts'
import {
  type Cert,
  curveOf,
  DerError,
  derSignature,
  hashBytes,
  own,
  readCertificate,
  signatureHolds,
} from './x509.ts'

/** Whoever signs: a card, or the box with its own key. */
export interface Signer {
  readonly scheme: Scheme
  /** DER, like those of the chain: the issuers, root included or not. */
  readonly certificate: Uint8Array
  readonly chain: readonly Uint8Array[]
  /**
   * Signs. A card takes the `hash`; a key in software hashes the `attributes` itself. RSA answers with the PKCS#1 v1.5
   * block, EC with r and s side by side.
   */
  sign(hash: Uint8Array, attributes: Uint8Array): Promise<Uint8Array>
}

/** The signature that came back is not one of the certificate's key: a wrong card, a damaged answer. */
export class SignatureMismatchError extends Error {
  readonly code = 'SIGNATURE_MISMATCH'
  readonly scope = 'visit'
}

/** Attributes of a signature as DER, in the order of a DER SET. Source: ITU-T X.690, 11.6. */
function derSet(attributes: readonly Attribute[]): Attribute[] {
  return attributes
    .map((attribute) => ({
      attribute,
      der: Buffer.from(attribute.toSchema().toBER()),
    }))
    .sort((a, b) => Buffer.compare(a.der, b.der))
    .map(({ attribute }) => attribute)
}

/** The bytes that are signed: the attributes with the tag of a SET. Source: RFC 5652, 5.4. */
function signedBytes(attributes: SignedAndUnsignedAttributes): Uint8Array {
  const der = new Uint8Array(attributes.toSchema().toBER())
  der[0] = 0x31
  return der
}

/**
 * Makes a detached CMS signature as PAdES B-B wants it, without signing time, and checks it before it is given away.
 * @throws SignatureMismatchError @throws DerError. Sources: ETSI EN 319 142-1, 6.3; RFC 5652; RFC 5035.
 */
export async function makeCms(
  digest: (hash: Hash) => Uint8Array,
  signer: Signer,
): Promise<Uint8Array> {
  const algorithm = SCHEMES[signer.scheme]
  const certificate = readCertificate(signer.certificate)
  const attributes = await signedAttributes(digest(algorithm.hash), signer.certificate)
  const toSign = signedBytes(attributes)
  const raw = await signer.sign(await hashBytes(algorithm.hash, toSign), toSign)
  const signature = encoded(raw, certificate, signer.scheme)
  if (!(await signatureHolds(certificate, algorithm, toSign, signature)))
    throw new SignatureMismatchError('the signature is not that of the certificate')
  const chain = [certificate, ...signer.chain.map(readCertificate)]
  return wrapped(chain, signer.scheme, attributes, signature)
}

function encoded(raw: Uint8Array, certificate: Cert, scheme: Scheme): Uint8Array {
  if (SCHEMES[scheme].family === 'rsa') return raw
  const curve = curveOf(certificate)
  if (curve === undefined) throw new SignatureMismatchError('the certificate has another key')
  return guardedSignature(() => derSignature(raw, curve.bytes))
}
function guardedSignature(make: () => Uint8Array): Uint8Array {
  try {
    return make()
  } catch (cause) {
    throw new SignatureMismatchError('the signature has another length', { cause })
  }
}

async function signedAttributes(
  digest: Uint8Array,
  certificate: Uint8Array,
): Promise<SignedAndUnsignedAttributes> {
  // SHA-256 is the default of the attribute, so that DER leaves its name out.
  const certificateHash = await hashBytes('sha256', certificate)
  const certificateId = new Sequence({
    value: [new OctetString({ valueHex: own(certificateHash) })],
  })
  const attributes = derSet([
    new Attribute({
      type: OID.contentType,
      values: [new ObjectIdentifier({ value: OID.data })],
    }),
    new Attribute({
      type: OID.messageDigest,
      values: [new OctetString({ valueHex: own(digest) })],
    }),
    new Attribute({
      type: OID.signingCertificateV2,
      values: [new Sequence({ value: [new Sequence({ value: [certificateId] })] })],
    }),
  ])
  return new SignedAndUnsignedAttributes({ type: 0, attributes })
}

function wrapped(
  chain: readonly Cert[],
  scheme: Scheme,
  signedAttrs: SignedAndUnsignedAttributes,
  signature: Uint8Array,
): Uint8Array {
  const [certificate] = chain
  if (certificate === undefined) throw new SignatureMismatchError('no certificate')
  const { oid, hash, family } = SCHEMES[scheme]
  const digestAlgorithm = new AlgorithmIdentifier({ algorithmId: HASHES[hash].oid })
  const signerInfo = new SignerInfo({
    version: 1,
    sid: new IssuerAndSerialNumber({
      issuer: certificate.x509.issuer,
      serialNumber: certificate.x509.serialNumber,
    }),
    digestAlgorithm,
    signedAttrs,
    signatureAlgorithm: new AlgorithmIdentifier({
      algorithmId: oid,
      ...(family === 'rsa' ? { algorithmParams: new Null() } : {}),
    }),
    signature: new OctetString({ valueHex: own(signature) }),
  })
  const cms = encodeSignedData(
    new SignedData({
      version: 1,
      digestAlgorithms: [digestAlgorithm],
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
      certificates: chain.map(({ x509 }) => x509),
      signerInfos: [signerInfo],
    }),
  )
  // The library writes certificates anew; one that comes out other than it came in would be no certificate.
  if (!chain.every(({ der }) => Buffer.from(cms).includes(Buffer.from(der))))
    throw new DerError('a certificate that is not DER')
  return cms
}

function encodeSignedData(signed: SignedData): Uint8Array {
  const content = new ContentInfo({ contentType: OID.signedData, content: signed.toSchema(true) })
  return new Uint8Array(content.toSchema().toBER())
}
