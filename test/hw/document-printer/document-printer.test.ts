import { execFile } from 'node:child_process'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { PDFDocument } from '@cantoo/pdf-lib'
import t, { type Test } from 'tap'
import {
  attribute,
  decodeIpp,
  encodeIpp,
  GROUP,
  STATUS,
  TAG,
} from '../../../hw/document-printer/codec.ts'
import { ippPrinter, printerState } from '../../../hw/document-printer/driver.ts'
import { type IppPrinterSim, startIppPrinterSim } from '../../../hw/document-printer/sim.ts'

const run = promisify(execFile)
const here = new AbortController().signal

async function paper(pages = 1): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 0; page < pages; page++) document.addPage()
  return await document.save()
}
async function started(t: Test): Promise<IppPrinterSim> {
  const sim = await startIppPrinterSim({ port: 0, jobMs: 30 })
  t.teardown(() => sim.stop())
  return sim
}
/** The states that a driver tells. */
function watch(t: Test, uri: string): string[] {
  const states: string[] = []
  const ending = new AbortController()
  const running = ippPrinter({ uri, pollMs: 20 }).run(ending.signal, ({ state }) =>
    states.push(state),
  )
  t.teardown(async () => {
    ending.abort()
    await running
  })
  return states
}
async function until(when: () => boolean): Promise<void> {
  while (!when()) await sleep(5)
}

t.test('a job comes out byte for byte, and its paper can be taken', async (t) => {
  const sim = await started(t)
  const pdf = await paper(3)
  const printer = ippPrinter({ uri: sim.uri, pollMs: 10 })
  t.same(await printer.print({ name: 'B014', pdf }, here), { state: 'completed' })
  t.match(sim.tray, [{ job: 1, name: 'B014', pages: 3 }])
  t.equal(Buffer.compare(sim.tray[0]?.pdf ?? new Uint8Array(), pdf), 0)
  t.equal(sim.take(1), true)
  t.equal(sim.take(1), false)
  t.same(sim.tray, [])
})

t.test('a busy printer is asked again until it takes the job', async (t) => {
  const sim = await started(t)
  const pdf = await paper()
  const printer = ippPrinter({ uri: sim.uri, pollMs: 10 })
  const names = ['one', 'two', 'three']
  const outcomes = await Promise.all(names.map((name) => printer.print({ name, pdf }, here)))
  t.ok(outcomes.every(({ state }) => state === 'completed'))
  t.same(sim.tray.map(({ name }) => name).sort(), [...names].sort())
})

t.test('tray-empty holds the job, is told, and lets go when there is paper', async (t) => {
  const sim = await started(t)
  const states = watch(t, sim.uri)
  await until(() => states.at(-1) === 'ready')
  sim.mediaEmpty(true)
  await until(() => states.at(-1) === 'media_empty')
  const printing = ippPrinter({ uri: sim.uri, pollMs: 10 }).print(
    { name: 'B014', pdf: await paper() },
    here,
  )
  await sleep(100)
  t.same(sim.tray, [])
  t.equal(states.at(-1), 'media_empty')
  sim.mediaEmpty(false)
  t.same(await printing, { state: 'completed' })
  await until(() => states.at(-1) === 'ready')
})

t.test('a job given up is canceled at the printer', async (t) => {
  const sim = await started(t)
  sim.mediaEmpty(true)
  const ending = new AbortController()
  const printing = ippPrinter({ uri: sim.uri, pollMs: 10 }).print(
    { name: 'B014', pdf: await paper() },
    ending.signal,
  )
  await sleep(50)
  ending.abort()
  t.same(await printing, { state: 'failed', reason: 'canceled' })
  sim.mediaEmpty(false)
  await sleep(80)
  t.same(sim.tray, [])
})

t.test('what is no PDF is a job that aborts', async (t) => {
  const sim = await started(t)
  const printer = ippPrinter({ uri: sim.uri, pollMs: 10 })
  const pdf = Buffer.from('no pdf')
  t.same(await printer.print({ name: 'x', pdf }, here), { state: 'failed', reason: 'aborted' })
})

