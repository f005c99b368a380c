import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { verifyCommand } from '../../../daemon/cli/verify.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { loadTrust } from '../../../daemon/identity/trust.ts'
import { readDossierFile } from '../../../daemon/verifier/dossier-file.ts'
import { parseTrust } from '../../../daemon/verifier/trust-file.ts'
import { verifyDossier } from '../../../daemon/verifier/verify-dossier.ts'
import { pdfsig, qpdfCheck } from '../../daemon/documents/pades-rig.ts'
import { logIn, until } from '../console-client.ts'
import { oneVisit } from '../one-visit.ts'
import { makeRig } from '../rig.ts'
import { run } from '../run.ts'
import { httpAuthority } from './authority.ts'
import { sealedDossier } from './dossiers.ts'

t.setTimeout(120_000)

t.test('killed while the authority is down, the office stamps what it received', async (t) => {
  const folder = t.testdir()
  const network = await httpAuthority()
  t.teardown(network.stop)
  const timestamp = network.settings([])
  const rig = await makeRig(folder, [['genk-1', 'genk']], { timestamp })
  t.teardown(rig.stop)
  const { box, ticket, visitId } = await oneVisit(rig)
  const dossierId = randomUUID()
  const [boxKeys, office] = [rig.keysOf('genk-1'), rig.keysOf('office')]
  const jwe = await sealedDossier(dossierId, network.seal, boxKeys, office.public)
  const facts = { visitKind: 'report', outcome: 'signed', seat: '1' } as const
  const event = { dossierId, visitId, number: ticket.number, jwe, ...facts }

  network.down.tsa = true
  box.append({ kind: 'dossier.sealed', ...event, closedAt: new Date().toISOString() })
  await until(() => box.receipts[0], 'the receipt waits for no authority')
  const status = () => rig.ask('status') as Promise<Record<string, unknown>>
  const dossier = async (path = '') => {
    const headers = { cookie: await logIn(rig.url(), 'an') }
    return await fetch(new URL(`/api/dossiers/${dossierId}${path}`, rig.url()), { headers })
  }
  let told = await status()
  while (told['timestampsFailure'] === 'none') told = await status()
  t.match(told, {
    timestamps: 'on',
    timestampsDue: 1,
    timestampsFailure: /NOT_FETCHED: .*unreachable/,
  })
  const roles = ['presented', 'signed', 'loss']
  const before = await (await dossier()).json()
  t.match(
    before.documents,
    roles.map((role) => (role === 'presented' ? { role } : { role, stamp: { state: 'waiting' } })),
  )
  t.equal(JSON.parse(await (await dossier('/file')).text()).extensions, undefined)

  await rig.killOffice()
  network.down.tsa = false
  await rig.startOffice()
  told = await status()
  while (told['timestampsDue'] !== 0) told = await status()
  t.match(told, { timestampsFailure: 'none' })
  const ctl = await run('cli/main.ts', '--socket', rig.control, 'status')
  t.match(ctl.out, /timestampsDue +0/)
  const { documents } = await (await dossier()).json()
  t.match(
    documents.map(({ stamp }: { stamp?: object }) => stamp),
    [
      undefined,
      ...[1, 2].map(() => ({ state: 'stamped', level: 'B-LTA', authority: 'Tijdstempel TEST' })),
    ],
  )

  const text = await (await dossier('/file')).text()
  const trust = parseTrust(network.trust([boxKeys.public]), loadTrust({ mode: 'belgium' }))
  const { claims, holds, proofs } = await verifyDossier(text, trust, new Date().toISOString())
  t.equal(holds, true)
  t.match(
    claims.find(({ name }) => name === 'timestamp'),
    { verdict: 'holds', evidence: ['B-LTA'] },
  )
  t.match(proofs, [{ name: 'statement.pdf' }, { name: 'loss.pdf' }])
  const own = readDossierFile(text).files
  for (const [at, document] of documents.slice(1).entries()) {
    const answer = await dossier(`/documents/${document.sha256}.pdf`)
    const pdf = new Uint8Array(await answer.arrayBuffer())
    const begin = pdf.subarray(0, own[at]?.bytes.length)
    t.equal(sha256(begin), document.sha256, 'the file of the record is its beginning')
    t.ok(pdf.length > begin.length)
    t.match(await pdfsig(folder, pdf), /Signature is Valid/)
    t.match(await qpdfCheck(folder, pdf), /No syntax or stream encoding errors/)
  }
  const stored = rig.file('state/office.db').toString('latin1')
  t.notMatch(stored, /Specimen Een|BEGIN CERTIFICATE|DocTimeStamp/)
  t.notMatch(rig.officeLog(), /Specimen/)

  await t.test('loket verify tells it', async (t) => {
    const at = (name: string) => join(folder, name)
    writeFileSync(at('G001.dossier'), text)
    writeFileSync(at('verify-trust.json'), JSON.stringify(network.trust([boxKeys.public])))
    const said: string[] = []
    t.intercept(process.stdout, 'write', { value: (line: string) => said.push(line) > 0 })
    t.equal(await verifyCommand(at('G001.dossier'), { trust: at('verify-trust.json') }), 0)
    t.match(said.join(''), /Tijdstempel\n +statement\.pdf bestond al.*\n? *.*Tijdstempel TEST/)
  })
})

t.test('an office without an authority says so, and stamps nothing', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  t.match(await rig.ask('status'), { timestamps: 'off', timestampsDue: 0 })
  await until(() => /no time-stamp authority is set/.test(rig.officeLog()), 'the log says so')
})
