import { execFileSync } from 'node:child_process'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { CitizenAct } from '../../daemon/core/visit-command.ts'
import { verifyPades } from '../../daemon/documents/pades/verify.ts'
import { TimeoutError, until } from './clients.ts'
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

/** A visit up to the question whether the signature on the pad is the citizen's. */
async function untilCaptured(): Promise<string> {
  const number = await play.takeTicket(cast)
  await play.call(cast)
  await play.readRights(cast)
  await play.showCard(cast)
  await play.takeCard(cast)
  await play.write(cast)
  await play.read(cast, await play.present(cast))
  await inspector.insist({ name: 'signature.ask' })
  await citizen.sees('sign')
  await citizen.act({ act: 'sign.start' })
  await play.drawSignature(hand)
  await inspector.sees('ink', (visit) => visit.signature.state === 'captured')
  return number
}

const seal = join(import.meta.dirname, '../../.loket/materials/seal/root.pem')
const sealRoot = Uint8Array.from(new X509Certificate(readFileSync(seal)).raw)

/** What the office's archive holds of the visit: the record, the text of the paper, and who sealed it. */
async function archived(number: string) {
  const row = await until('the dossier', () =>
    inspector.dossiers.find((each) => each.number === number),
  )
  const headers = { cookie: inspector.cookie, origin: demo.console }
  const address = `${demo.console}/api/dossiers/${row.dossierId}`
  const { record } = await (await fetch(address, { headers })).json()
  const sha256 = record.document.file.sha256
  const pdf = await fetch(`${address}/documents/${sha256}.pdf`, { headers })
  if (!pdf.ok) throw new TimeoutError(`the document does not open: ${pdf.status}`)
  const input = Buffer.from(await pdf.arrayBuffer())
  const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input, encoding: 'utf8' })
  const { signatures } = await verifyPades(input, { roots: [sealRoot], now: record.madeAt })
  return { record, text, signatures }
}

const REASON = 'toch liever niet'
const accept: CitizenAct = { act: 'sign.accept' }
const refuse: CitizenAct = { act: 'sign.refuse', reason: REASON }
const again: CitizenAct = { act: 'sign.again' }
const hurried: { acts: CitizenAct[]; outcome: 'signed' | 'refused' }[] = [
  { acts: [accept, refuse], outcome: 'signed' },
  { acts: [refuse, accept], outcome: 'refused' },
  { acts: [accept, again, refuse, accept], outcome: 'signed' },
]

for (const { acts, outcome } of hurried) {
  const said = acts.map(({ act }) => act).join(', ')
  t.test(`${said} at once: the record and the paper both say ${outcome}`, async (t) => {
    const number = await untilCaptured()
    await Promise.all(acts.map((act) => citizen.act(act)))
    await inspector.sees('an end', ({ document }) => document.signedSha256)
    await citizen.sees('copy')
    await citizen.act({ act: 'copy.decline' })
    await inspector.sees('no copy', ({ copy }) => copy === 'declined')
    await play.close(cast, outcome)
    const { record, text, signatures } = await archived(number)
    t.equal(record.outcome, outcome)
    t.equal(record.document.ending.state, outcome)
    t.equal(text.includes(REASON), outcome === 'refused')
    t.equal(/Getekend met de pen/.test(text), outcome === 'signed')
    t.equal(/Wenst niet te tekenen/.test(text), outcome === 'refused')
    const [sealed] = signatures
    t.same(
      sealed?.checks.filter(({ verdict }) => verdict === 'broken'),
      [],
      'the seal holds',
    )
    t.equal(sealed?.signer?.certificateSha256, record.document.ending.sealSha256)
  })
}
