import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { createDecoder, encodeFrame, type Report } from '../../../hw/pad/codec.ts'
import { stuPad } from '../../../hw/pad/driver.ts'
import { createPadSim, type PadSim } from '../../../hw/pad/sim.ts'
import { startPty } from '../../../hw/room/pty.ts'
import { padContract, runPad, until } from './contract.ts'

/** A virtual pad at a real pseudo-terminal. */
async function plugged(t: Test, options: { crc?: boolean; answers?: boolean } = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'pad-'))
  const device = join(dir, 'pad')
  const { crc = false, answers = true } = options
  const sim: PadSim = createPadSim({ send: (bytes) => void pty.write(bytes), bootMs: 30, crc })
  const state = { answers }
  const pty = await startPty({
    link: device,
    onBytes: (bytes) => state.answers && sim.receive(bytes),
    onPlug: (on) => on && sim.powerOn(),
  })
  t.teardown(async () => {
    sim.stop()
    await pty.stop()
    rmSync(dir, { recursive: true })
  })
  const open = () => stuPad({ device, deadlineMs: 1500, probeMs: 100 })
  const write = (count = 100): void => {
    const points = Array.from({ length: count }, (_, n) => ({
      x: n / count,
      y: 0.5 + Math.sin(n / 9) / 4,
      pressure: 0.6,
    }))
    sim.pen([...points, { x: 1, y: 0.5, pressure: 0 }])
  }
  return { sim, pty, open, write, state }
}

t.test('the driver holds the contract on a virtual pad', async (t) => {
  const pad = await plugged(t)
  await padContract(t, { open: pad.open, write: pad.write })
})

t.test('samples are the pen in the units of the pad, at 200 a second', async (t) => {
  const pad = await plugged(t, { crc: true })
  const run = await runPad(pad.open())
  await run.pad.startCapture()
  pad.write(150)
  await until(() => run.samples().at(-1)?.down === false)
  const samples = run.samples()
  t.match(samples[0], { x: 0, y: 3000, pressure: 614, down: true })
  t.match(samples.at(-1), { x: 9600, y: 3000, pressure: 0 })
  t.ok(samples.every(({ timeMs }, n) => n === 0 || timeMs - (samples[n - 1]?.timeMs ?? 0) === 5))
  await run.end()
})

t.test('a lost sample voids the capture', async (t) => {
  const pad = await plugged(t)
  const run = await runPad(pad.open())
  await run.pad.startCapture()
  pad.sim.loseSamples(true)
  pad.write()
  await until(() => run.damages().length > 0)
  t.equal(run.damages()[0], 'gap')
  await run.end()
})

t.test('a broken frame voids the capture, and only while capturing', async (t) => {
  const pad = await plugged(t)
  const run = await runPad(pad.open())
  const noise = encodeFrame(Uint8Array.of(0x34, 1, 2, 3))
  noise[4] = (noise[4] ?? 0) ^ 1
  pad.pty.write(noise)
  await sleep(100)
  t.same(run.damages(), [])
  await run.pad.startCapture()
  pad.pty.write(noise)
  pad.pty.write(encodeFrame(Uint8Array.of(0x34, 1, 2, 3)))
  await until(() => run.damages().length === 2)
  t.same(run.damages(), ['crc', 'cut'])
  await run.end()
})

t.test(
  'unplug-during-write: the run ends with its cause, and the pad can be opened again',
  async (t) => {
    const pad = await plugged(t)
    const run = await runPad(pad.open())
    await run.pad.startCapture()
    pad.write()
    await until(() => run.samples().length > 5)
    const from = performance.now()
    await Promise.all([pad.pty.unplug(), t.rejects(run.running, { code: 'PAD_GONE' })])
    t.comment(`noticed after ${Math.round(performance.now() - from)} ms`)
    await t.rejects(run.pad.startCapture(), { code: 'PAD_GONE' })
    await t.rejects(
      pad.open().run(new AbortController().signal, () => {}),
      { code: 'PAD_GONE' },
    )
    await pad.pty.plug()
    const again = await runPad(pad.open())
    await again.end()
  },
)

