import { randomBytes } from 'node:crypto'
import * as asn1js from 'asn1js'
import * as pkijs from 'pkijs'
import type { KeyKind } from '../../../hw/card/virtual/pkcs15.ts'

/** A key pair with its certificate. */
export interface Issued {
  /** DER. */
  readonly certificate: Buffer
  /** PKCS#8 PEM. */
  readonly key: string
}

/** The test stand-in for the authorities behind an eID. Every name in it says TEST. */
export interface TestPki {
  readonly root: Issued
  /** Signs identity and address files. */
  readonly signer: Issued
  readonly citizenCa: Issued
  /** Issues one of the two certificates of a card. */
  citizen(request: CitizenRequest): Promise<Issued>
}
export interface CitizenRequest {
  readonly use: 'authentication' | 'signature'
  readonly keys: KeyKind
  readonly commonName: string
  readonly surname: string
  readonly givenNames: string
  readonly nationalNumber: string
  readonly from: Date
  readonly until: Date
}

/** Key usage bits from the left, by what a certificate is for. Source: RFC 5280, section 4.2.1.3. */
const USAGES = {
  authority: { bits: 0x06, unused: 1 },
  signer: { bits: 0xc0, unused: 6 },
  authentication: { bits: 0x80, unused: 7 },
  signature: { bits: 0x40, unused: 6 },
} as const

const NAMES = {
  country: '2.5.4.6',
  organisation: '2.5.4.10',
  commonName: '2.5.4.3',
  surname: '2.5.4.4',
  givenName: '2.5.4.42',
  serialNumber: '2.5.4.5',
} as const
type Name = readonly (readonly [keyof typeof NAMES, string])[]

interface Party {
  readonly subject: pkijs.RelativeDistinguishedNames
  readonly publicKey: CryptoKey
  readonly privateKey: CryptoKey
  /** SHA-1 of the public key's bits. Source: RFC 5280, section 4.2.1.2, method 1. */
  readonly keyIdentifier: ArrayBuffer
  readonly issued: Issued
}
interface Request {
  readonly name: Name
  readonly keys: KeyKind
  readonly usage: keyof typeof USAGES
  /** How many authorities may follow; an end entity without it. */
  readonly pathLength?: number
  readonly from: Date
  readonly until: Date
}

/**
 * Makes the authorities with fresh keys of one kind: a root, and below it the National Register's signer and the
 * authority of the citizens. `mark` stands in the names of root and authority.
 */
export async function testPki(keys: KeyKind, mark: string): Promise<TestPki> {
  const year = new Date().getUTCFullYear()
  // Older than the oldest card, and there when the newest one is checked long after.
  const span = { from: day(year - 13), until: day(year + 20), keys }
  const root = await issue(
    { name: authority(`Belgium Root ${mark} TEST`), usage: 'authority', pathLength: 1, ...span },
    null,
  )
  const [signer, citizenCa] = await Promise.all([
    issue({ name: authority('RRN TEST'), usage: 'signer', ...span }, root),
    issue(
      { name: authority(`Citizen ${mark} TEST`), usage: 'authority', pathLength: 0, ...span },
      root,
    ),
  ])
  return {
    root: root.issued,
    signer: signer.issued,
    citizenCa: citizenCa.issued,
    async citizen({ use, keys, from, until, ...person }) {
      const name: Name = [
        ['country', 'BE'],
        ['commonName', person.commonName],
        ['surname', person.surname],
        ['givenName', person.givenNames],
        ['serialNumber', person.nationalNumber],
      ]
      return (await issue({ name, keys, usage: use, from, until }, citizenCa)).issued
    },
  }
}

/** A fresh key pair with nothing to it. */
export async function freshKey(keys: KeyKind): Promise<string> {
  return toPem('PRIVATE KEY', await pkcs8(await keyPair(keys)))
}

/** The lines of a PEM file. Source: RFC 7468. */
export function toPem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}

