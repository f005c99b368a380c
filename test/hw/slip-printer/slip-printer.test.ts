import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { startPty } from '../../../hw/room/pty.ts'
import { escPosPrinter } from '../../../hw/slip-printer/driver.ts'
import { createSlipPrinterSim, type PrintedLine } from '../../../hw/slip-printer/sim.ts'
import { runPrinter, SLIP, slipPrinterContract } from './contract.ts'

/** A virtual printer at a real pseudo-terminal. */
async function plugged(t: Test) {
  const dir = mkdtempSync(join(tmpdir(), 'slip-'))
  const device = join(dir, 'slip-printer')
  const slips: (readonly PrintedLine[])[] = []
  const sim = createSlipPrinterSim({
    send: (bytes) => void pty.write(bytes),
    onSlip: (lines) => slips.push(lines),
  })
  /** Looks at what the host wrote; false keeps it from the printer. */
  const wire = { pass: (_bytes: Uint8Array): boolean => true }
  const pty = await startPty({
    link: device,
    onBytes: (bytes) => wire.pass(bytes) && sim.receive(bytes),
    onPlug: (on) => on && sim.powerOn(),
  })
  t.teardown(async () => {
    await pty.stop()
    rmSync(dir, { recursive: true })
  })
  const open = () =>
    escPosPrinter({ device, printDeadlineMs: 700, statusDeadlineMs: 1500, probeMs: 50 })
  return { sim, pty, slips, open, wire }
}
const isSlip = (bytes: Uint8Array): boolean => bytes.length > 30

t.test('the driver holds the contract on a virtual printer', async (t) => {
  const { open } = await plugged(t)
  await slipPrinterContract(t, open)
})

t.test('the paper shows every line as it was meant', async (t) => {
  const { open, slips } = await plugged(t)
  const run = await runPrinter(open())
  await run.printer.print(SLIP)
  const center = { align: 'center', size: 1, bold: false }
  const filled = slips[0]?.filter(({ text }) => text !== '')
  t.same(filled, [
    { ...center, text: SLIP.site },
    { ...center, text: SLIP.number, size: 5, bold: true },
    ...SLIP.lines.map((text) => ({ ...center, text })),
    { ...center, text: SLIP.printedAt },
  ])
  await run.end()
})

t.test('slips asked for at once come out one after the other', async (t) => {
  const { open, slips } = await plugged(t)
  const run = await runPrinter(open())
  const numbers = ['B001', 'B002', 'B003']
  const outcomes = await Promise.all(
    numbers.map((number) => run.printer.print({ ...SLIP, number })),
  )
  t.same(outcomes, ['printed', 'printed', 'printed'])
  t.same(
    slips.map((lines) => lines.find(({ size }) => size === 5)?.text),
    numbers,
  )
  await run.end()
})

t.test(
  'paper-out is told, nothing is printed, and later nothing comes out by itself',
  async (t) => {
    const { open, slips, sim } = await plugged(t)
    const run = await runPrinter(open())
    sim.paperOut(true)
    await run.seen('paper_out')
    t.equal(await run.printer.print(SLIP), 'not_printed')
    sim.paperOut(false)
    await run.seen('ready')
    t.equal(slips.length, 0)
    t.equal(await run.printer.print(SLIP), 'printed')
    await run.end()
  },
)

t.test('paper-out-during-a-slip is unknown, and the rest never comes out', async (t) => {
  const { open, slips, sim, wire } = await plugged(t)
  const run = await runPrinter(open())
  wire.pass = (bytes) => {
    if (isSlip(bytes)) sim.paperOut(true)
    return true
  }
  t.equal(await run.printer.print(SLIP), 'unknown')
  t.equal(run.states.at(-1), 'paper_out')
  wire.pass = () => true
  sim.paperOut(false)
  await run.seen('ready')
  t.equal(slips.length, 0)
  await run.end()
})

t.test('a printer that prints but does not confirm is unknown', async (t) => {
  const { open, wire } = await plugged(t)
  const run = await runPrinter(open())
  wire.pass = (bytes) => !isSlip(bytes)
  t.equal(await run.printer.print(SLIP), 'unknown')
  await run.end()
})

t.test(
  'unplug-during-write: the slip is unknown, the run ends, the printer can be opened again',
  async (t) => {
    const { open, pty, wire } = await plugged(t)
    const run = await runPrinter(open())
    wire.pass = (bytes) => {
      if (isSlip(bytes)) void pty.unplug()
      return !isSlip(bytes)
    }
    const ended = t.rejects(run.running, { code: 'PRINTER_GONE' })
    t.equal(await run.printer.print(SLIP), 'unknown')
    await ended
    t.equal(await run.printer.print(SLIP), 'not_printed')
    wire.pass = () => true
    await pty.plug()
    const again = await runPrinter(open())
    t.equal(await again.printer.print(SLIP), 'printed')
    await again.end()
  },
)

t.test('a silent printer is a gone printer', async (t) => {
  const { open, wire } = await plugged(t)
  const run = await runPrinter(open())
  wire.pass = () => false
  await t.rejects(run.running, { message: 'the slip printer does not answer' })
  await t.rejects(
    open().run(new AbortController().signal, () => {}),
    { code: 'PRINTER_GONE' },
  )
})

t.test('a device that is not there is a gone printer', async (t) => {
  const printer = escPosPrinter({ device: '/dev/no-such-line' })
  await t.rejects(
    printer.run(new AbortController().signal, () => {}),
    { code: 'PRINTER_GONE' },
  )
})

t.test('noise on the line is no confirmation', async (t) => {
  const { open, pty, wire } = await plugged(t)
  const run = await runPrinter(open())
  wire.pass = (bytes) => {
    if (isSlip(bytes)) pty.write(Uint8Array.of(0x37, 0x22, 0x41, 0x41, 0x41, 0x41, 0, 0x11, 0x5f))
    return !isSlip(bytes)
  }
  t.equal(await run.printer.print(SLIP), 'unknown')
  await run.end()
})

t.test('a printer that gets power again has forgotten half a slip', async (t) => {
  const slips: (readonly PrintedLine[])[] = []
  const sim = createSlipPrinterSim({ send: () => {}, onSlip: (lines) => slips.push(lines) })
  sim.receive(Buffer.from('half'))
  sim.powerOn()
  sim.receive(Buffer.from('whole\n\x1bd\x02\x1dV\x00'))
  t.same(
    slips[0]?.map(({ text }) => text),
    ['whole', '', ''],
  )
})

const device = process.env['LOKET_HW_SLIP_PRINTER']
const hardware =
  process.env['LOKET_HW'] === '1' && device
    ? false
    : 'needs a printer: LOKET_HW=1, LOKET_HW_SLIP_PRINTER=/dev/…'
t.test('the driver holds the contract on a real printer', { skip: hardware }, async (t) => {
  await slipPrinterContract(t, () => escPosPrinter({ device: device ?? '' }))
})
