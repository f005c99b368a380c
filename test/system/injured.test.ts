import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'

t.setTimeout(170_000)
const demo = await testDemo()
const cast = await play.gather(demo)
t.teardown(async () => {
  cast.leave()
  await demo.end()
})
const { citizen, hand, inspector } = cast

const FACTS = 'Diefstal van een fiets\nstation Genk'

/** A complaint of somebody who was identified, up to the reading of the statement. */
async function untilRead(): Promise<string> {
  const number = await play.takeTicket(cast)
  await play.call(cast)
  await inspector.insist({ name: 'visit.kind', kind: 'complaint' })
  await play.readRights(cast)
  await play.showCard(cast)
  await play.takeCard(cast)
  await play.write(cast)
  await play.read(cast, await play.present(cast))
  return number
}

async function refuse(reason: string): Promise<void> {
  await inspector.insist({ name: 'signature.ask' })
  await citizen.sees('sign')
  await citizen.act({ act: 'sign.refuse', reason })
}

async function declineCopy(): Promise<void> {
  await citizen.sees('copy')
  await citizen.act({ act: 'copy.decline' })
  await inspector.sees('no copy', ({ copy }) => copy === 'declined')
}

/** The opened dossier, and what `loket verify` says of its file, in Dutch. */
async function archived(number: string, folder: string) {
  const row = await until('the dossier', () =>
    inspector.dossiers.find((each) => each.number === number),
  )
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const address = `${demo.console}/api/dossiers/${row.dossierId}`
  const opened = await (await fetch(address, { headers })).json()
  const file = join(folder, 'B.dossier')
  writeFileSync(file, await (await fetch(`${address}/file`, { headers })).text())
  const trust = join(demo.folder, 'config/trust.json')
  const options = ['verify', file, '--trust', trust, '--taal', 'nl']
  const said = execFileSync(process.execPath, ['daemon/cli/main.ts', ...options], {
    encoding: 'utf8',
  })
  return { ...opened, said }
}

/** The text of the declaration that lies before the citizen. */
async function pageOf(sha256: string): Promise<string> {
  return await until('the page', async () => {
    const answer = await fetch(`${citizen.screens}/api/pages/${sha256}/1.txt`).catch(() => null)
    return answer?.ok ? await answer.text() : undefined
  })
}

t.test('it is filed after the statement, and loketd may die on the way', async (t) => {
  const number = await untilRead()
  await play.sign(cast)
  const order = { choice: 'filed', facts: FACTS, damage: 'fiets van 300 euro' } as const
  const sha256 = await play.declare(cast, order)
  t.match(citizen.reading, { screen: 'document', paper: 'injured' })
  t.match(await pageOf(sha256), /Verklaring van benadeelde persoon[\s\S]*station Genk/)
  await play.read(cast, sha256)

  const loketd = demo.processes.get('genk-1')?.pid ?? 0
  process.kill(loketd, 'SIGKILL')
  await until('another loketd', () => (demo.processes.get('genk-1')?.pid ?? loketd) !== loketd)
  await until('an answer', async () => (await inspector.visitCommand({ name: 'visit.show' })).ok)
  t.match(inspector.visit?.injured, { state: 'read', sha256, order }, 'it lies there as before')
  t.match(await pageOf(sha256), 'station Genk')

  await play.sign(cast)
  t.match(await citizen.sees('copy'), { papers: ['statement', 'injured'] })
  const before = hand.state?.tray.length ?? 0
  await play.takeCopy(cast)
  t.equal((hand.state?.tray.length ?? 0) - before, 2, 'both come on paper')
  await play.close(cast, 'signed')
  const { record, documents, said } = await archived(number, t.testdir())
  t.match(record.injured, {
    ...order,
    presented: { sha256 },
    ending: { state: 'signed', means: 'pad' },
  })
  t.same(
    documents.map(({ role, of }: { role: string; of?: string }) => [of, role].filter(Boolean)),
    [['presented'], ['signed'], ['injured', 'presented'], ['injured', 'signed']],
  )
  t.match(said, 'Alles wat hier na te kijken is, klopt.')
  t.match(said, 'dat de persoon zich benadeelde persoon verklaart')
})

t.test('what the citizen objects to is corrected, and may be refused', async (t) => {
  const number = await untilRead()
  await refuse('Ik wil eerst raad vragen.')
  await inspector.sees('the refusal', ({ document }) => document.state === 'refused')
  const wrong = await play.declare(cast, { choice: 'filed', facts: 'Diefstal van een auto' })
  await citizen.act({ act: 'document.object', sha256: wrong })
  await inspector.sees('the objection', ({ injured }) => injured?.objected)
  await citizen.sees('copy')
  await play.read(cast, await play.declare(cast, { choice: 'declined', facts: FACTS }))
  await refuse('Ook dit teken ik niet.')
  await inspector.sees('the refusal', ({ injured }) => injured?.state === 'refused')
  await declineCopy()
  await play.close(cast, 'refused')
  const { record, said } = await archived(number, t.testdir())
  t.match(record.injured, {
    ...{ choice: 'declined', facts: FACTS, revision: 2 },
    ending: { state: 'refused', reason: 'Ook dit teken ik niet.' },
  })
  t.match(record.document.ending, { reason: 'Ik wil eerst raad vragen.' })
  t.match(said, 'Opgegeven reden: “Ook dit teken ik niet.”')
})

t.test(
  'one that still lies there when the visit is wrapped was shown and not signed',
  async (t) => {
    const number = await untilRead()
    await play.sign(cast)
    await play.declare(cast, { choice: 'offered', facts: FACTS })
    await inspector.insist({ name: 'visit.wrap', outcome: 'signed' })
    await declineCopy()
    await inspector.insist({ name: 'visit.close' })
    await until('the end', () => inspector.visit === null)
    const { record, said } = await archived(number, t.testdir())
    t.notOk('ending' in record.injured)
    t.equal(record.injured.file.sha256, record.injured.presented.sha256)
    t.match(said, 'Niet ondertekend en niet geweigerd.')
  },
)
