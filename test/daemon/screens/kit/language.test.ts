import t from 'tap'
import { dayName, hourMinute, pageLanguage } from '../../../../daemon/screens/kit/language.ts'

t.test('a page speaks the language that its address asks for, else Dutch', async (t) => {
  t.equal(pageLanguage('?lang=fr'), 'fr')
  t.equal(pageLanguage('?lang=xx'), 'nl')
  t.equal(pageLanguage(''), 'nl')
})

t.test('times are those of the place, in 24 hours', async (t) => {
  t.equal(hourMinute('2026-11-23T23:05:00Z', 'Europe/Brussels'), '00:05')
  t.equal(hourMinute('2026-06-23T12:05:00Z', 'Europe/Brussels'), '14:05')
  t.match(hourMinute(0), /^\d\d:\d\d$/)
})

t.test('the day is named in the language of the page', async (t) => {
  const at = '2026-11-23T12:00:00Z'
  t.equal(dayName(at, 'nl', 'Europe/Brussels'), 'maandag 23 november')
  t.equal(dayName(at, 'fr', 'Europe/Brussels'), 'lundi 23 novembre')
  t.equal(dayName(at, 'de', 'Europe/Brussels'), 'Montag, 23. November')
  t.match(dayName(at, 'en', 'Europe/Brussels'), /Monday/)
})
