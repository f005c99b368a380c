import { setTimeout as sleep } from 'node:timers/promises'
import type { Test } from 'tap'
import type { PadEvent, PadModel, PenSample, SignaturePad } from '../../../hw/pad/port.ts'

/** A pad that runs, with all that it told. */
export interface RunningPad {
  readonly pad: SignaturePad
  readonly events: PadEvent[]
  readonly model: PadModel
  samples(): PenSample[]
  damages(): string[]
  /** Settles like `run`. */
  readonly running: Promise<void>
  end(): Promise<void>
}

export async function runPad(pad: SignaturePad): Promise<RunningPad> {
  const events: PadEvent[] = []
  const ending = new AbortController()
  const running = pad.run(ending.signal, (event) => events.push(event))
  running.catch(() => {})
  let model: PadModel | undefined
  const failed = running.then(() => {
    throw new Error('the pad ended before it was ready')
  })
  failed.catch(() => {})
  while (!model) {
    await Promise.race([sleep(5), failed])
    for (const event of events) if (event.type === 'pad.ready') model = event.pad
  }
  return {
    pad,
    events,
    model,
    running,
    samples: () => events.flatMap((event) => (event.type === 'pad.sample' ? [event.sample] : [])),
    damages: () => events.flatMap((event) => (event.type === 'pad.damaged' ? [event.cause] : [])),
    async end() {
      ending.abort()
      await running
    },
  }
}

export async function until(when: () => boolean, withinMs = 5000): Promise<void> {
  const end = performance.now() + withinMs
  while (!when()) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms`)
    await sleep(3)
  }
}

/** What holds for every signature pad; `write` makes the pen write for about a second. */
export async function padContract(
  t: Test,
  { open, write }: { open: () => SignaturePad; write: () => void },
): Promise<void> {
  await t.test('a pad describes itself when it is ready', async (t) => {
    const run = await runPad(open())
    t.ok(run.model.maxX > 0 && run.model.maxY > 0 && run.model.maxPressure > 0)
    t.ok(run.model.unitsPerMm > 0)
    t.not(run.model.model, '')
    await run.end()
  })
  await t.test('samples come only while capturing, in an unbroken count', async (t) => {
    const run = await runPad(open())
    await run.pad.startCapture()
    write()
    await until(() => run.samples().length > 20 && run.samples().at(-1)?.down === false, 10_000)
    await run.pad.stopCapture()
    const samples = run.samples()
    t.same(run.damages(), [])
    t.ok(samples.every(({ x, y }) => x <= run.model.maxX && y <= run.model.maxY))
    write()
    await sleep(300)
    t.equal(run.samples().length, samples.length)
    await run.end()
  })
  await t.test('a pad that is just being opened is waited for', async (t) => {
    const pad = open()
    const running = runPad(pad)
    await t.resolves(pad.startCapture())
    const run = await running
    write()
    await until(() => run.samples().length > 20, 10_000)
    await run.end()
  })
  await t.test('who stops while the pad is being opened has not started', async (t) => {
    const pad = open()
    const running = runPad(pad)
    const starting = t.rejects(pad.startCapture(), { code: 'PAD_GONE' })
    await t.rejects(pad.stopCapture(), { code: 'PAD_GONE' })
    await starting
    const run = await running
    write()
    await sleep(300)
    t.same(run.samples(), [])
    await run.end()
  })
  await t.test('a pad that is not open takes no orders', async (t) => {
    await t.rejects(open().startCapture(), { code: 'PAD_GONE' })
    await t.rejects(open().stopCapture(), { code: 'PAD_GONE' })
  })
}
