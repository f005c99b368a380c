import fc from 'fast-check'
import t from 'tap'
import { NO_CARD_FIELDS, noCardFaults } from '../../../daemon/core/no-card.ts'
import { stepVisit } from '../../../daemon/core/visit.ts'
import { AT, asked, PERSON } from './letters.ts'
import { after, SITUATIONS } from './situations.ts'

const entry = {
  ...PERSON,
  reason: 'lost',
  assurance: 'visual',
  shown: 'passport',
  shownNumber: 'SPECI2014',
  shownCountry: 'Frankrijk',
  basis: 'foto vergeleken',
} as const
const faultsOf = (change: Partial<Record<keyof typeof entry, string>>) =>
  Object.fromEntries(noCardFaults({ ...entry, ...change }, AT))

t.test('what is whole has no faults, and each part is needed', async (t) => {
  t.same(faultsOf({}), {})
  for (const field of NO_CARD_FIELDS.filter((each) => each !== 'shownCountry'))
    t.same(faultsOf({ [field]: ' \t' }), { [field]: 'missing' })
  t.same(faultsOf({ shown: 'none' }), { shown: 'document' })
  t.same(faultsOf({ shown: 'none', assurance: 'declared' }), {})
})

t.test('a document that was seen has its number, where it has one', async (t) => {
  const none = { shownNumber: '', shownCountry: '' }
  t.same(faultsOf(none), { shownNumber: 'missing' })
  t.same(faultsOf({ ...none, shown: 'other' }), {})
  t.same(faultsOf({ ...none, assurance: 'declared' }), {})
  t.same(faultsOf({ shownNumber: '1'.repeat(41), shownCountry: 'Frank\u202erijk' }), {
    shownNumber: 'too_long',
    shownCountry: 'characters',
  })
})

t.test('names are what people read: nothing unseen, nothing turned around', async (t) => {
  for (const sign of [
    '\u202e',
    '\u0007',
    '\u200b',
    '\u2066',
    '\u2028',
    '\n',
    '\u00ad',
    '\ud800',
    '\u3164',
  ])
    t.same(faultsOf({ surname: `Getu${sign}ige` }), { surname: 'characters' })
  for (const name of ["D'Hondt", 'Łukasz Żółć', 'van der Elst-Peeters', 'O’Brien', '李', '-'])
    t.same(faultsOf({ surname: name, givenNames: name }), {}, name)
  t.same(faultsOf({ surname: 'W'.repeat(121) }), { surname: 'too_long' })
  t.same(faultsOf({ basis: 'W'.repeat(501) }), { basis: 'too_long' })
})

t.test('a birth date is a day that was, or as much of it as is known', async (t) => {
  for (const birthDate of ['1970-02-28', '2000-02-29', '1985', '1985-04', AT.slice(0, 10)])
    t.same(faultsOf({ birthDate }), {}, birthDate)
  for (const birthDate of [
    ...['1970-02-31', '31/02/1970', '1900-02-29', '2001-02-29', '1985-13', '1985-00-01'],
    ...['1985-04-00', '85', '1899', '0000', '1985-4-1', '1985-04-12T00', 'juni'],
  ])
    t.same(faultsOf({ birthDate }), { birthDate: 'not_a_date' }, birthDate)
  for (const birthDate of ['2027', '2026-12', '2026-11-24'])
    t.same(faultsOf({ birthDate }), { birthDate: 'future' }, birthDate)
})

t.test('it knows the same days as the calendar', async (t) => {
  const number = (min: number, max: number) => fc.integer({ min, max })
  const same = fc.property(number(1900, 2025), number(0, 13), number(0, 32), (year, month, day) => {
    const two = (each: number) => String(each).padStart(2, '0')
    const birthDate = `${year}-${two(month)}-${two(day)}`
    const date = new Date(`${birthDate}T00:00:00Z`)
    const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(birthDate)
    return exists === (Object.keys(faultsOf({ birthDate })).length === 0)
  })
  t.doesNotThrow(() => fc.assert(same))
})

t.test('the box takes nothing that has a fault', async (t) => {
  const live = after(...(SITUATIONS['live'] ?? []))
  const record = (change: object) =>
    stepVisit(live, asked({ name: 'identity.record', ...entry, ...change }))
  t.equal(record({}).accepted, true)
  for (const change of [
    { givenNames: '' },
    { birthDate: '' },
    { birthDate: '1970-02-31' },
    { basis: ' ' },
    { surname: 'Getu\u202eige' },
  ]) {
    const { accepted, state } = record(change)
    t.equal(accepted, false)
    t.equal(state, live)
  }
})
