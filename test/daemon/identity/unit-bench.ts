import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CARD_FIELDS } from '../../../daemon/core/reading-screen.ts'
import { type CardUnit, cardUnit } from '../../../daemon/identity/parent.ts'
import type { CardReport } from '../../../daemon/identity/protocol.ts'
import { ecRootFile, rootFile, until } from '../../hw/card/bench.ts'

/** A card unit that is run again whenever it ends, as its supervisor would. */
export interface UnitBench {
  readonly unit: CardUnit
  readonly reports: CardReport[]
  /** Why runs of the unit ended, by code. */
  readonly ends: unknown[]
  /** The answer to a request. */
  answer(requestId: string, limitMs?: number): Promise<CardReport>
  /** Asks to read whatever card comes, and gives the answer. */
  read(limitMs?: number): Promise<CardReport>
  /** Reads again and again until the card is read, at most for `limitMs`. */
  recover(limitMs: number): Promise<CardReport>
  stop(): Promise<void>
}

export interface UnitBenchOptions {
  readonly reader: 'pcsc' | 'sim'
  readonly socket: string
  readonly silenceMs?: number
  readonly pinpadRequired?: boolean
}

export function unitBench(options: UnitBenchOptions): UnitBench {
  const { reader, socket, silenceMs = 5000, pinpadRequired = false } = options
  const reports: CardReport[] = []
  const ends: unknown[] = []
  const config = {
    ...{ reader, socket },
    trust: { mode: 'test' as const, roots: [rootFile, ecRootFile] },
    pinPad: join(socket, '../pinpad.sock'),
    pinpadRequired,
    fields: [...CARD_FIELDS],
  }
  const unit = cardUnit({ config, silenceMs, report: (message) => void reports.push(message) })
  const stop = new AbortController()
  const running = (async () => {
    while (!stop.signal.aborted)
      await unit.run(stop.signal).catch(({ code }) => {
        ends.push(code)
      })
  })()
  const find = (requestId: string): CardReport | undefined =>
    reports.find(
      (message) =>
        'requestId' in message &&
        message.requestId === requestId &&
        message.type !== 'card.reading' &&
        message.type !== 'card.seen',
    )
  let count = 0
  const answer = async (requestId: string, limitMs = 6000): Promise<CardReport> => {
    await until(() => find(requestId) !== undefined, limitMs)
    return find(requestId) ?? { type: 'health' }
  }
  const read = async (limitMs = 6000): Promise<CardReport> => {
    count += 1
    unit.send({ type: 'card.read', requestId: `read-${count}`, waitMs: limitMs - 1000 })
    return await answer(`read-${count}`, limitMs)
  }
  return {
    ...{ unit, reports, ends, answer, read },
    async recover(limitMs) {
      const end = performance.now() + limitMs
      let last = await read(limitMs)
      while (last.type !== 'card.read' && performance.now() < end) last = await read(limitMs)
      return last
    },
    async stop() {
      stop.abort()
      await running
    },
  }
}

/** The process whose command line passes; 0 when there is none. */
export function processWith(passes: (words: readonly string[]) => boolean): number {
  const found = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .find((name) => {
      try {
        return passes(readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0'))
      } catch {
        return false // it has ended meanwhile
      }
    })
  return Number(found ?? 0)
}

/** The card child of the reader at this socket. */
export function childOf(socket: string): number {
  return processWith(
    ([, main, config]) => !!main?.endsWith('identity/child.ts') && !!config?.includes(socket),
  )
}

/** The pcscd that serves from this folder. */
export function pcscdOf(folder: string): number {
  return processWith(
    ([program, ...words]) =>
      !!program?.endsWith('/pcscd') && words.some((word) => word.startsWith(folder)),
  )
}
