import { createHash, createPrivateKey, createPublicKey, createSign, randomBytes } from 'node:crypto'
import { encodeTlv, withoutPadding } from '../../../hw/card/eid-tlv.ts'
import {
  CERTIFICATES,
  DIRECTORY,
  type KeyKind,
  OBJECTS,
  PINS,
  privateKeys,
  tokenInfo,
} from '../../../hw/card/virtual/pkcs15.ts'
import { cardNumber } from './numbers.ts'
import { type Generation, type Specimen, surname } from './people.ts'
import { day, type Issued, type TestPki } from './pki.ts'

/** What differs between the generations of the card. */
export interface Edition {
  readonly keys: KeyKind
  readonly atr: string
  /** The card data after the chip number: applet at its sixth byte, life cycle 0F at its last. */
  readonly cardData: string
  readonly hash: 'sha256' | 'sha384'
  readonly photo: { readonly width: number; readonly height: number }
  readonly addressBytes: number
  /** Zero bytes after a certificate, and instead of one. */
  readonly padding: { readonly after: number; readonly absent: number }
}
const EDITION_17: Edition = {
  keys: 'rsa',
  atr: '3B9813400AA503010101AD1311',
  cardData: 'A5030101011700030021010F',
  hash: 'sha256',
  photo: { width: 140, height: 200 },
  addressBytes: 117,
  padding: { after: 50, absent: 1300 },
}
/** Source: Belgian eID card content v5.4 and its addendum for applet 1.7; the sizes are those of published specimens. */
export const EDITIONS: Readonly<Record<Generation, Edition>> = {
  '1.7': EDITION_17,
  '1.7-rekeyed': { ...EDITION_17, addressBytes: 121 },
  '1.8': {
    keys: 'ec',
    atr: '3B7F96000080318065B085040120120FFF829000',
    cardData: 'A5040102001800010000020F',
    hash: 'sha384',
    photo: { width: 150, height: 195 },
    addressBytes: 121,
    padding: { after: 1100, absent: 2500 },
  },
}
/** The Register's signatures fill files of this size, with zero bytes after a shorter DER. */
const SIGNATURE_BYTES = 256

export interface Material {
  readonly specimen: Specimen
  readonly edition: Edition
  readonly pki: TestPki
  readonly nationalNumber: string
  /** The chip number, 16 bytes. */
  readonly serial: Buffer
  readonly photo: Buffer
  readonly authentication: Issued | null
  readonly signature: Issued | null
  /** PKCS#8 PEM, of applet 1.8 only. */
  readonly basicKey: string | null
}

/** Every file of a genuine card by its path below the master file. */
export function cardFiles(material: Material): Record<string, Buffer> {
  return { ...applicationFiles(material), ...identityFiles(material) }
}

function applicationFiles(material: Material): Record<string, Buffer> {
  const { pki, serial, edition } = material
  const { after, absent } = edition.padding
  const padded = (issued: Issued | null): Buffer =>
    issued ? Buffer.concat([issued.certificate, Buffer.alloc(after)]) : Buffer.alloc(absent)
  return {
    '2F00': DIRECTORY,
    'DF00/5031': OBJECTS,
    'DF00/5032': tokenInfo(serial, edition.keys),
    'DF00/5034': PINS,
    'DF00/5035': privateKeys(edition.keys),
    'DF00/5037': CERTIFICATES,
    'DF00/5038': padded(material.authentication),
    'DF00/5039': padded(material.signature),
    'DF00/503A': padded(pki.citizenCa),
    'DF00/503B': padded(pki.root),
    'DF00/503C': padded(pki.signer),
  }
}

function identityFiles(material: Material): Record<string, Buffer> {
  const { pki, edition, photo, basicKey } = material
  const basic = basicKey === null ? null : publicKey(basicKey)
  const identity = identityFile(material, basic)
  const address = addressFile(material.specimen, edition)
  const identitySignature = sign(pki.signer, identity)
  return {
    'DF01/4031': identity,
    'DF01/4032': identitySignature,
    'DF01/4033': address,
    // The identity's signature counts as it is read, with its padding.
    'DF01/4034': sign(pki.signer, Buffer.concat([withoutPadding(address), identitySignature])),
    'DF01/4035': photo,
    ...(basic && { 'DF01/4040': basic }),
  }
}

function identityFile(material: Material, basicKey: Buffer | null): Buffer {
  const { specimen, serial, nationalNumber, photo, edition } = material
  const { from, until } = validity(specimen)
  const text: readonly (readonly [number, string])[] = [
    [0x03, date(from)],
    [0x04, date(until)],
    [0x05, specimen.address[2]],
    [0x06, nationalNumber],
    [0x07, surname(specimen)],
    [0x08, specimen.givenNames],
    [0x09, specimen.thirdInitial ?? ''],
    [0x0a, specimen.nationality ?? 'Belg'],
    [0x0b, specimen.birthPlace],
    [0x0c, specimen.birthDate],
    [0x0d, specimen.sex],
    [0x0e, ''],
    [0x0f, specimen.documentType ?? '1'],
    [0x10, '0'],
  ]
  const hash = (bytes: Buffer): Buffer => createHash(edition.hash).update(bytes).digest()
  const [number, issued] = [cardNumber(specimen), Buffer.from(date(from))]
  return encodeTlv([
    { tag: 0x01, value: Buffer.from(number) },
    { tag: 0x02, value: serial },
    ...text.map(([tag, value]) => ({ tag, value: Buffer.from(value) })),
    { tag: 0x11, value: hash(photo) },
    ...(basicKey ? [{ tag: 0x1a, value: hash(basicKey) }] : []),
    ...(specimen.note === 'foreigner' ? [{ tag: 0x1f, value: issued }] : []),
  ])
}

function addressFile({ address }: Specimen, { addressBytes }: Edition): Buffer {
  const fields = address.map((value, index) => ({ tag: index + 1, value: Buffer.from(value) }))
  const file = Buffer.alloc(addressBytes)
  encodeTlv(fields).copy(file)
  return file
}

/** Since and until when a card is valid; its certificates are as well. */
export function validity({ valid = [-2, 8] }: Specimen): { from: Date; until: Date } {
  const year = new Date().getUTCFullYear()
  return { from: day(year + valid[0]), until: day(year + valid[1]) }
}

/** DD.MM.YYYY */
function date(of: Date): string {
  return of.toISOString().slice(0, 10).split('-').reverse().join('.')
}

/** RSA with SHA-256, ECDSA with SHA-384 as DER. */
function sign({ key }: Issued, bytes: Buffer): Buffer {
  const hash = createPrivateKey(key).asymmetricKeyType === 'ec' ? 'sha384' : 'sha256'
  const file = Buffer.alloc(SIGNATURE_BYTES)
  createSign(hash).update(bytes).sign(key).copy(file)
  return file
}

/** SubjectPublicKeyInfo: 120 bytes on P-384. */
function publicKey(pem: string): Buffer {
  return createPublicKey(pem).export({ format: 'der', type: 'spki' })
}

export const chipNumber = (): Buffer => randomBytes(16)
