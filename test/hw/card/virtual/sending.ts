import { type Chip, eidChip } from '../../../../hw/card/virtual/card.ts'
import { type CardImage, loadCard } from '../../../../hw/card/virtual/card-image.ts'
import { cards } from '../bench.ts'

export const RIGHT_PIN = '0020000108241234FFFFFFFFFF'
export const WRONG_PIN = '0020000108241299FFFFFFFFFF'

/** Sends one command in hex; the answer in hex. */
export const send = (chip: Chip, hex: string): string =>
  chip.process(Buffer.from(hex.replaceAll(' ', ''), 'hex')).toString('hex')

/** Sends a command with data and fetches what GET RESPONSE has of it; the bytes without the status word. */
export function fetched(chip: Chip, hex: string): Buffer {
  const [, length = ''] = /^61(..)$/.exec(send(chip, hex)) ?? []
  return chip.process(Buffer.from(`00C00000${length}`, 'hex')).subarray(0, -2)
}

export const hexByte = (value: number): string => value.toString(16).padStart(2, '0')
/** PSO: COMPUTE DIGITAL SIGNATURE over a ready hash. */
export const pso = (hash: Uint8Array): string =>
  `002A9E9A${hexByte(hash.length)}${Buffer.from(hash).toString('hex')}`
export const mse = (algorithm: number, key: number): string =>
  `002241B6050480${hexByte(algorithm)}84${hexByte(key)}`

/** A test card, its chip fresh from the box, and a file of it. */
export function cardNamed(id: string, change: Partial<CardImage> = {}) {
  const image = { ...loadCard(cards, id), ...change }
  const file = (path: string): Buffer => Buffer.from(image.files[`3F00/${path}`] ?? '', 'base64')
  return { image, file, chip: eidChip(image) }
}
