import { createHash, createSign, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { encodeTlv, withoutPadding } from '../../../hw/card/eid-tlv.ts'
import type { CardImage, CardNote } from '../../../hw/card/virtual/card-image.ts'
import {
  CERTIFICATES,
  DIRECTORY,
  OBJECTS,
  PINS,
  PRIVATE_KEYS,
  tokenInfo,
} from '../../../hw/card/virtual/pkcs15.ts'
import { type Issued, type TestPki, withTestPki } from './pki.ts'
import { type Crop, idPhoto } from './portrait.ts'

/** Somebody who does not exist. */
interface Specimen {
  readonly id: string
  readonly label: string
  readonly note: CardNote
  readonly surname: string
  readonly givenNames: string
  readonly thirdInitial: string
  /** YYYYMMDD, with the order number of that day. */
  readonly born: string
  readonly order: string
  /** As it stands on the card. */
  readonly birthDate: string
  readonly birthPlace: string
  readonly sex: string
  readonly address: readonly [street: string, zip: string, municipality: string]
  readonly crop: Crop
}

const SPECIMENS: readonly Specimen[] = [
  {
    id: 'specimen-een',
    label: 'Specimen Een',
    note: 'adult',
    surname: 'Specimen',
    givenNames: 'Een Noëlle',
    thirdInitial: 'T',
    born: '19850412',
    order: '204',
    birthDate: '12 APR 1985',
    birthPlace: 'Genk',
    sex: 'V',
    address: ['Proefstraat 12 bus 3', '3600', 'Genk'],
    crop: { left: 128, top: 0, width: 196 },
  },
  {
    id: 'specimen-twee',
    label: 'Specimen Twee',
    note: 'adult',
    surname: 'Specimen',
    givenNames: 'Twee André',
    thirdInitial: '',
    born: '20010815',
    order: '107',
    birthDate: '15 AOUT 2001',
    birthPlace: 'Liège',
    sex: 'M',
    address: ['Chaussée des Essais 7', '3660', 'Oudsbergen'],
    crop: { left: 144, top: 16, width: 168 },
  },
  {
    id: 'specimen-vervalst',
    label: 'Specimen Vervalst',
    note: 'tampered',
    surname: 'Specimen',
    givenNames: 'Vervalst Zoë',
    thirdInitial: 'K',
    born: '19780303',
    order: '312',
    birthDate: '03.MÄR.1978',
    birthPlace: 'Eupen',
    sex: 'V',
    address: ['Musterweg 1', '4700', 'Eupen'],
    crop: { left: 100, top: 0, width: 224 },
  },
]
const ATR = '3B9813400AA503010101AD1311'
/** What the forger changed: one letter of a given name. */
const FORGED = { from: 'Vervalst', to: 'Verwalst' } as const

/**
 * Makes the test cards: one JSON file each in `folder`, and the root that signed them in `folder/roots/test-root.pem`.
 * Keys and chip numbers are new each time. `unpacked` holds the portrait that the photos are cut from.
 */
export async function makeCards(
  folder: string,
  unpacked = join(dirname(folder), '..', 'debian'),
): Promise<void> {
  await mkdir(join(folder, 'roots'), { recursive: true })
  await withTestPki(async (pki) => {
    const specimens = SPECIMENS.map((specimen) => specimenCard(pki, specimen, unpacked))
    const cards = [...(await Promise.all(specimens)), FOREIGN]
    for (const card of cards)
      await writeFile(join(folder, `${card.id}.json`), JSON.stringify(card, null, 1))
    await writeFile(join(folder, 'roots/test-root.pem'), toPem(pki.root.certificate))
  })
}

/** A card of another kind that fits the reader. */
const FOREIGN: CardImage = {
  id: 'geen-eid',
  label: 'Geen eID',
  note: 'not_an_eid',
  atr: '3B6800000073C84012009000',
  cardData: '',
  pin: '0000',
  files: {},
  keys: {},
}

async function specimenCard(
  pki: TestPki,
  specimen: Specimen,
  unpacked: string,
): Promise<CardImage> {
  const number = nationalNumber(specimen)
  const person = `/C=BE/SN=${specimen.surname}/GN=${specimen.givenNames}/serialNumber=${number}`
  const name = `${specimen.label} TEST`
  const [photo, authentication, signature] = await Promise.all([
    idPhoto(unpacked, specimen.crop),
    pki.citizen(`${person}/CN=${name} (Authentication)`, 'authentication'),
    pki.citizen(`${person}/CN=${name} (Signature)`, 'signature'),
  ])
  const serial = randomBytes(16)
  const files = {
    ...applicationFiles(pki, serial, authentication, signature),
    ...identityFiles(pki.signer, specimen, { serial, number, photo }),
  }
  return {
    id: specimen.id,
    label: specimen.label,
    note: specimen.note,
    atr: ATR,
    cardData: Buffer.concat([serial, CARD_DATA_TAIL]).toString('hex'),
    pin: '1234',
    files: Object.fromEntries(
      Object.entries(files).map(([path, bytes]) => [`3F00/${path}`, bytes.toString('base64')]),
    ),
    keys: { '82': authentication.key, '83': signature.key },
  }
}

/** Component, operating system, softmask, applet 17, global OS 0003, interface, PKCS#1 21, key exchange, life cycle 0F. */
const CARD_DATA_TAIL = Buffer.from('A5030101011700030021010F', 'hex')
const CERTIFICATE_PADDING = Buffer.alloc(50)

function applicationFiles(
  pki: TestPki,
  serial: Buffer,
  authentication: Issued,
  signature: Issued,
): Record<string, Buffer> {
  const padded = ({ certificate }: Issued): Buffer =>
    Buffer.concat([certificate, CERTIFICATE_PADDING])
  return {
    '2F00': DIRECTORY,
    'DF00/5031': OBJECTS,
    'DF00/5032': tokenInfo(serial),
    'DF00/5034': PINS,
    'DF00/5035': PRIVATE_KEYS,
    'DF00/5037': CERTIFICATES,
    'DF00/5038': padded(authentication),
    'DF00/5039': padded(signature),
    'DF00/503A': padded(pki.citizenCa),
    'DF00/503B': padded(pki.root),
    'DF00/503C': padded(pki.signer),
  }
}

interface Personal {
  readonly serial: Buffer
  readonly number: string
  readonly photo: Buffer
}

function identityFiles(
  signer: Issued,
  specimen: Specimen,
  personal: Personal,
): Record<string, Buffer> {
  const genuine = identityFile(specimen, personal)
  const address = addressFile(specimen)
  const identitySignature = sign(signer, genuine)
  return {
    'DF01/4031': specimen.note === 'tampered' ? forge(genuine) : genuine,
    'DF01/4032': identitySignature,
    'DF01/4033': address,
    'DF01/4034': sign(signer, Buffer.concat([withoutPadding(address), identitySignature])),
    'DF01/4035': personal.photo,
  }
}

function identityFile(specimen: Specimen, { serial, number, photo }: Personal): Buffer {
  const year = new Date().getUTCFullYear()
  const text: readonly (readonly [number, string])[] = [
    [0x03, `01.02.${year - 2}`],
    [0x04, `01.02.${year + 8}`],
    [0x05, specimen.address[2]],
    [0x06, number],
    [0x07, specimen.surname],
    [0x08, specimen.givenNames],
    [0x09, specimen.thirdInitial],
    [0x0a, 'Belg'],
    [0x0b, specimen.birthPlace],
    [0x0c, specimen.birthDate],
    [0x0d, specimen.sex],
    [0x0e, ''],
    [0x0f, '1'],
    [0x10, '0'],
  ]
  return encodeTlv([
    { tag: 0x01, value: Buffer.from(cardNumber(specimen)) },
    { tag: 0x02, value: serial },
    ...text.map(([tag, value]) => ({ tag, value: Buffer.from(value) })),
    { tag: 0x11, value: createHash('sha256').update(photo).digest() },
  ])
}

/** Padded with zero bytes to 117, its size on the cards of that time. */
function addressFile({ address }: Specimen): Buffer {
  const fields = address.map((value, index) => ({ tag: index + 1, value: Buffer.from(value) }))
  const file = Buffer.alloc(117)
  encodeTlv(fields).copy(file)
  return file
}

function forge(identity: Buffer): Buffer {
  const forged = Buffer.from(identity)
  forged.write(FORGED.to, forged.indexOf(FORGED.from))
  return forged
}

function sign({ key }: Issued, bytes: Buffer): Buffer {
  return createSign('sha256').update(bytes).sign(key)
}

/** Six digits of the birth date, the order number, then 97 minus the remainder; born from 2000, a 2 goes before. */
function nationalNumber({ born, order }: Specimen): string {
  const digits = `${born.slice(2)}${order}`
  const counted = Number(born >= '2000' ? `2${digits}` : digits)
  return `${digits}${String(97 - (counted % 97)).padStart(2, '0')}`
}

/** Twelve digits of which the last two are the remainder by 97. */
function cardNumber({ born, order }: Specimen): string {
  const digits = `0${born.slice(2)}${order}`
  return `${digits}${String(Number(digits) % 97 || 97).padStart(2, '0')}`
}

function toPem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
