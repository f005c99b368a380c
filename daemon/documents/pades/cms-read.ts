import { Constructed, ObjectIdentifier, OctetString, Sequence } from 'asn1js'
import {
  type Attribute,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs'
import { algorithmOf, type Hash, hashOf, OID, type SignatureAlgorithm } from './algorithms.ts'
import { type Cert, DerError, guarded, readCertificate, readDer } from './x509.ts'

/** A CMS SignedData with its one signer, taken apart. Nothing of it is checked. */
export interface SignedMessage {
  readonly contentType: string
  /** Undefined when the content is detached. */
  readonly content: Uint8Array | undefined
  readonly signer: Cert
  readonly others: readonly Cert[]
  readonly algorithm: SignatureAlgorithm
  /** The signed attributes as they are signed. */
  readonly signedBytes: Uint8Array
  readonly signature: Uint8Array
  readonly digest: Uint8Array
  readonly attributedType: string
  readonly certificateId: CertificateId | undefined
}
/** What the signed attributes say of the certificate. Sources: RFC 5035, RFC 2634. */
export interface CertificateId {
  readonly hash: Hash | 'sha1'
  readonly value: Uint8Array
}

/** A signature with a whole chain and a token has some 10 KB. */
const MOST_BYTES = 1_000_000

/** Takes a CMS SignedData apart. @throws DerError when it is not one signer's, with attributes and certificate. */
export function readMessage(der: Uint8Array): SignedMessage {
  if (der.length > MOST_BYTES) throw new DerError('a signature too large')
  return guarded('signature', () => {
    const outer = readDer(der)
    const [, wrapped, ...more] = items(outer)
    // Zeros behind the two would be read as part of it, and nobody vouches for them.
    if (more.length > 0 || !(wrapped instanceof Constructed)) throw new DerError('no content')
    const content = new ContentInfo({ schema: outer })
    if (content.contentType !== OID.signedData) throw new DerError('no signed data')
    const certificates = certificatesIn(items(wrapped.valueBlock.value[0]))
    return messageOf(new SignedData({ schema: content.content }), certificates)
  })
}

/** The certificates of a SignedData by their own bytes. Source: RFC 5652, 5.1: the field is [0]. */
function certificatesIn(fields: readonly unknown[]): Cert[] {
  const field = fields.find((it) => it instanceof Constructed && it.idBlock.tagNumber === 0)
  const values = field instanceof Constructed ? field.valueBlock.value : []
  return values
    .filter((it) => it instanceof Sequence)
    .map((it) => readCertificate(Uint8Array.from(it.valueBeforeDecodeView)))
}

function messageOf(signed: SignedData, certificates: readonly Cert[]): SignedMessage {
  const [info, ...more] = signed.signerInfos
  if (info === undefined || more.length > 0) throw new DerError('not one signer')
  const signer = certificates.find((it) => isSigner(info, it))
  if (signer === undefined) throw new DerError('no certificate of the signer')
  const { signedAttrs } = info
  if (signedAttrs === undefined) throw new DerError('no signed attributes')
  const hash = hashOf(info.digestAlgorithm.algorithmId)
  const algorithm = algorithmOf(info.signatureAlgorithm.algorithmId, hash)
  if (algorithm === undefined || algorithm.hash !== hash)
    throw new DerError('an algorithm that is not used here')
  const { encapContentInfo } = signed
  const attributes = signedAttrs.attributes
  return {
    contentType: encapContentInfo.eContentType,
    content: encapContentInfo.eContent && octets(encapContentInfo.eContent),
    signer,
    others: certificates.filter((it) => it !== signer),
    algorithm,
    signedBytes: new Uint8Array(signedAttrs.encodedValue),
    signature: octets(info.signature),
    digest: octets(only(attributes, OID.messageDigest)),
    attributedType: identifier(only(attributes, OID.contentType)),
    certificateId: certificateId(attributes),
  }
}

function isSigner({ sid }: SignerInfo, { x509 }: Cert): boolean {
  if (!(sid instanceof IssuerAndSerialNumber)) return false
  return sid.issuer.isEqual(x509.issuer) && sid.serialNumber.isEqual(x509.serialNumber)
}

/** The one value of the one attribute of a type. @throws DerError */
function only(attributes: readonly Attribute[], type: string): unknown {
  const [found, ...more] = attributes.filter((it) => it.type === type)
  if (found === undefined || more.length > 0 || found.values.length !== 1)
    throw new DerError(`not one attribute ${type}`)
  return found.values[0]
}

export function octets(value: unknown): Uint8Array {
  if (!(value instanceof OctetString)) throw new DerError('no octet string')
  return new Uint8Array(value.getValue())
}
function identifier(value: unknown): string {
  if (!(value instanceof ObjectIdentifier)) throw new DerError('no object identifier')
  return value.getValue()
}
export function items(value: unknown): readonly unknown[] {
  if (!(value instanceof Sequence)) throw new DerError('no sequence')
  return value.valueBlock.value
}

function certificateId(attributes: readonly Attribute[]): CertificateId | undefined {
  if (attributes.some(({ type }) => type === OID.signingCertificateV2)) {
    const [first] = items(items(only(attributes, OID.signingCertificateV2))[0])
    const [head, next] = items(first)
    if (head instanceof OctetString) return { hash: 'sha256', value: octets(head) }
    const hash = hashOf(identifier(items(head)[0]))
    if (hash === undefined) throw new DerError('an algorithm that is not used here')
    return { hash, value: octets(next) }
  }
  if (!attributes.some(({ type }) => type === OID.signingCertificate)) return undefined
  const [first] = items(items(only(attributes, OID.signingCertificate))[0])
  return { hash: 'sha1', value: octets(items(first)[0]) }
}
