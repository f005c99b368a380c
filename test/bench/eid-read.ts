import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCard } from '../../daemon/identity/read-card.ts'
import { pcscReader } from '../../hw/card/pcsc.ts'
import type { CardReader } from '../../hw/card/port.ts'
import { startVirtualReader, type VirtualReader } from '../../hw/card/virtual-reader.ts'
import { freshContext } from '../daemon/identity/specimen.ts'
import { cards, noPcscd, unpacked, until } from '../hw/card/bench.ts'
import { median, type Row, row } from './row.ts'

/** A card of each generation. */
const CARDS = [
  { id: 'specimen-een', name: 'eid-read-17', applet: '1.7, RSA-2048', wireMs: 2500 },
  { id: 'specimen-drie', name: 'eid-read-18', applet: '1.8, EC P-384', wireMs: 1000 },
] as const
const LIMIT_NAME_MS = 600
const ROUNDS = 60
const WARM_UP = 10
const MOST_RATIO = 1.3
const LIMIT_COMMANDS = 50
const LIMIT_KNOWN_COMMANDS = 42
const APDU_MS = 2000

type Command = Uint8Array
interface Read {
  readonly tookMs: number
  readonly commands: readonly Command[]
}

/**
 * A whole verified read through pcscd against the same commands sent bare, in turns. The floor has no parsing and no
 * checks: what the ratio shows is what these cost.
 */
export async function eidRead(progress: (text: string) => void): Promise<readonly Row[]> {
  if (noPcscd) {
    progress(noPcscd)
    return []
  }
  const dir = mkdtempSync(join(tmpdir(), 'loket-bench-'))
  const hand = await startVirtualReader({ dir, cards, unpacked, kind: 'pcsc' })
  process.env['PCSCLITE_CSOCK_NAME'] = hand.socket
  const reader = pcscReader(hand.socket)
  const stop = new AbortController()
  let present = false
  const running = reader.run(stop.signal, ({ type }) => {
    present = type === 'card.inserted'
  })
  try {
    const rows: Row[] = []
    for (const card of CARDS) {
      await change(hand, card.id, () => present)
      rows.push(...(await measure(reader, card, progress)))
      await hand.setWire(true)
      rows.push(...(await onRealWire(reader, card, progress)))
      await hand.setWire(false)
    }
    return rows
  } finally {
    stop.abort()
    await running
    await hand.stop()
    rmSync(dir, { recursive: true })
  }
}

async function change(hand: VirtualReader, id: string, present: () => boolean): Promise<void> {
  await hand.remove()
  await until(() => !present())
  await hand.insert(id)
  await until(present)
}

async function measure(
  reader: CardReader,
  { name, id, applet }: (typeof CARDS)[number],
  progress: (text: string) => void,
): Promise<Row[]> {
  const context = freshContext()
  const first = await read(reader, context)
  const reads: Read[] = []
  const floorMs: number[] = []
  for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
    const one = await read(reader, context)
    const bareMs = await replay(reader, one.commands)
    if (round < WARM_UP) continue
    reads.push(one)
    floorMs.push(bareMs)
  }
  const known = reads.at(-1)?.commands.length ?? Number.NaN
  progress(`${id}: ${first.commands.length} commands, then ${known}`)
  const shared = { better: 'lower', baseline: 'limit', target: 1, unit: 'commands' } as const
  return [
    row({
      name,
      subject: `verified read, applet ${applet}`,
      baseline: 'the same commands bare',
      unit: 'ms',
      value: median(reads.map(({ tookMs }) => tookMs)),
      baselineValue: median(floorMs),
      better: 'lower',
      target: MOST_RATIO,
    }),
    row({
      ...shared,
      name: `${name}-commands`,
      subject: `first card of its authority, applet ${applet}`,
      value: first.commands.length,
      baselineValue: LIMIT_COMMANDS,
    }),
    row({
      ...shared,
      name: `${name}-known`,
      subject: `its authority known, applet ${applet}`,
      value: known,
      baselineValue: LIMIT_KNOWN_COMMANDS,
    }),
  ]
}

/** As slow as a real card: the name, everything, and what parsing and checks add to it; its authority is known. */
async function onRealWire(
  reader: CardReader,
  { name, applet, wireMs }: (typeof CARDS)[number],
  progress: (text: string) => void,
): Promise<Row[]> {
  const context = freshContext()
  const first = await read(reader, context)
  progress(`the first card of its authority takes ${first.tookMs.toFixed(0)} ms on that wire`)
  const startedMs = performance.now()
  let nameMs = Number.NaN
  const onName = (): void => {
    nameMs = performance.now() - startedMs
  }
  const { tookMs, commands } = await read(reader, { ...context, onName })
  const bareMs = await replay(reader, commands)
  const shared = { better: 'lower', baseline: 'limit', target: 1, unit: 'ms' } as const
  return [
    row({
      ...shared,
      name: `${name}-wire-name`,
      subject: `the name, at the speed of a real card, applet ${applet}`,
      value: nameMs,
      baselineValue: LIMIT_NAME_MS,
    }),
    row({
      ...shared,
      name: `${name}-wire`,
      subject: `everything, its authority known, at that speed, applet ${applet}`,
      value: tookMs,
      baselineValue: wireMs,
    }),
    row({
      name: `${name}-wire-floor`,
      subject: `verified read at that speed, applet ${applet}`,
      baseline: 'the same commands bare',
      unit: 'ms',
      value: tookMs,
      baselineValue: bareMs,
      better: 'lower',
      target: MOST_RATIO,
    }),
  ]
}

/** One read; a card that could not be read, or breaks a check, proves nothing. */
async function read(reader: CardReader, context: ReturnType<typeof freshContext>): Promise<Read> {
  const commands: Command[] = []
  const startedMs = performance.now()
  const reading = await readCard((command) => {
    commands.push(command)
    return reader.transmit(command, APDU_MS)
  }, context)
  const tookMs = performance.now() - startedMs
  const sound = reading.ok && reading.checks.every(({ verdict }) => verdict !== 'broken')
  return { tookMs: sound ? tookMs : Number.NaN, commands }
}

async function replay(reader: CardReader, commands: readonly Command[]): Promise<number> {
  const startedMs = performance.now()
  for (const command of commands) await reader.transmit(command, APDU_MS)
  return performance.now() - startedMs
}
