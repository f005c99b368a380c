import type { Specimen } from './people.ts'

type Born = Pick<Specimen, 'born' | 'order'>

/** Six digits of the birth date, the order number, then 97 minus the remainder; born from 2000, a 2 goes before. */
export function nationalNumber({ born, order }: Born): string {
  const digits = `${born.slice(2)}${order}`
  const counted = Number(born >= '2000' ? `2${digits}` : digits)
  return `${digits}${String(97 - (counted % 97)).padStart(2, '0')}`
}

/** Twelve digits of which the last two are the remainder by 97; a foreigner's is `B` and nine digits. */
export function cardNumber({ born, order, note }: Born & Pick<Specimen, 'note'>): string {
  if (note === 'foreigner') return `B${born.slice(2)}${order}`
  const digits = `0${born.slice(2)}${order}`
  return `${digits}${String(Number(digits) % 97 || 97).padStart(2, '0')}`
}
