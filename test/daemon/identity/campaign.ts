import type { EidFiles } from '../../../daemon/identity/eid-files.ts'
import { parseIdentity } from '../../../daemon/identity/person.ts'
import { type CardReading, readCard } from '../../../daemon/identity/read-card.ts'
import { verifyEid } from '../../../daemon/identity/verify.ts'
import { holderOf } from '../../../daemon/identity/verify-holder.ts'
import { signerOf } from '../../../daemon/identity/verify-register.ts'
import { eidChip } from '../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { drawPlan } from '../../../hw/card/virtual/faults.ts'
import { transmitTo } from '../../../hw/card/virtual/in-process.ts'
import { cards } from '../../hw/card/bench.ts'
import { freshContext, now, openRevocation, trust } from './specimen.ts'

export interface Campaign {
  readonly runs: number
  /** How often each outcome came: `valid`, `broken`, or the failure. */
  readonly outcomes: Readonly<Record<string, number>>
  /** What must never be; a seed or a bit each. */
  readonly violations: readonly string[]
}

/** Both generations, a re-keyed card, and one with hardly a certificate. */
const VICTIMS = ['specimen-een', 'specimen-drie', 'specimen-vier', 'specimen-kleuter'] as const
const MOST_COMMANDS = 51

/**
 * Reads cards whose contacts fail as planned, one fault a read. A violation is an error that is not a typed failure, or
 * an identity without a broken check that is not, in every byte, the one of the card.
 */
export async function cardFaults(count: number, firstSeed = 1): Promise<Campaign> {
  const whole = new Map<string, CardReading>()
  for (const id of VICTIMS) whole.set(id, await readCard(transmitTo(chipOf(id)), freshContext()))
  const outcomes: Record<string, number> = {}
  const violations: string[] = []
  for (let seed = firstSeed; seed < firstSeed + count; seed += 1) {
    const id = VICTIMS[seed % VICTIMS.length] ?? VICTIMS[0]
    const plan = drawPlan(seed, MOST_COMMANDS)
    try {
      const reading = await readCard(transmitTo(chipOf(id), plan), freshContext())
      const outcome = outcomeOf(reading)
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
      if (outcome === 'valid' && !isSame(reading, whole.get(id))) violations.push(`seed ${seed}`)
    } catch (error) {
      violations.push(`seed ${seed}: ${error}`)
    }
  }
  return { runs: count, outcomes, violations }
}

function chipOf(id: string) {
  return eidChip(loadCard(cards, id))
}

function outcomeOf(reading: CardReading): string {
  if (!reading.ok) return reading.failure
  return reading.checks.some(({ verdict }) => verdict === 'broken') ? 'broken' : 'valid'
}

function isSame(one: CardReading, other: CardReading | undefined): boolean {
  return (
    one.ok &&
    other?.ok === true &&
    JSON.stringify(one.person) === JSON.stringify(other.person) &&
    Buffer.compare(one.photo, other.photo) === 0
  )
}

/** The files that the register's signatures and the photo's hash hold together. */
export const SIGNED = [
  'identity',
  'identitySignature',
  'address',
  'addressSignature',
  'signer',
  'photo',
] as const satisfies readonly (keyof EidFiles)[]

/** Flips every `stride`th bit (1 for all) of what is signed, one at a time. A violation is one that nothing tells. */
export function bitFlips(files: EidFiles, stride: number): Campaign {
  const outcomes = { broken: 0, invalid: 0 }
  const violations: string[] = []
  let runs = 0
  for (const part of SIGNED)
    for (let bit = 0; bit < files[part].length * 8; bit += stride) {
      runs += 1
      const outcome = told({ ...files, [part]: flipped(files[part], bit) })
      if (outcome === 'valid') violations.push(`${part} ${bit}`)
      else outcomes[outcome] += 1
    }
  return { runs, outcomes, violations }
}

const { authorities } = freshContext()

function told(files: EidFiles): 'valid' | 'broken' | 'invalid' {
  try {
    const identity = parseIdentity(files.identity, files.address)
    const vouchers = {
      signer: signerOf(files, trust, authorities),
      holder: holderOf(files, authorities),
    }
    const options = { trust, now, revocation: openRevocation }
    const checks = verifyEid(files, identity, vouchers, options)
    return checks.some(({ verdict }) => verdict === 'broken') ? 'broken' : 'valid'
  } catch (error) {
    if (error instanceof Error && 'scope' in error) return 'invalid'
    throw error
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const changed = Uint8Array.from(bytes)
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}
