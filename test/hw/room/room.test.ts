import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PDFDocument } from '@cantoo/pdf-lib'
import t from 'tap'
import type { Edge } from '../../../hw/button/port.ts'
import { socketInput } from '../../../hw/button/sim.ts'
import { ippPrinter } from '../../../hw/document-printer/driver.ts'
import { stuPad } from '../../../hw/pad/driver.ts'
import type { PadEvent } from '../../../hw/pad/port.ts'
import { escPosPrinter } from '../../../hw/slip-printer/driver.ts'
import type { SlipPrinterEvent } from '../../../hw/slip-printer/port.ts'
import { openPage, startRoomProcess } from './fixture.ts'

const room = await startRoomProcess(t)

t.test('a press of the hand reaches the button socket, bounces and all', async (t) => {
  const page = await openPage(t, room.url)
  const edges: Edge[] = []
  const ending = new AbortController()
  const running = socketInput({ path: join(room.dir, 'button.sock') }).run(ending.signal, (edge) =>
    edges.push(edge),
  )
  while (edges.length < 1) await sleep(5)
  page.act({ do: 'button.press' })
  while (edges.length < 11) await sleep(5)
  t.equal(edges.map((edge) => (edge.active ? 1 : 0)).join(''), '01010101010')
  ending.abort()
  await running
})

t.test('the pen of the hand arrives as samples through the serial line', async (t) => {
  const page = await openPage(t, room.url)
  const pad = stuPad({ device: join(room.dir, 'pad') })
  const events: PadEvent[] = []
  const ending = new AbortController()
  const running = pad.run(ending.signal, (event) => events.push(event))
  while (!events.some((event) => event.type === 'pad.ready')) await sleep(5)
  await pad.startCapture()
  await page.seen((state) => state.pad.inking)
  const line = Array.from({ length: 20 }, (_, n) => ({ x: n / 20, y: 0.5, pressure: 0.5 }))
  page.act({ do: 'pad.pen', points: [...line, { x: 1, y: 0.5, pressure: 0 }] })
  const samples = () => events.flatMap((e) => (e.type === 'pad.sample' ? [e.sample] : []))
  while (samples().at(-1)?.down !== false) await sleep(5)
  t.ok(samples().length > 20, 'samples')
  t.equal(samples()[0]?.down, true)
  t.equal(samples().at(-1)?.x, 9600)
  t.notOk(events.some((event) => event.type === 'pad.damaged'))
  await pad.stopCapture()
  await page.seen((state) => !state.pad.inking)
  ending.abort()
  await running
})

t.test('a slip that the driver prints lies in the room', async (t) => {
  const page = await openPage(t, room.url)
  const printer = escPosPrinter({ device: join(room.dir, 'slip-printer') })
  const events: SlipPrinterEvent[] = []
  const ending = new AbortController()
  const running = printer.run(ending.signal, (event) => events.push(event))
  while (events.length === 0) await sleep(5)
  const slip = { number: 'B014', site: 'Bree', printedAt: '23/11 10:00', lines: ['één'] }
  t.equal(await printer.print(slip), 'printed')
  const { slips } = await page.seen((state) => state.slips.length === 1)
  t.matchOnly(
    slips[0]?.lines.find((line) => line.text === 'B014'),
    { text: 'B014', size: 5, bold: true, align: 'center' },
  )
  t.ok(slips[0]?.lines.some((line) => line.text === 'één'))
  page.act({ do: 'slip.take', slip: 1 })
  await page.seen((state) => state.slips.length === 0)
  ending.abort()
  await running
})

t.test('a job over IPP comes out in the tray', async (t) => {
  const page = await openPage(t, room.url)
  const document = await PDFDocument.create()
  document.addPage()
  document.addPage()
  const pdf = await document.save()
  const printer = ippPrinter({ uri: room.ipp, pollMs: 50 })
  const signal = new AbortController().signal
  t.same(await printer.print({ name: 'B014', pdf }, signal), { state: 'completed' })
  const { tray } = await page.seen((state) => state.tray.length === 1)
  t.match(tray, [{ job: 1, name: 'B014', pages: 2 }])
  const file = await fetch(new URL(tray[0]?.pdf ?? '', room.url))
  t.same(new Uint8Array(await file.arrayBuffer()), new Uint8Array(pdf))
  page.act({ do: 'tray.take', job: 1 })
  await page.seen((state) => state.tray.length === 0)
  t.equal((await fetch(new URL('/tray/1.pdf', room.url))).status, 404)
})
