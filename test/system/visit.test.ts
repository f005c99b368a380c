import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import { openBoxStore } from '../../daemon/store/box-store.ts'
import type { Claim } from '../../daemon/verifier/claim.ts'
import { startEcho } from '../../hw/av/echo.ts'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'
import { family } from './processes.ts'
import { readable } from './wire-tap.ts'

/** What must be found nowhere but inside seals: words of the test person and of the story. */
const CANARIES = ['Specimen', 'Noëlle', '85041220485', 'Proefstraat', 'gestolen', 'Test Getuige']

const LOSS = {
  paper: 'loss',
  what: 'passport',
  how: 'stolen',
  docstopTold: false,
  circumstances: 'op de markt',
} as const

/** As a console tells it whose camera is above the screen. */
const EYES: VisitCommand = {
  ...{ name: 'eyes.seat', uncertainDeg: 0.25, placeAt: '2026-11-20T10:00:00.000Z' },
  samplesDeg: [
    [0.1, 4.4],
    [0.2, 4.5],
  ],
}

t.setTimeout(170_000)
const demo = await testDemo({ tap: true })
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { citizen, inspector } = cast

interface Verified {
  readonly holds: boolean
  readonly test: boolean
  readonly claims: readonly { readonly name: string; readonly verdict: string }[]
  /** In French. */
  readonly words: string
}
/** What `loket verify` says of a dossier file, as a lawyer would ask it. */
function verified(folder: string, dossier: string): Verified {
  const file = join(folder, 'A.dossier')
  writeFileSync(file, dossier)
  const trust = join(demo.folder, 'config/trust.json')
  const verify = (...more: string[]) =>
    execFileSync(
      process.execPath,
      ['daemon/cli/main.ts', 'verify', file, '--trust', trust, ...more],
      { encoding: 'utf8' },
    )
  return { ...JSON.parse(verify('--json')), words: verify('--taal', 'fr') }
}

t.test('a whole visit, from the button to the archived dossier', async (t) => {
  const number = await play.takeTicket(cast)
  t.match(number, /^A\d{3}$/)
  await play.call(cast)
  t.equal(citizen.info?.called?.number, number)
  t.ok(await until('an offer', () => inspector.offer), 'the box offers a link')
  await inspector.insist(EYES)
  await play.readRights(cast)
  await play.showCard(cast)
  t.match(inspector.visit?.identity, {
    state: 'known',
    assurance: 'chip',
    person: { surname: 'Specimen' },
  })
  await play.prove(cast)
  const { identity } = inspector.visit ?? {}
  const checks = identity?.state === 'known' ? identity.checks.slice(-2) : []
  t.match(checks, [
    { name: 'pin', verdict: 'holds' },
    { name: 'office', verdict: 'holds' },
  ])
  await play.takeCard(cast)
  await play.write(cast)
  const sha256 = await play.present(cast)
  await citizen.act({ act: 'document.read', sha256 })
  const page = await fetch(`${citizen.screens}/api/pages/${sha256}/1.txt`)
  t.match(await page.text(), 'gestolen', 'the page is the statement')
  t.equal((await fetch(`${citizen.screens}/api/pages/${sha256}/9.png`)).status, 404)
  t.equal(inspector.visit?.document.state, 'presented', 'nobody can have read what was not shown')
  await play.read(cast, sha256)
  await play.sign(cast)
  await play.takeCopy(cast)
  await play.close(cast, 'signed')

  const row = await until('the dossier', () =>
    inspector.dossiers.find((each) => each.number === number),
  )
  t.match(row, { outcome: 'signed', mine: true })
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const opened = await fetch(`${demo.console}/api/dossiers/${row.dossierId}`, { headers })
  const told = await opened.json()
  t.match(told, {
    record: {
      identity: { assurance: 'chip+pin', proof: { hash: 'sha256' } },
      document: { presented: { sha256 }, ending: { state: 'signed' } },
      eyeContact: { seat: { alignment: 'near', samples: 2, calibration: { residualDeg: 0.25 } } },
    },
  })
  const found = told.verified.map(({ name, verdict }: Claim) => `${name} ${verdict}`)
  for (const each of ['seal holds', 'signature holds', 'card holds', 'pin holds', 'read stated'])
    t.ok(found.includes(each), `${each} of ${found}`)
})

