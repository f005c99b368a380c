import type { Chip } from './card.ts'

/** What a chip's answer is turned into on its way to the reader. */
export type CardFault =
  /** No answer at all. */
  | { readonly kind: 'mute' }
  /** An answer of no bytes, or of one. */
  | { readonly kind: 'empty' | 'one_byte' }
  /** Some bytes are missing at the end; at least one is left. */
  | { readonly kind: 'truncated' }
  /** Up to 600 bytes where 258 are the limit. */
  | { readonly kind: 'too_long' }
  /** A status word (0 to 65535) and nothing else. */
  | { readonly kind: 'status'; readonly word: number }
  /** So many bits (1 to 8) are wrong, data or status word. */
  | { readonly kind: 'bit_flip'; readonly bits: number }
  /** The card is pulled before the chip has the command. */
  | { readonly kind: 'removal' }

/** One fault and when it strikes. The same plan does the same to the same answers. */
export interface FaultPlan {
  readonly fault: CardFault
  /** How many commands go well before. */
  readonly at: number
  /** How many commands it strikes. */
  readonly times: number
  /** Decides lengths, bytes and bits. */
  readonly seed: number
}

/** What a reader gets for a command. */
export type Outcome =
  | { readonly type: 'answered'; readonly bytes: Buffer }
  | { readonly type: 'silent' }
  | { readonly type: 'removed' }

/** The contacts between a reader and whatever chip is in it. */
export interface Contacts {
  exchange(chip: Chip, command: Buffer): Outcome
}

const SOUND: Contacts = {
  exchange: (chip, command) => ({ type: 'answered', bytes: chip.process(command) }),
}

/** Contacts that fail as planned, and are sound before and after; without a plan they are sound. */
export function contacts(plan: FaultPlan | null = null): Contacts {
  if (!plan) return SOUND
  const random = randomSource(plan.seed)
  let count = 0
  return {
    exchange(chip, command) {
      const strikes = count >= plan.at && count < plan.at + plan.times
      count += 1
      if (!strikes) return SOUND.exchange(chip, command)
      if (plan.fault.kind === 'removal') return { type: 'removed' }
      const answer = chip.process(command)
      if (plan.fault.kind === 'mute') return { type: 'silent' }
      return { type: 'answered', bytes: damaged(plan.fault, answer, random) }
    },
  }
}

type Damage = Exclude<CardFault, { readonly kind: 'mute' | 'removal' }>

function damaged(fault: Damage, answer: Buffer, random: Random): Buffer {
  switch (fault.kind) {
    case 'empty':
      return Buffer.alloc(0)
    case 'one_byte':
      return Buffer.of(random(256))
    case 'truncated':
      return answer.subarray(0, 1 + random(answer.length - 1))
    case 'too_long':
      return Buffer.concat([answer, noise(259 + random(342) - answer.length, random)])
    case 'status':
      return Buffer.of(fault.word >> 8, fault.word & 0xff)
    case 'bit_flip':
      return flipped(answer, fault.bits, random)
  }
}

function noise(length: number, random: Random): Buffer {
  return Buffer.from(Array.from({ length: Math.max(1, length) }, () => random(256)))
}

/** Flips different bits, so that each stays wrong. */
function flipped(answer: Buffer, bits: number, random: Random): Buffer {
  const wrong = Buffer.from(answer)
  const chosen = new Set<number>()
  while (chosen.size < Math.min(bits, 8 * wrong.length)) chosen.add(random(8 * wrong.length))
  for (const bit of chosen) wrong[bit >> 3] = (wrong[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return wrong
}

/** The status words that a card of either generation may give. Source: Public Belpic Applet v1.7 and v1.8. */
const STATUS_WORDS = [
  0x6100, 0x6110, 0x6283, 0x63c0, 0x63c2, 0x6400, 0x6581, 0x6700, 0x6881, 0x6981, 0x6982, 0x6983,
  0x6985, 0x6986, 0x6999, 0x6a80, 0x6a82, 0x6a83, 0x6a86, 0x6a87, 0x6a88, 0x6b00, 0x6c00, 0x6c10,
  0x6d00, 0x6e00, 0x9000, 0x0000, 0xffff,
]
const KINDS = [
  'mute',
  'empty',
  'one_byte',
  'truncated',
  'too_long',
  'status',
  'bit_flip',
  'removal',
] as const

/** A plan for a campaign, each kind as often as the others: it strikes one of the first `commands` commands once. */
export function drawPlan(seed: number, commands: number): FaultPlan {
  const random = randomSource(seed)
  const kind = KINDS[random(KINDS.length)] ?? 'mute'
  const at = random(commands)
  const word = STATUS_WORDS[random(STATUS_WORDS.length)] ?? 0
  const bits = 1 + random(8)
  return { fault: faultOf(kind, word, bits), at, times: 1, seed }
}

function faultOf(kind: CardFault['kind'], word: number, bits: number): CardFault {
  if (kind === 'status') return { kind, word }
  return kind === 'bit_flip' ? { kind, bits } : { kind }
}

/** A whole number from 0 to below `limit`. */
type Random = (limit: number) => number

/** Splitmix with 32 bits: neighbouring seeds have nothing in common. Source: Steele, Lea, Flood, OOPSLA 2014. */
function randomSource(seed: number): Random {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return Math.floor((((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32) * limit)
  }
}
