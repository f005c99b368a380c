import t from 'tap'
import { CARD_FIELDS, mayKeepFiles } from '../../../daemon/core/reading-screen.ts'
import { allowedPerson } from '../../../daemon/identity/allowed.ts'
import { cardConfig } from '../../../daemon/identity/config.ts'

const person = {
  surname: 'Specimen',
  givenNames: 'Een',
  birthDate: '1985-04-12',
  birthPlace: 'Proefstad',
  nationality: 'Belg',
  nationalNumber: '85041220485',
  cardNumber: '592000000109',
  cardValidUntil: '2034-01-01',
  address: { street: 'Proefstraat 1', zip: '3600', municipality: 'Genk' },
}
const { address: _, ...homeless } = person

t.test('nothing is taken from a card but what the citizen was told', async (t) => {
  t.same(allowedPerson(person, CARD_FIELDS), person)
  const { surname, givenNames, birthDate, birthPlace } = person
  t.same(allowedPerson(person, ['names', 'birth']), { surname, givenNames, birthDate, birthPlace })
  t.notOk('nationalNumber' in allowedPerson(person, ['names', 'birth', 'address', 'photo']))
  t.notOk('address' in allowedPerson(homeless, CARD_FIELDS))
})

t.test('a signed file is kept whole or not at all', async (t) => {
  t.ok(mayKeepFiles(CARD_FIELDS))
  t.ok(mayKeepFiles(CARD_FIELDS.filter((field) => field !== 'photo')))
  t.notOk(mayKeepFiles(CARD_FIELDS.filter((field) => field !== 'address')))
})

t.test('settings name fields that exist, and those that tell who it is', async (t) => {
  const card = { reader: 'sim', socket: '/slot', trust: { mode: 'belgium' } }
  t.same(cardConfig.parse(card).fields, CARD_FIELDS)
  t.notOk(cardConfig.safeParse({ ...card, fields: ['names'] }).success)
  t.notOk(cardConfig.safeParse({ ...card, fields: ['names', 'birth', 'shoe_size'] }).success)
})
