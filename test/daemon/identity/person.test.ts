import fc from 'fast-check'
import t from 'tap'
import { isNationalNumber, isoDate, parseIdentity } from '../../../daemon/identity/person.ts'
import { encodeTlv } from '../../../hw/card/eid-tlv.ts'
import { filesOf } from './specimen.ts'

const file = (fields: Readonly<Record<number, string | Buffer>>): Buffer =>
  encodeTlv(
    Object.entries(fields).map(([tag, value]) => ({ tag: Number(tag), value: Buffer.from(value) })),
  )
const NOBODY = { 7: 'Specimen', 12: '12 APR 1985' }

t.test('birth dates of all three languages become ISO dates', async (t) => {
  const dates = {
    '12 APR 1985': '1985-04-12',
    '03 MAAR 2001': '2001-03-03',
    '03 MEI  2001': '2001-05-03',
    '15 AOUT 1990': '1990-08-15',
    '15 AOÛT 1990': '1990-08-15',
    '28 FEV  1979': '1979-02-28',
    '03.MÄR.1978': '1978-03-03',
    '24.DEZ.1999': '1999-12-24',
    '24.OKT 1999': '1999-10-24',
    '01.02.2034': '2034-02-01',
  }
  for (const [text, iso] of Object.entries(dates)) t.equal(isoDate(text), iso, text)
})

t.test('a partial or impossible date stays as it stands', async (t) => {
  for (const text of [
    '1950',
    '',
    '31 FEB 1980',
    '12 XXX 1980',
    '00 MEI 1980',
    'MEI 1980',
    '99.99.1980',
  ])
    t.equal(isoDate(text), text)
})

t.test('a national number has the right check digits for its century', async (t) => {
  t.ok(isNationalNumber('85073003328'))
  t.notOk(isNationalNumber('85073003327'))
  t.ok(isNationalNumber('01081510734'), 'born in 2001')
  for (const text of ['', '8507300332', '850730033289', '85073O03328'])
    t.notOk(isNationalNumber(text))
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.boolean(), (serial, from2000) => {
      const digits = String(serial).padStart(9, '0')
      const check = 97 - (Number(from2000 ? `2${digits}` : digits) % 97)
      t.ok(isNationalNumber(`${digits}${String(check).padStart(2, '0')}`))
    }),
  )
})

t.test('a test card gives a whole person', async (t) => {
  const { identity, address } = filesOf('specimen-een')
  const { person } = parseIdentity(identity, address)
  t.match(person, {
    surname: 'Specimen',
    givenNames: 'Een Noëlle T',
    birthDate: '1985-04-12',
    birthPlace: 'Genk',
    nationalNumber: /^850412204\d\d$/,
    cardValidUntil: /^\d{4}-02-01$/,
    address: { street: 'Proefstraat 12 bus 3', zip: '3600', municipality: 'Genk' },
  })
})

t.test('what is not on the card is not in the person', async (t) => {
  const { person } = parseIdentity(file(NOBODY), Buffer.alloc(117))
  t.same(person, { surname: 'Specimen', givenNames: '', birthDate: '1985-04-12' })
})

t.test('what an inspector must know of somebody is told in words of our own', async (t) => {
  const of = (fields: Readonly<Record<number, string>>) =>
    parseIdentity(file({ ...NOBODY, ...fields }), Buffer.of()).person
  for (const letter of ['F', 'V', 'W']) t.equal(of({ 13: letter }).sex, 'F')
  t.equal(of({ 13: 'M' }).sex, 'M')
  t.notOk('sex' in of({ 13: '?' }))
  t.equal(of({ 14: 'Baron' }).nobility, 'Baron')
  t.equal(of({ 15: '01' }).documentType, 'belgian')
  t.equal(of({ 15: '36' }).documentType, 'F+')
  t.equal(of({ 15: '68' }).documentType, 'kids F+')
  t.equal(of({ 15: '99' }).documentType, '99', 'a kind that came later')
  t.notOk('specialStatus' in of({ 16: '0' }))
  t.equal(of({ 16: '3' }).specialStatus, 'white_cane_and_extended_minority')
  t.equal(of({ 16: '4' }).specialStatus, 'yellow_cane')
})

t.test(
  'a structure version before the fields, a year of birth and a field too much are read',
  async (t) => {
    const versioned = Buffer.concat([Buffer.of(0, 2, 1, 5), file({ 7: 'Specimen', 12: '1950' })])
    t.match(parseIdentity(versioned, Buffer.of()).person, { birthDate: '1950' })
  },
)

t.test('a field with a tag that nobody knows is passed over', async (t) => {
  t.equal(parseIdentity(file({ ...NOBODY, 200: 'x' }), Buffer.of()).person.surname, 'Specimen')
})

t.test('without surname or birth date, or with damaged text, there is no identity', async (t) => {
  for (const identity of [
    file({ 12: '1950' }),
    file({ 7: 'Specimen' }),
    file({ ...NOBODY, 8: Buffer.of(0xff, 0xfe) }),
  ])
    t.throws(() => parseIdentity(identity, Buffer.of()), { code: 'IDENTITY_INVALID' })
  t.throws(() => parseIdentity(file(NOBODY), Buffer.of(1, 9)), { code: 'CARD_FILE_MALFORMED' })
})