t.test('a statement is signed with the identity card, and anybody can check it', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  await play.readRights(cast)
  await play.showCard(cast, 'specimen-drie')
  await inspector.insist({ name: 'visit.kind', kind: 'complaint' })
  await play.addPaper(cast, LOSS)
  await play.write(cast)
  await play.read(cast, await play.present(cast))
  await play.signWithCard(cast)
  await play.read(cast, await play.declare(cast, { choice: 'filed', facts: 'gestolen fiets' }))
  await play.signWithCard(cast)
  await play.takeCard(cast)
  await play.addPaper(cast, { paper: 'attestation', facts: 'Diefstal van een fiets, Genk' })
  const { papers } = await citizen.sees('copy')
  t.same(papers, ['statement', 'injured', 'loss', 'attestation'])
  const before = cast.hand.state?.tray.length ?? 0
  await play.takeCopy(cast)
  t.equal((cast.hand.state?.tray.length ?? 0) - before, 4, 'each comes on paper')
  await play.close(cast, 'signed')
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const read = async (path: string) =>
    await fetch(`${demo.console}/api/dossiers/${path}`, { headers })
  const signed = await until('the dossier', async () => {
    const ids = inspector.dossiers.map(({ dossierId }) => dossierId)
    const opened = await Promise.all(ids.map(async (id) => await (await read(id)).json()))
    return opened.find(({ record }) => record?.document?.ending?.means === 'eid')
  })
  const { dossierId, record, documents } = signed
  const response = await read(`${dossierId}/documents/${record.document.file.sha256}.pdf`)
  const pdf = Buffer.from(await response.arrayBuffer())
  t.match(record, { identity: { assurance: 'chip' }, document: { ending: { state: 'signed' } } })
  const folder = t.testdir()
  const file = join(folder, 'signed.pdf')
  writeFileSync(file, pdf)
  const said = execFileSync('pdfsig', ['-nocert', file], { encoding: 'utf8' })
  t.match(said, 'Signature is Valid')
  t.match(said, 'Total document signed')

  const { holds, test, claims, words } = verified(
    folder,
    await (await read(`${dossierId}/file`)).text(),
  )
  t.match({ holds, test }, { holds: true, test: true })
  t.match(claims, [{ name: 'seal', verdict: 'holds' }])
  t.match(
    claims.find(({ name }: { name: string }) => name === 'papers'),
    { verdict: 'holds' },
  )
  t.match(record.papers, [{ kind: 'loss' }, { kind: 'attestation' }])
  t.match(documents.slice(-2), [{ role: 'loss' }, { role: 'attestation' }])
  t.match(words, 'Tout ce qui peut être vérifié ici est exact.')
})

t.test('a talk ends without identification or document, with its outcome', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  await inspector.insist({ name: 'visit.kind', kind: 'talk' })
  t.equal((await inspector.visitCommand({ name: 'document.present' })).ok, false)
  await play.close(cast, 'advised')
  await until('the dossier', () => inspector.dossiers.some((row) => row.outcome === 'advised'))
  t.pass('its outcome is recorded')
})

t.test('a statement that is refused is a whole dossier too', async (t) => {
  await play.takeTicket(cast)
  await play.call(cast)
  await play.readRights(cast)
  await play.showCard(cast, 'specimen-vervalst')
  await play.takeCard(cast)
  await inspector.insist({
    name: 'identity.record',
    reason: 'not_genuine',
    assurance: 'visual',
    surname: 'Getuige',
    givenNames: 'Test',
    birthDate: '1990-01-01',
    shown: 'driving_licence',
    shownNumber: '0000000000',
    basis: 'foto vergeleken',
  })
  await play.write(cast)
  await play.read(cast, await play.present(cast))
  await inspector.insist({ name: 'signature.ask' })
  await citizen.sees('sign')
  await citizen.act({ act: 'sign.refuse', reason: 'Ik wil eerst raad vragen.' })
  await inspector.sees('the refusal', (visit) => visit.document.state === 'refused')
  await inspector.insist({
    name: 'paper.add',
    order: {
      paper: 'loss',
      what: 'identity_card',
      how: 'lost',
      circumstances: 'op de trein naar Hasselt',
      docstopTold: true,
    },
  })
  await inspector.sees('the paper', ({ papers }) => papers[0]?.state === 'made')
  t.match(await citizen.sees('copy'), { papers: ['statement', 'loss'] })
  const tray = cast.hand.state?.tray.length ?? 0
  await citizen.act({ act: 'copy.print' })
  await inspector.sees('a printed copy', (visit) => visit.copy === 'printed')
  await until('two papers', () => cast.hand.state?.tray.length === tray + 2)
  await play.close(cast, 'refused')
  const row = await until('the dossier', () =>
    inspector.dossiers.find(({ outcome }) => outcome === 'refused'),
  )
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const file = await fetch(`${demo.console}/api/dossiers/${row.dossierId}/file`, { headers })
  const { holds, claims, words } = verified(t.testdir(), await file.text())
  t.equal(holds, true)
  t.match(words, /une carte a été présentée dont tout n’est pas exact : Identité\./)
  t.match(words, 'Établi par ')
  t.match(words, /Document examiné : permis de conduire, n° 0000000000\./)
  const opened = await fetch(`${demo.console}/api/dossiers/${row.dossierId}`, { headers })
  const { record } = await opened.json()
  t.match(record, {
    identity: { noCardReason: 'not_genuine', checkedBy: { name: /./ } },
    cardAttempts: { count: 1, kept: [{ card: /^[0-9a-f]{64}$/ }] },
  })
  t.notMatch(JSON.stringify([record.cardAttempts, record.identity.person]), 'Specimen')
  t.match(
    claims.find(({ name }) => name === 'papers'),
    { verdict: 'holds' },
  )
})

