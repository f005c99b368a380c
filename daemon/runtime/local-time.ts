import type { LocalTime } from '../core/ticket-number.ts'

const formats = new Map<string, Intl.DateTimeFormat>()

/** Wall time at a site. `iso` is an instant, ISO 8601. */
export function localTime(iso: string, timeZone: string): LocalTime {
  const parts = format(timeZone).formatToParts(new Date(iso))
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour') }
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
