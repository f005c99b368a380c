/** The time of day that counts on paper. */
const TIME_ZONE = 'Europe/Brussels'
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** `maandag 23 november 2026 om 16:47`: an ISO 8601 instant in words, in the time of Brussels. */
export function longTime(iso: string, locale: string): string {
  return format(iso, locale, { dateStyle: 'full', timeStyle: 'short' })
}

/** `23/11/2026 16:47`, with seconds left out, in the time of Brussels. */
export function shortTime(iso: string, locale: string): string {
  const day = { day: '2-digit', month: '2-digit', year: 'numeric' } as const
  return `${format(iso, locale, day)} ${timeOfDay(iso, locale)}`
}

/** `16:47`, in the time of Brussels. */
export function timeOfDay(iso: string, locale: string): string {
  return format(iso, locale, { hour: '2-digit', minute: '2-digit' })
}

/** A birth date: a whole ISO day in words, anything else (only a year is possible) as it stands on the card. */
export function dayInWords(date: string, locale: string): string {
  if (!ISO_DAY.test(date)) return date
  const noon = new Date(`${date}T12:00:00Z`)
  if (Number.isNaN(noon.getTime())) return date
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(noon)
}

function format(iso: string, locale: string, style: Intl.DateTimeFormatOptions): string {
  const at = new Date(iso)
  if (Number.isNaN(at.getTime())) return iso
  const text = new Intl.DateTimeFormat(locale, { ...style, timeZone: TIME_ZONE }).format(at)
  // Newer ICU data puts a narrow no-break space here and there; the paper has one kind of space.
  return text.replace(/[\u202f\u00a0]/g, ' ')
}
