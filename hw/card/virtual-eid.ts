/**
 * The virtual eID by itself, for any PC/SC program: `node hw/card/virtual-eid.ts`. Its first line of JSON says where
 * pcscd's socket is (PCSCLITE_CSOCK_NAME). Each line on the standard input is an act of the hand, such as
 * `{"do":"card.insert","card":"specimen-drie","slot":1}`, and is answered with one line. It ends with its input.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { parseAct } from '../room/acts.ts'
import { listCards } from './virtual/card-image.ts'
import type { VirtualReader } from './virtual-reader.ts'
import {
  NoPcscdError,
  NoSlotError,
  startVirtualReader,
  UnknownCardError,
} from './virtual-reader.ts'

const UNAVAILABLE = 69 // EX_UNAVAILABLE
const made = (name: string): string => join(import.meta.dirname, '../../.loket', name)

const say = (line: object): void => {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}

async function answer(reader: VirtualReader, text: string): Promise<object> {
  const act = parseAct(text)
  try {
    if (act?.do === 'card.insert') await reader.insert(act.card, act.slot)
    else if (act?.do === 'card.remove') await reader.remove(act.slot)
    else if (act?.do === 'card.fault') await reader.fault(act.plan)
    else if (act?.do === 'card.wire') await reader.setWire(act.real)
    else return { refused: 'not_understood' }
    return { done: act.do }
  } catch (error) {
    if (error instanceof UnknownCardError || error instanceof NoSlotError)
      return { refused: 'not_possible' }
    throw error
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cards: { type: 'string', default: made('materials/cards') },
      unpacked: { type: 'string', default: made('debian') },
    },
  })
  const dir = mkdtempSync(join(tmpdir(), 'virtual-eid-'))
  try {
    const reader = await startVirtualReader({ dir, ...values, kind: 'pcsc' })
    const input = createInterface(process.stdin)
    for (const end of ['SIGTERM', 'SIGINT']) process.once(end, () => input.close())
    say({ PCSCLITE_CSOCK_NAME: reader.socket, cards: listCards(values.cards) })
    for await (const line of input) say(await answer(reader, line))
    await reader.stop()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

main().catch((error: unknown) => {
  if (!(error instanceof NoPcscdError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(UNAVAILABLE)
})
