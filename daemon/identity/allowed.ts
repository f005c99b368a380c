import type { Person } from '../core/card-view.ts'
import type { CardField } from '../core/reading-screen.ts'

/** What of a person goes by the name of which field. What is not named here is never taken over. */
const PARTS: Readonly<Record<CardField, readonly (keyof Person)[]>> = {
  names: ['surname', 'givenNames', 'nobility'],
  birth: ['birthDate', 'birthPlace', 'sex'],
  nationality: ['nationality'],
  national_number: ['nationalNumber'],
  address: ['address'],
  photo: [],
  card_number: ['cardNumber', 'cardValidUntil', 'documentType'],
}

/** The person as far as the citizen was told that the card is read. Names and date of birth are always among it. */
export function allowedPerson(person: Person, fields: readonly CardField[]): Person {
  const { surname, givenNames, birthDate } = person
  const parts = fields.flatMap((field) => PARTS[field])
  const allowed = Object.fromEntries(
    parts.filter((part) => person[part] !== undefined).map((part) => [part, person[part]]),
  )
  return { ...allowed, surname, givenNames, birthDate }
}