t.test('unplug-during-answer: an order that waits is refused', async (t) => {
  const pad = await plugged(t)
  const run = await runPad(pad.open())
  pad.state.answers = false
  const starting = run.pad.startCapture()
  await Promise.all([pad.pty.unplug(), t.rejects(starting, { code: 'PAD_GONE' })])
  await t.rejects(run.running, { code: 'PAD_GONE' })
})

t.test('a capture that waits for a pad ends when the pad cannot be opened', async (t) => {
  const pad = await plugged(t)
  pad.state.answers = false
  const opened = pad.open()
  const starting = opened.startCapture()
  const tooSoon = t.rejects(starting, { message: 'no pad is open' })
  await t.rejects(
    opened.run(new AbortController().signal, () => {}),
    { code: 'PAD_GONE' },
  )
  await tooSoon
})

t.test('a silent pad is a gone pad, also while nobody signs', async (t) => {
  const pad = await plugged(t)
  const run = await runPad(pad.open())
  pad.state.answers = false
  await t.rejects(run.running, { message: 'the pad does not answer' })
})

t.test('an unplugged pad that comes back has lost its settings', async (t) => {
  const pad = await plugged(t)
  const run = await runPad(pad.open())
  await run.pad.startCapture()
  t.ok(pad.sim.inking)
  await run.end()
  await pad.pty.unplug()
  await pad.pty.plug()
  t.notOk(pad.sim.inking)
})

t.test('the virtual pad refuses what a pad refuses', async (t) => {
  const answers: Report[] = []
  const decoder = createDecoder()
  const sim = createPadSim({
    bootMs: 0,
    send: (bytes) => {
      for (const item of decoder.push(bytes)) if (item.type === 'report') answers.push(item)
    },
  })
  const tell = (...report: number[]): number | undefined => {
    sim.receive(encodeFrame(Uint8Array.from(report)))
    return answers.at(-1)?.body[0]
  }
  t.equal(tell(0x7f, 0), 1, 'unknown report')
  t.equal(tell(0x80, 0x7f), 1, 'get of an unknown report')
  t.equal(tell(0x21), 4, 'too short')
  t.equal(tell(0x0d, 100), 4, 'a rate that it has not')
  t.equal(tell(0x08, ...new Array(16).fill(0)), 1, 'a report that cannot be set')
  t.equal(tell(0x21, 1), 0)
  t.equal(sim.inking, true)
  t.equal(tell(0x0d, 200), 0)
  t.equal(sim.inking, false, 'the rate puts the rest back')
  const broken = encodeFrame(Uint8Array.of(0x21, 1))
  broken[3] = (broken[3] ?? 0) ^ 1
  sim.receive(broken)
  t.equal(answers.at(-1)?.body[0], 3, 'a CRC that fails')
})

t.test('the virtual pad refuses settings while it boots', async (t) => {
  const answers: number[] = []
  const decoder = createDecoder()
  const sim = createPadSim({
    bootMs: 10_000,
    send: (bytes) => {
      for (const item of decoder.push(bytes))
        if (item.type === 'report') answers.push(item.body[0] ?? -1)
    },
  })
  sim.receive(encodeFrame(Uint8Array.of(0x80, 0x03)))
  sim.receive(encodeFrame(Uint8Array.of(0x21, 1)))
  sim.receive(encodeFrame(Uint8Array.of(0x04, 0)))
  t.same(answers, [4, 2, 0])
})

const device = process.env['LOKET_HW_PAD']
const hardware =
  process.env['LOKET_HW'] === '1' && device ? false : 'needs a pad: LOKET_HW=1, LOKET_HW_PAD=/dev/…'
t.test(
  'the driver holds the contract on a real pad',
  { skip: hardware, timeout: 60_000 },
  async (t) => {
    const write = (): void => t.comment('please write on the pad now')
    await padContract(t, { open: () => stuPad({ device: device ?? '' }), write })
  },
)