t.test('"not here" can be undone, and a return keeps the ticket', async (t) => {
  const number = await play.takeTicket(cast)
  await until('next', async () => (await inspector.act({ do: 'next' })).ok)
  await inspector.insist({ name: 'visit.not_here' })
  await until('no visit', () => inspector.visit === null)
  await until('undo', async () => (await inspector.act({ do: 'undo' })).ok)
  await inspector.sees('the same ticket', (visit) => visit.ticket.number === number)
  await inspector.insist({ name: 'visit.return' })
  await until('no visit', () => inspector.visit === null)
  await until('waiting again', () =>
    inspector.board?.tickets.some((row) => row.number === number && row.state === 'waiting'),
  )
  t.pass('it waits again')
})

t.test('while a link is live, nothing listens beyond loopback', async (t) => {
  const echo = startEcho({ loopbackFrom: '.loket/native' })
  t.teardown(() => echo.stop())
  await play.takeTicket(cast)
  await play.call(cast)
  const { linkId, sdp } = await until('an offer of this visit', () =>
    inspector.offer?.visitId === inspector.visit?.visitId ? inspector.offer : undefined,
  )
  await inspector.insist({ name: 'link.answer', linkId, sdp: await echo.answer(linkId, sdp) })
  await inspector.sees('the link', ({ link }) => link.state === 'up')
  await until('pictures over it', () => (echo.counts(linkId)?.pictures ?? 0) > 0)
  const ours = socketsOf(new Set(family(process.pid)))
  t.ok(ours.filter((line) => line.startsWith('tcp')).length > 4, 'our servers are seen')
  t.ok(ours.filter((line) => line.startsWith('udp')).length > 1, 'both ends of the link are seen')
  t.same(
    ours.filter((line) => !LOOPBACK.test(line)),
    [],
  )
  echo.close(linkId)
  await inspector.insist({ name: 'visit.kind', kind: 'talk' })
  await play.close(cast, 'advised')
})

/** Servers and UDP sockets of these processes, each a line of `ss`: kind, state, queues, own address, other. */
function socketsOf(pids: ReadonlySet<number>): string[] {
  return execFileSync('ss', ['-Hantup'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => /^(udp|tcp +LISTEN)/.test(line))
    .filter((line) => [...line.matchAll(/pid=(\d+)/g)].some(([, pid]) => pids.has(Number(pid))))
}
const LOOPBACK = /^\S+ +\S+ +\d+ +\d+ +(127\.\d+\.\d+\.\d+|\[::1\]):\d+ /

t.test('nothing personal is in the traffic, in a log or in a file name', async (t) => {
  const traffic = readable(demo.traffic())
  t.ok(demo.traffic().length > 10_000, 'the tap heard the broker')
  t.ok(traffic.includes('"ticket.changed"'), 'and sees what envelopes say')
  const logs = join(demo.folder, 'log')
  const text = readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('\n')
  const names = readdirSync(demo.folder, { recursive: true }).join('\n')
  for (const canary of CANARIES) {
    t.notOk(traffic.includes(canary), `traffic does not hold ${canary}`)
    t.notOk(text.includes(canary), `no log holds ${canary}`)
    t.notOk(names.includes(canary), `no file is called ${canary}`)
  }
})

t.test('the box is wiped, and its audit proves it', async (t) => {
  const box = demo.processes.get('genk-1')
  await box?.stop()
  const store = openBoxStore(join(demo.folder, 'state/genk-1/box.db'), {
    now: () => new Date().toISOString(),
  })
  t.teardown(() => store.close())
  t.equal(store.visit(), null)
  t.match(store.verifyAudit(), { ok: true })
  const wiped = store.auditRows().filter((row) => row.event === 'visit.wiped')
  t.ok(wiped.length >= 3)
  t.ok(wiped.every((row) => row.fields['keyDestroyed'] === true))
  t.match(store.auditRows().find((row) => row.event === 'rights.confirmed')?.fields, {
    version: /^\d{4}-\d\d$/,
    language: 'nl',
  })
})
