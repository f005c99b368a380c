import { UNSEEN } from './unseen.ts'
import type { ShownDocument } from './visit-view.ts'

/** The parts of an identity that an inspector records without a card. */
export const NO_CARD_FIELDS = [
  'reason',
  'assurance',
  'shown',
  'shownNumber',
  'shownCountry',
  'surname',
  'givenNames',
  'birthDate',
  'basis',
] as const
export type NoCardField = (typeof NO_CARD_FIELDS)[number]

/** `characters`: some that nobody sees, or that turn the order of reading. `document`: none was seen. */
export type NoCardFault =
  | 'missing'
  | 'document'
  | 'characters'
  | 'too_long'
  | 'not_a_date'
  | 'future'

/** In UTF-16 code units; the others are chosen from a list. */
export const NO_CARD_LIMITS = {
  shownNumber: 40,
  shownCountry: 60,
  surname: 120,
  givenNames: 120,
  birthDate: 10,
  basis: 500,
} as const

/** Documents that have a number: to have seen one is to have seen that. */
const NUMBERED: readonly string[] = [
  'passport',
  'driving_licence',
  'residence_permit',
  'foreign_identity_card',
] satisfies readonly ShownDocument[]

/**
 * What is wrong with each field, for the console before it asks and for the box before it takes: none when it may be
 * recorded. `today` is an ISO 8601 date or instant.
 */
export function noCardFaults(
  entry: Readonly<Record<NoCardField, string>>,
  today: string,
): ReadonlyMap<NoCardField, NoCardFault> {
  const faults = new Map<NoCardField, NoCardFault>()
  for (const field of NO_CARD_FIELDS) {
    const fault = faultOf(field, entry, today)
    if (fault) faults.set(field, fault)
  }
  return faults
}

function faultOf(
  field: NoCardField,
  entry: Readonly<Record<NoCardField, string>>,
  today: string,
): NoCardFault | undefined {
  const text = entry[field]
  if (text.trim() === '') return isNeeded(field, entry) ? 'missing' : undefined
  if (UNSEEN.test(text)) return 'characters'
  if (field === 'birthDate') return birthDateFault(text, today)
  if (field === 'shown')
    return entry.assurance === 'visual' && text === 'none' ? 'document' : undefined
  const limits: Readonly<Partial<Record<NoCardField, number>>> = NO_CARD_LIMITS
  return text.length > (limits[field] ?? text.length) ? 'too_long' : undefined
}

function isNeeded(
  field: NoCardField,
  { assurance, shown }: Readonly<Record<NoCardField, string>>,
): boolean {
  if (field === 'shownNumber') return assurance === 'visual' && NUMBERED.includes(shown)
  return field !== 'shownCountry'
}

const BIRTH_DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
/** Nobody who is older sits at a loket: it is a slip of the keys. */
const FIRST_YEAR = 1900

/** A year, a year and a month, or a day that exists: the register has people of whom no more is known. */
function birthDateFault(text: string, today: string): NoCardFault | undefined {
  const [, year, month = '01', day = '01'] = BIRTH_DATE.exec(text) ?? []
  const exists =
    Number(year) >= FIRST_YEAR &&
    Number(day) >= 1 &&
    Number(day) <= daysIn(Number(year), Number(month))
  if (!exists) return 'not_a_date'
  return text > today.slice(0, text.length) ? 'future' : undefined
}

/** 0 for what is no month. */
function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}
