import type { Language } from '../../daemon/core/language.ts'
import { hourMinute } from '../../daemon/screens/kit/language.ts'

/** Where the lokets stand: their hours hold in the console too, whatever zone its machine is set to. */
const ZONE = 'Europe/Brussels'

/** Hours and minutes at the lokets, `14:05`. `at` is ISO 8601 or milliseconds of the epoch. */
export function timeOf(at: string | number): string {
  return hourMinute(at, ZONE)
}

const second = new Intl.DateTimeFormat('nl-BE', {
  timeStyle: 'medium',
  hourCycle: 'h23',
  timeZone: ZONE,
})
/** Hours, minutes and seconds at the lokets, `14:05:09`. `at` is milliseconds of the epoch. */
export function secondOf(at: number): string {
  return second.format(at)
}

/** Day and time at the lokets, to the second; what is no time comes back as it is. */
export function momentOf(at: string, language: Language): string {
  const atMs = Date.parse(at)
  if (Number.isNaN(atMs)) return at
  const locale = language === 'en' ? 'en-GB' : `${language}-BE`
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: ZONE,
  }).format(atMs)
}
