import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { PaperState, Slip, SlipPrinter } from '../../../hw/slip-printer/port.ts'

/** A printer that runs, with the states that it told. */
export interface RunningPrinter {
  readonly printer: SlipPrinter
  readonly states: PaperState[]
  /** Settles like `run`. */
  readonly running: Promise<void>
  seen(state: PaperState): Promise<void>
  end(): Promise<void>
}

export async function runPrinter(printer: SlipPrinter): Promise<RunningPrinter> {
  const states: PaperState[] = []
  const ending = new AbortController()
  const running = printer.run(ending.signal, ({ state }) => states.push(state))
  const failed = running.then(() => {
    throw new Error('the printer ended before it was ready')
  })
  failed.catch(() => {})
  while (states.length === 0) await Promise.race([sleep(5), failed])
  return {
    printer,
    states,
    running,
    async seen(state) {
      while (states.at(-1) !== state) await Promise.race([sleep(5), failed])
    },
    async end() {
      ending.abort()
      await running
    },
  }
}

export const SLIP: Slip = {
  number: 'B014',
  site: 'Bree',
  printedAt: '23/11/2026 10:04',
  lines: ['Neem plaats, u wordt geroepen.', 'Veuillez patienter, é à ç', 'Bitte warten, ü ß €'],
}

/** What holds for every slip printer that has paper. */
export async function slipPrinterContract(t: Test, open: () => SlipPrinter): Promise<void> {
  await t.test('a printer tells its state when it is there', async (t) => {
    const run = await runPrinter(open())
    t.ok(run.states[0] === 'ready' || run.states[0] === 'paper_low')
    await run.end()
  })
  await t.test('a slip on paper is printed', async (t) => {
    const run = await runPrinter(open())
    t.equal(await run.printer.print(SLIP), 'printed')
    await run.end()
  })
  await t.test('a printer that is not there has not printed', async (t) => {
    t.equal(await open().print(SLIP), 'not_printed')
  })
}
