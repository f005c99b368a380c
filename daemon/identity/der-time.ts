import type { DerElement } from './der.ts'

const UTC_TIME = 0x17
const GENERALIZED_TIME = 0x18

export function isTime({ tag }: DerElement): boolean {
  return tag === UTC_TIME || tag === GENERALIZED_TIME
}

/** YYMMDDhhmmssZ with a pivot at 1950, or YYYYMMDDhhmmssZ. Source: RFC 5280, 4.1.2.5. */
export function timeOf({ tag, content }: DerElement): Date | undefined {
  const text = Buffer.from(content).toString('latin1')
  const century = text < '50' ? '20' : '19'
  const whole = tag === UTC_TIME ? century + text : text
  const [, day, time] = /^(\d{8})(\d{6})Z$/.exec(whole) ?? []
  if (!day || !time) return undefined
  const iso = `${day.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`
  const date = new Date(iso)
  return Number.isNaN(date.getTime()) ? undefined : date
}
