import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PCSCD_SOCKET } from '../../hw/card/pcscd/pcscd.ts'
import { startVirtualReader, type VirtualReader } from '../../hw/card/virtual-reader.ts'
import { median } from '../bench/row.ts'
import { childOf, type UnitBench, unitBench } from '../daemon/identity/unit-bench.ts'
import { cards, noPcscd, unpacked, until } from '../hw/card/bench.ts'
import type { Ask, Found } from './campaign.ts'

/** Both generations, so that each slot sees each. */
const CARDS = [
  { id: 'specimen-een', givenNames: 'Een' },
  { id: 'specimen-drie', givenNames: 'Drie' },
] as const
const MOST_GROWTH_KB = 2048
const GIVE_UP_MS = 10_000

interface Sample {
  readonly descriptors: number
  readonly residentKb: number
}

/** Cycles through a card child and the pcscd it uses; what the child holds is looked at after every one. */
export async function cardCycles({ count, seed, progress }: Ask): Promise<Found> {
  if (noPcscd) return { count: 0, failures: [noPcscd] }
  const dir = mkdtempSync(join(tmpdir(), 'loket-soak-'))
  const hand = await startVirtualReader({ dir, cards, unpacked, kind: 'pcsc' })
  const unit = unitBench({ reader: 'pcsc', socket: hand.socket })
  const failures: string[] = []
  const samples: Sample[] = []
  try {
    await until(() => unit.reports.some(({ type }) => type === 'reader.state'), GIVE_UP_MS)
    const child = childOf(join(dir, PCSCD_SOCKET))
    for (let cycle = 0; cycle < count; cycle += 1) {
      const wrong = await cycleOf(hand, unit, cycle + seed)
      if (wrong) failures.push(`cycle ${cycle}: ${wrong}`)
      samples.push(sampleOf(child))
      if (cycle % 50 === 49) progress(`${cycle + 1} cycles, ${failures.length} failed`)
    }
    failures.push(...unit.ends.map((code) => `the child ended: ${code}`))
  } finally {
    await unit.stop()
    await hand.stop()
    rmSync(dir, { recursive: true })
  }
  const grown = growthOf(samples)
  if (!(grown.descriptors <= 0)) failures.push(`${grown.descriptors} descriptors more`)
  if (!(grown.residentKb < MOST_GROWTH_KB)) failures.push(`${grown.residentKb} kB more`)
  const note = `memory ${grown.residentKb} kB, descriptors ${grown.descriptors} more`
  return { count: samples.length, failures, note }
}

/** What went wrong, or null. Each change must be reported exactly once. */
async function cycleOf(hand: VirtualReader, unit: UnitBench, turn: number): Promise<string | null> {
  const card = CARDS[turn % 2] ?? CARDS[0]
  const slot = (turn >> 1) % 2 === 0 ? 0 : 1
  const changes = () => unit.reports.flatMap((each) => ('present' in each ? [each.present] : []))
  unit.reports.length = 0
  try {
    await hand.insert(card.id, slot)
    await until(() => changes().length > 0, GIVE_UP_MS)
    const read = await unit.read(GIVE_UP_MS)
    await hand.remove(slot)
    await until(() => changes().length > 1, GIVE_UP_MS)
    if (read.type !== 'card.read') return 'failure' in read ? read.failure : read.type
    if (!read.person.givenNames.startsWith(card.givenNames)) return 'another person'
    if (read.checks.some(({ verdict }) => verdict === 'broken')) return 'a broken check'
  } catch (error) {
    await hand.remove(slot)
    return `an event was lost: ${error}`
  }
  return `${changes()}` === 'true,false' ? null : `reported ${changes()}`
}

/** Source: proc(5), `fd` and VmRSS in `status`. */
function sampleOf(pid: number): Sample {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return {
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    residentKb: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN),
  }
}

/** From the second tenth, when everything has been loaded and compiled, to the last. */
function growthOf(samples: readonly Sample[]): Sample {
  const tenth = Math.ceil(samples.length / 10)
  const grown = (of: (sample: Sample) => number): number =>
    median(samples.slice(-tenth).map(of)) - median(samples.slice(tenth, 2 * tenth).map(of))
  return {
    descriptors: grown(({ descriptors }) => descriptors),
    residentKb: grown(({ residentKb }) => residentKb),
  }
}
