import { decodeTlv, type TlvField } from '../../hw/card/eid-tlv.ts'
import type { Person, SpecialStatus } from '../core/card-view.ts'
import { documentType } from './document-type.ts'

/** The files hold no whole identity: text that is not UTF-8, or no surname or birth date. */
export class IdentityError extends Error {
  readonly code = 'IDENTITY_INVALID'
  readonly scope = 'visit'
}

/** The fields of the identity file that are looked at. Source: Belgian eID, ID and address file, v5. */
export interface Identity {
  readonly cardNumber: string
  readonly chipNumber: Uint8Array
  /** ISO 8601, or as it stands on the card when it is no date. */
  readonly validFrom: string
  readonly validUntil: string
  readonly nationalNumber: string
  readonly photoHash: Uint8Array
  /** SHA-384 of the chip's own public key; empty before applet 1.8. */
  readonly keyHash: Uint8Array
  readonly person: Person
}

/** Reads identity and address file into fields. @throws IdentityError @throws TlvError */
export function parseIdentity(identityFile: Uint8Array, addressFile: Uint8Array): Identity {
  const identity = fieldsOf(identityFile)
  const surname = identity.text(0x07)
  const birthDate = isoDate(identity.text(0x0c))
  if (surname === '' || birthDate === '') throw new IdentityError('no surname or no birth date')
  const cardNumber = identity.text(0x01)
  const nationalNumber = identity.text(0x06)
  const validUntil = isoDate(identity.text(0x04))
  return {
    cardNumber,
    chipNumber: identity.bytes(0x02),
    validFrom: isoDate(identity.text(0x03)),
    validUntil,
    nationalNumber,
    photoHash: identity.bytes(0x11),
    keyHash: identity.bytes(0x1a),
    person: {
      surname,
      givenNames: givenNames(identity),
      birthDate,
      ...optional('birthPlace', identity.text(0x0b)),
      ...optional('nationality', identity.text(0x0a)),
      ...optional('nationalNumber', nationalNumber),
      ...optional('cardNumber', cardNumber),
      ...optional('cardValidUntil', validUntil),
      ...sexOf(identity.text(0x0d)),
      ...optional('documentType', documentType(identity.text(0x0f))),
      ...optional('nobility', identity.text(0x0e)),
      ...statusOf(identity.text(0x10)),
      ...addressOf(addressFile),
    },
  }
}

/** The name in an identity file that nothing has been checked of. @throws IdentityError @throws TlvError */
export function readName(identityFile: Uint8Array): Pick<Person, 'surname' | 'givenNames'> {
  const identity = fieldsOf(identityFile)
  return { surname: identity.text(0x07), givenNames: givenNames(identity) }
}

function givenNames(identity: Fields): string {
  return [identity.text(0x08), identity.text(0x09)].filter((name) => name !== '').join(' ')
}

/** A woman is F, V or W by the language of the card. */
function sexOf(text: string): Pick<Person, 'sex'> {
  if (text === 'M') return { sex: 'M' }
  return /^[FVW]$/.test(text) ? { sex: 'F' } : {}
}

function statusOf(code: string): Pick<Person, 'specialStatus'> {
  const specialStatus = SPECIAL_STATUS[code]
  return specialStatus ? { specialStatus } : {}
}

function addressOf(file: Uint8Array): Pick<Person, 'address'> {
  const fields = fieldsOf(file)
  const address = { street: fields.text(1), zip: fields.text(2), municipality: fields.text(3) }
  return Object.values(address).every((value) => value === '') ? {} : { address }
}

function optional<K extends string>(key: K, value: string): { [P in K]?: string } {
  return (value === '' ? {} : { [key]: value }) as { [P in K]?: string }
}

interface Fields {
  /** Empty when the field is not there. */
  bytes(tag: number): Uint8Array
  /** @throws IdentityError when it is not UTF-8. */
  text(tag: number): string
}

function fieldsOf(file: Uint8Array): Fields {
  const fields: readonly TlvField[] = decodeTlv(file)
  const bytes = (tag: number): Uint8Array =>
    fields.find((field) => field.tag === tag)?.value ?? new Uint8Array()
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  return {
    bytes,
    text(tag) {
      try {
        return utf8.decode(bytes(tag)).replaceAll('\0', '').trim()
      } catch (cause) {
        throw new IdentityError('a text is not UTF-8', { cause })
      }
    },
  }
}

/** Source: Belgian eID, ID and address file, v5, special status. */
const SPECIAL_STATUS: Readonly<Record<string, SpecialStatus>> = {
  1: 'white_cane',
  2: 'extended_minority',
  3: 'white_cane_and_extended_minority',
  4: 'yellow_cane',
  5: 'yellow_cane_and_extended_minority',
}

/** The names that stand on cards, January first. */
const MONTHS: readonly (readonly string[])[] = [
  ['JAN', '01'],
  ['FEB', 'FEV', '02'],
  ['MAAR', 'MARS', 'MAR', 'MRZ', '03'],
  ['APR', 'AVR', '04'],
  ['MEI', 'MAI', '05'],
  ['JUN', 'JUIN', '06'],
  ['JUL', 'JUIL', '07'],
  ['AUG', 'AOUT', '08'],
  ['SEP', 'SEPT', '09'],
  ['OKT', 'OCT', '10'],
  ['NOV', '11'],
  ['DEC', 'DEZ', '12'],
]

/**
 * A date of the card as YYYY-MM-DD: day, month in Dutch, French, German or digits, year, with dots or blanks between. A
 * birth date may be a year only; that, and whatever is no date, is given back as it stands.
 */
export function isoDate(text: string): string {
  const [, day = '', name = '', year = ''] =
    /^(\d{1,2})[. ]+([^. \d]+|\d{2})[. ]+(\d{4})$/.exec(text) ?? []
  const plain = name.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')
  const month = MONTHS.findIndex((names) => names.includes(plain)) + 1
  const iso = `${year}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(iso) ? iso : text
}

function isCalendarDate(iso: string): boolean {
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso)
}

/**
 * Whether the last two of the eleven digits are 97 minus the remainder of the first nine by 97; for births from 2000 a 2
 * goes before the nine. Source: National Register number, royal decree of 3 April 1984.
 */
export function isNationalNumber(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  const digits = text.slice(0, 9)
  const check = Number(text.slice(9))
  return [digits, `2${digits}`].some((counted) => 97 - (Number(counted) % 97) === check)
}
