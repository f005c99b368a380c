import { bitFlips, cardFaults } from '../daemon/identity/campaign.ts'
import { filesOf } from '../daemon/identity/specimen.ts'
import type { Ask, Found } from './campaign.ts'

export async function faults({ count, seed }: Ask): Promise<Found> {
  const { runs, violations, outcomes } = await cardFaults(count, seed)
  return { count: runs, failures: violations, note: told(outcomes) }
}

/** A card of each generation, and a re-keyed one. */
const CARDS = ['specimen-een', 'specimen-drie', 'specimen-vier']

export async function flips({ progress }: Ask): Promise<Found> {
  const failures: string[] = []
  let count = 0
  for (const id of CARDS) {
    const { runs, violations, outcomes } = bitFlips(filesOf(id), 1)
    progress(`${id}: ${runs} bits, ${told(outcomes)}`)
    failures.push(...violations.map((each) => `${id}: ${each}`))
    count += runs
  }
  return { count, failures }
}

function told(outcomes: Readonly<Record<string, number>>): string {
  return Object.entries(outcomes)
    .map(([outcome, times]) => `${outcome} ${times}`)
    .join(', ')
}