t.test('printer-gone is told, and so is its return', async (t) => {
  const sim = await started(t)
  const states = watch(t, sim.uri)
  await until(() => states.at(-1) === 'ready')
  await sim.stop()
  await until(() => states.at(-1) === 'gone')
  const printer = ippPrinter({ uri: sim.uri, pollMs: 10 })
  const outcome = await printer.print({ name: 'x', pdf: await paper() }, here)
  t.same(outcome, { state: 'failed', reason: 'unreachable' })
  const back = await startIppPrinterSim({ port: Number(new URL(sim.uri).port) })
  t.teardown(() => back.stop())
  await until(() => states.at(-1) === 'ready')
})

/** A printer that gives every request the same answer. */
async function answering(t: Test, status: number, body: Uint8Array): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end(body))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  t.teardown(() => server.close())
  return `ipp://127.0.0.1:${(server.address() as AddressInfo).port}/ipp/print`
}

t.test('a printer that refuses, says nonsense or no job fails the job by name', async (t) => {
  const pdf = await paper()
  const reason = async (status: number, body: Uint8Array): Promise<unknown> => {
    const printer = ippPrinter({ uri: await answering(t, status, body), pollMs: 10 })
    const outcome = await printer.print({ name: 'x', pdf }, here)
    return outcome.state === 'failed' ? outcome.reason : outcome.state
  }
  const empty = { requestId: 1, groups: [], data: new Uint8Array() }
  t.equal(await reason(200, encodeIpp({ ...empty, code: STATUS.documentFormat })), 'ipp_40a')
  t.equal(await reason(200, encodeIpp({ ...empty, code: STATUS.ok })), 'no_job_id')
  t.equal(await reason(200, Buffer.from('hello')), 'unreachable')
  t.equal(await reason(503, new Uint8Array()), 'unreachable')
})

t.test('reasons are known by their beginning, also when they are cut off', async (t) => {
  t.equal(printerState(3, ['none']), 'ready')
  t.equal(printerState(4, ['marker-waste-almost-full-warnin']), 'busy')
  t.equal(printerState(4, ['media-empty-warning', 'media-needed-warning']), 'media_empty')
  t.equal(printerState(3, ['media-empty-report']), 'media_empty')
  t.equal(printerState(3, ['media-jam-error']), 'stopped')
  t.equal(printerState(5, []), 'stopped')
})

/** One request as it is, with the status of its answer. */
async function ask(uri: string, body: Uint8Array): Promise<number> {
  const response = await fetch(uri.replace('ipp', 'http'), {
    method: 'POST',
    body: Buffer.from(body),
  })
  if (!response.ok) return response.status * 0x10000
  return decodeIpp(new Uint8Array(await response.arrayBuffer())).code
}

t.test('the virtual printer refuses what a printer refuses', async (t) => {
  const sim = await started(t)
  const send = (code: number, ...attributes: ReturnType<typeof attribute>[]): Promise<number> =>
    ask(
      sim.uri,
      encodeIpp({
        code,
        requestId: 1,
        groups: [{ tag: GROUP.operation, attributes }],
        data: new Uint8Array(),
      }),
    )
  t.equal(await send(0x4000), STATUS.notSupported)
  t.equal(await send(0x0009, attribute('job-id', TAG.integer, 7)), STATUS.notFound)
  t.equal(
    await send(0x0002, attribute('document-format', TAG.mimeType, 'image/jpeg')),
    STATUS.documentFormat,
  )
  t.equal(await ask(sim.uri, Buffer.from('nonsense')), 400 * 0x10000)
  await ippPrinter({ uri: sim.uri, pollMs: 10 }).print({ name: 'x', pdf: await paper() }, here)
  t.equal(await send(0x0008, attribute('job-id', TAG.integer, 1)), STATUS.notPossible)
})

const judge = await run('ipptool', ['--version']).then(
  () => false as const,
  () => 'ipptool is not installed',
)
t.test(
  'ipptool, which is not ours, understands the virtual printer',
  { skip: judge },
  async (t) => {
    const sim = await started(t)
    const { stdout } = await run('ipptool', ['-tv', sim.uri, 'get-printer-attributes.test'])
    t.match(stdout, /\[PASS\]/)
  },
)