/** The first of February of a year, as on the cards. */
export const day = (year: number): Date => new Date(Date.UTC(year, 1, 1))

const authority = (commonName: string): Name => [
  ['country', 'BE'],
  ['organisation', 'TEST'],
  ['commonName', commonName],
]

function keyPair(kind: KeyKind): Promise<CryptoKeyPair> {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 }
  const exponent = new Uint8Array([1, 0, 1])
  const uses = ['sign', 'verify'] as const
  return kind === 'rsa'
    ? crypto.subtle.generateKey({ ...rsa, publicExponent: exponent }, true, uses)
    : crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-384' }, true, uses)
}

async function pkcs8({ privateKey }: CryptoKeyPair): Promise<Buffer> {
  return Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey))
}

async function issue(request: Request, issuer: Party | null): Promise<Party> {
  const pair = await keyPair(request.keys)
  const certificate = new pkijs.Certificate()
  const subject = nameOf(request.name)
  certificate.version = 2
  const serial = Buffer.concat([Buffer.of(0x10), randomBytes(15)])
  certificate.serialNumber = new asn1js.Integer({ valueHex: arrayBuffer(serial) })
  certificate.subject = subject
  certificate.issuer = issuer?.subject ?? subject
  certificate.notBefore.value = request.from
  certificate.notAfter.value = request.until
  await certificate.subjectPublicKeyInfo.importKey(pair.publicKey)
  const bits = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView
  const keyIdentifier = await crypto.subtle.digest('SHA-1', Buffer.from(bits))
  certificate.extensions = extensions(
    request,
    keyIdentifier,
    issuer?.keyIdentifier ?? keyIdentifier,
  )
  const signing = issuer?.privateKey ?? pair.privateKey
  await certificate.sign(signing, signing.algorithm.name === 'ECDSA' ? 'SHA-384' : 'SHA-256')
  return {
    ...pair,
    subject,
    keyIdentifier,
    issued: {
      certificate: Buffer.from(certificate.toSchema(true).toBER()),
      key: toPem('PRIVATE KEY', await pkcs8(pair)),
    },
  }
}

function nameOf(name: Name): pkijs.RelativeDistinguishedNames {
  const typesAndValues = name.map(([key, value]) => {
    const printable = key === 'country' || key === 'serialNumber'
    const text = printable
      ? new asn1js.PrintableString({ value })
      : new asn1js.Utf8String({ value })
    return new pkijs.AttributeTypeAndValue({ type: NAMES[key], value: text })
  })
  return new pkijs.RelativeDistinguishedNames({ typesAndValues })
}

function extensions(
  { usage, pathLength }: Request,
  own: ArrayBuffer,
  issuers: ArrayBuffer,
): pkijs.Extension[] {
  const { bits, unused } = USAGES[usage]
  const constraints = new pkijs.BasicConstraints(
    pathLength === undefined ? {} : { cA: true, pathLenConstraint: pathLength },
  )
  const keyUsage = new asn1js.BitString({
    valueHex: Uint8Array.of(bits).buffer,
    unusedBits: unused,
  })
  const issuerKey = new pkijs.AuthorityKeyIdentifier({
    keyIdentifier: new asn1js.OctetString({ valueHex: issuers }),
  })
  const isCitizen = usage === 'authentication' || usage === 'signature'
  return [
    ...(isCitizen ? [] : [extension('2.5.29.19', true, constraints.toSchema())]),
    extension('2.5.29.15', true, keyUsage),
    ...(isCitizen
      ? []
      : [extension('2.5.29.14', false, new asn1js.OctetString({ valueHex: own }))]),
    extension('2.5.29.35', false, issuerKey.toSchema()),
  ]
}

function extension(extnID: string, critical: boolean, value: asn1js.BaseBlock): pkijs.Extension {
  return new pkijs.Extension({ extnID, critical, extnValue: value.toBER() })
}

function arrayBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
