import type { LocalTime } from '../core/ticket-number.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Every offset in use is a multiple of it, so that the local hour is the same all through. */
const QUARTER_MS = 900_000
const last = new Map<string, { readonly quarter: number; readonly local: LocalTime }>()

/** Wall time at a site. `iso` is an instant, ISO 8601. */
export function localTime(iso: string, timeZone: string): LocalTime {
  const quarter = Math.floor(Date.parse(iso) / QUARTER_MS)
  const known = last.get(timeZone)
  if (known?.quarter === quarter) return known.local
  const parts = format(timeZone).formatToParts(new Date(iso))
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const local = { year: part('year'), month: part('month'), day: part('day'), hour: part('hour') }
  last.set(timeZone, { quarter, local })
  return local
}

/** Whether this machine knows the zone, such as `Europe/Brussels`. Source: the IANA time zone database in Node's ICU. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function format(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  formats.set(timeZone, made)
  return made
}
