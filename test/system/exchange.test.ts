import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { ExchangedView } from '../../daemon/core/exchange-view.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import {
  largePdf,
  lockedPdf,
  partsAsSent,
  specimenJpeg,
  specimenPdf,
} from '../daemon/documents/exchanged.ts'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'
import { readable } from './wire-tap.ts'

t.setTimeout(170_000)
const demo = await testDemo({ tap: true })
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { citizen, inspector } = cast

const INVOICE = await largePdf(250_000)
const PHOTO = await specimenJpeg()
/** What must be found nowhere but inside seals: what a document is called, and what stands in it. */
const CANARIES = ['Rekening van Specimen', 'Kiekje van Getuige', 'Factuur van Specimen']

async function begin(bytes: Uint8Array, title: string, type: 'pdf' | 'jpeg'): Promise<void> {
  const facts = { sha256: sha256(bytes), title, type, bytes: bytes.length }
  await inspector.insist({ name: 'exchange.begin', ...facts })
}
async function send(bytes: Uint8Array, between: (part: number) => void = () => {}): Promise<void> {
  const parts = partsAsSent(bytes)
  for (const [part, base64] of parts.entries()) {
    between(part)
    await inspector.insist({ name: 'exchange.part', sha256: sha256(bytes), part, base64 })
  }
}
async function settled(bytes: Uint8Array): Promise<ExchangedView> {
  return await inspector.sees('a checked document', ({ exchanged }) =>
    exchanged.find(
      (each) =>
        each.sha256 === sha256(bytes) && (each.state === 'held' || each.state === 'refused'),
    ),
  )
}
function kill(name: string): void {
  const pid = demo.processes.get(name)?.pid
  if (pid) process.kill(pid, 'SIGKILL')
}

async function pageOf(bytes: Uint8Array, file: string): Promise<Response> {
  return await until('the page', async () => {
    const address = `${citizen.screens}/api/pages/${sha256(bytes)}/${file}`
    return await fetch(address).catch(() => null)
  })
}

t.test('a transfer goes on where a kill of the office or of loketd broke it off', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  await play.readRights(cast)
  await play.showCard(cast)
  await play.takeCard(cast)
  await play.write(cast)
  await begin(INVOICE, CANARIES[0] ?? '', 'pdf')
  await send(INVOICE, (part) => {
    if (part === 1) kill('office')
    if (part === 3) kill('genk-1')
  })
  t.match(await settled(INVOICE), { state: 'held', pages: 2, parts: 4 })
  await begin(PHOTO, CANARIES[1] ?? '', 'jpeg')
  await send(PHOTO)
  kill('genk-1')
  t.match(await settled(PHOTO), { state: 'held', pages: 1 }, 'killed while it was checked')
})

t.test('the citizen sees it at once, and the inspector sees which page', async (t) => {
  await inspector.insist({ name: 'exchange.show', sha256: sha256(INVOICE) })
  const shown = { sha256: sha256(INVOICE), name: CANARIES[0], pages: 2, page: 1 }
  // The photo that came last is on the screen until then.
  const seen = await until('the document', () => {
    const { reading } = citizen
    return reading && 'sha256' in reading && reading.sha256 === shown.sha256 ? reading : undefined
  })
  t.match(seen, { screen: 'exchange', ...shown })
  t.match(await (await pageOf(INVOICE, '2.txt')).text(), 'Factuur van Specimen, 2')
  t.match((await pageOf(PHOTO, '1.png')).headers.get('content-type'), 'image/png')
  t.equal((await pageOf(INVOICE, '3.png')).status, 404)
  await citizen.act({ act: 'exchange.page', sha256: sha256(INVOICE), page: 2 })
  await inspector.sees('the page', ({ looking }) => looking?.page === 2)
  await citizen.act({ act: 'exchange.close', sha256: sha256(INVOICE) })
  await citizen.sees('waiting')
})

t.test('what cannot be kept is refused, and taken back it is gone', async (t) => {
  const locked = lockedPdf(t.testdir(), await specimenPdf(1), 'geheim')
  await begin(locked, 'Document 3', 'pdf')
  await send(locked)
  t.match(await settled(locked), { state: 'refused', fault: 'locked' })
  await inspector.insist({ name: 'exchange.drop', sha256: sha256(locked) })
  await inspector.sees('two documents', ({ exchanged }) => exchanged.length === 2)
  t.equal((await pageOf(locked, '1.png')).status, 404)
})

t.test('statement, dossier and verifier name it, and then nothing of it is left', async (t) => {
  const { ticket } = inspector.visit ?? {}
  const shown = await play.present(cast)
  const page = await fetch(`${citizen.screens}/api/pages/${shown}/1.txt`)
  t.match(await page.text(), sha256(INVOICE))
  const drop = { name: 'exchange.drop', sha256: sha256(PHOTO) } as const
  t.equal((await inspector.visitCommand(drop)).ok, false, 'it is fixed')
  await play.read(cast, shown)
  await play.sign(cast)
  await citizen.act({ act: 'copy.decline' })
  await inspector.sees('no copy', ({ copy }) => copy === 'declined')
  await play.close(cast, 'signed')
  const row = await until('the dossier', () =>
    inspector.dossiers.find((each) => each.number === ticket?.number),
  )
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const address = `${demo.console}/api/dossiers/${row.dossierId}`
  const opened = await (await fetch(address, { headers })).json()
  t.match(opened.record.exchanged, [
    { name: CANARIES[0], type: 'pdf', pages: 2, by: '1' },
    { name: CANARIES[1], type: 'jpeg', pages: 1 },
  ])
  for (const [bytes, type] of [
    [INVOICE, 'pdf'],
    [PHOTO, 'jpeg'],
  ] as const) {
    const file = await fetch(`${address}/documents/${sha256(bytes)}.${type}`, { headers })
    t.equal(file.headers.get('content-type'), type === 'pdf' ? 'application/pdf' : 'image/jpeg')
    t.same(Buffer.from(await file.arrayBuffer()), Buffer.from(bytes), 'the very bytes')
  }
  const file = join(t.testdir(), 'A.dossier')
  writeFileSync(file, await (await fetch(`${address}/file`, { headers })).text())
  const trust = join(demo.folder, 'config/trust.json')
  const options = ['daemon/cli/main.ts', 'verify', file, '--trust', trust]
  const said = JSON.parse(
    execFileSync(process.execPath, [...options, '--json'], { encoding: 'utf8' }),
  )
  t.match({ holds: said.holds }, { holds: true })
  t.match(
    said.claims.find(({ name }: { name: string }) => name === 'exchanged'),
    { verdict: 'holds' },
  )
  const words = execFileSync(process.execPath, options, { encoding: 'utf8' })
  t.match(words, /Stukken bij de verklaring[\s\S]*Rekening van Specimen/)

  const found = readdirSync(demo.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((each) => {
      const bytes = readFileSync(each)
      return CANARIES.some((canary) => bytes.includes(canary))
    })
  t.same(found, [], 'no file of box or office holds it in clear')
  const wire = readable(demo.traffic())
  for (const canary of CANARIES) t.notOk(wire.includes(canary), 'nor the wire')
})
