import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pino } from 'pino'
import t from 'tap'
import { openDossier } from '../../../daemon/documents/dossier.ts'
import { verifyPades } from '../../../daemon/documents/pades/verify.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { loadTrust } from '../../../daemon/identity/trust.ts'
import { boxKid, knownKeys, makeKeys, OFFICE_KID } from '../../../daemon/runtime/keys.ts'
import { parseTrust } from '../../../daemon/verifier/trust-file.ts'
import { openStore, type Store } from '../../../office/store.ts'
import { runExtender } from '../../../office/timestamps/extender.ts'
import { extendedFile } from '../../../office/timestamps/kept.ts'
import { networkSources } from '../../../office/timestamps/sources.ts'
import { opensslVerify, pdfsig, qpdfCheck } from '../../daemon/documents/pades-rig.ts'
import { until as untilIn } from '../console-client.ts'
import { httpAuthority } from './authority.ts'
import { sealedDossier } from './dossiers.ts'

t.setTimeout(180_000)
const until = (holds: () => unknown, what: string) => untilIn(holds, what, 60_000)
const network = await httpAuthority()
t.teardown(network.stop)
const box = await makeKeys(boxKid('genk-1'))
const office = await makeKeys(OFFICE_KID)
const known = knownKeys([box.public])
const trust = parseTrust(network.trust([box.public]), loadTrust({ mode: 'belgium' }))
const jwe = await sealedDossier('d-1', network.seal, box, office.public)
const { files } = await openDossier(jwe, office, known)
const at = new Date().toISOString()

function archive(folder: string, ...ids: string[]): Store {
  const store = openStore(folder, 4)
  t.teardown(store.close)
  for (const id of ids) {
    const facts = { box: 'genk-1', visitId: 'v', number: 'G001', closedAt: at, user: 'an' }
    store.dossiers.add({ id, ...facts, kind: 'report', outcome: 'signed' }, jwe)
    store.extensions.add(id)
  }
  return store
}

/** The worker on a store, until the test stops it. */
function extending(store: Store, nowMs = () => Date.now()) {
  const stop = new AbortController()
  const settings = network.settings([box.public])
  const sources = networkSources(settings, trust, stop.signal)
  const log = pino({ level: 'silent' })
  const ended = runExtender({ store, keys: office, known, sources, nowMs, log }, stop.signal)
  return async () => {
    stop.abort()
    await ended
  }
}
/** A clock that runs ten times as fast: between tries it is waited for by the clock. */
function hasty(): () => number {
  const startMs = Date.now()
  return () => startMs + 10 * (Date.now() - startMs)
}
const levels = (store: Store, id = 'd-1') => store.extensions.of(id).map(({ level }) => level)

t.test('every signed file of a dossier is taken to B-LTA by what is appended', async (t) => {
  const store = archive(t.testdir(), 'd-1')
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const stop = extending(store)
  await until(() => store.extensions.left().dossiers === 0, 'all done')
  delay.disable()
  await stop()
  t.comment(`event loop: at most ${Math.round(delay.max / 1e6)} ms`)
  t.same(levels(store), ['B-LTA', 'B-LTA'])
  for (const { bytes } of files) {
    const [kept] = store.extensions.of('d-1').filter(({ file }) => file === sha256(bytes))
    if (!kept) throw new RangeError('not kept')
    t.match(kept, { authority: 'Tijdstempel TEST' })
    t.notMatch(kept.jwe, /Tijdstempel/)
    const whole = await extendedFile('d-1', bytes, kept, office)
    t.equal(Buffer.compare(whole.subarray(0, bytes.length), bytes), 0)
    const folder = t.testdirName
    t.match(await pdfsig(folder, whole), /Signature is Valid/)
    t.match(await qpdfCheck(folder, whole), /No syntax or stream encoding errors/)
    t.match(await opensslVerify(network.authority, folder, whole), /CMS Verification successful/)
    await t.rejects(extendedFile('d-2', bytes, kept, office), { code: 'WRONG_CONTEXT' })
  }
  t.ok(network.asked.ocsp > 0 && network.asked.crl > 0, 'responders, then lists')
})

t.test('while the authority is down it is tried again, and done when it is up', async (t) => {
  network.down.tsa = true
  const store = archive(t.testdir(), 'd-1')
  const stop = extending(store, hasty())
  await until(() => store.extensions.left().failure, 'it failed')
  t.match(store.extensions.left(), {
    dossiers: 1,
    failure: { what: /^NOT_FETCHED: .*unreachable/ },
  })
  t.same(levels(store), [])
  network.down.tsa = false
  await until(() => store.extensions.left().dossiers === 0, 'done')
  await stop()
  t.same(levels(store), ['B-LTA', 'B-LTA'])
  t.equal(store.extensions.left().failure, undefined)
})

t.test('while nobody tells of certificates, the first time-stamp is kept', async (t) => {
  Object.assign(network.down, { ocsp: true, crl: true })
  const store = archive(t.testdir(), 'd-1')
  const stop = extending(store, hasty())
  await until(() => store.extensions.left().failure, 'it failed')
  t.match(store.extensions.left().failure, { what: /^UNANSWERED: .*unreachable/ })
  t.same(levels(store), ['B-T', 'B-T'])
  const [before] = store.extensions.of('d-1')
  network.down.crl = false
  await until(() => store.extensions.left().dossiers === 0, 'done by lists alone')
  network.down.ocsp = false
  await stop()
  t.same(levels(store), ['B-LTA', 'B-LTA'])
  t.equal(store.extensions.of('d-1')[0]?.at, before?.at, 'the proven time is that of the first')
})

t.test('a dossier that does not open stops no other, and few are done at once', async (t) => {
  const store = archive(t.testdir(), 'd-0', 'd-1', 'd-2', 'd-3')
  const facts = { box: 'genk-1', visitId: 'v', number: 'G001', closedAt: at, user: 'an' }
  store.dossiers.add({ id: 'd-bad', ...facts, kind: 'report', outcome: 'signed' }, `${jwe}x`)
  store.extensions.add('d-bad')
  const stop = extending(store)
  await until(() => store.extensions.left().dossiers === 1, 'all but one')
  await stop()
  t.match(store.extensions.left(), { dossiers: 1, failure: { what: /^(TAMPERED|MALFORMED): / } })
  for (const id of ['d-0', 'd-1', 'd-2', 'd-3']) t.same(levels(store, id), ['B-LTA', 'B-LTA'])
  t.ok(network.most() <= 6, `${network.most()} questions at once`)
})

t.test('before the certificate of the authority ends, a file is stamped again', async (t) => {
  const store = archive(t.testdir(), 'd-1')
  let nowMs = Date.now()
  const stop = extending(store, () => nowMs)
  await until(() => store.extensions.left().dossiers === 0, 'done')
  const [kept] = store.extensions.of('d-1')
  nowMs = Date.parse(kept?.until ?? '') - 29 * 86_400_000
  const again = () => store.extensions.of('d-1').every(({ jwe }, n) => jwe !== before[n])
  const before = store.extensions.of('d-1').map(({ jwe }) => jwe)
  await until(again, 'stamped again')
  await stop()
  const [file] = files.filter(({ bytes }) => sha256(bytes) === kept?.file)
  const [newest] = store.extensions.of('d-1')
  if (!file || !newest) throw new RangeError('not kept')
  const whole = await extendedFile('d-1', file.bytes, newest, office)
  const { signatures } = await verifyPades(whole, {
    ...{ roots: trust.seals, timestampRoots: trust.timestamps, now: at },
  })
  t.same(
    signatures.map(({ kind, checks }) => [
      kind,
      checks.every(({ verdict }) => verdict === 'holds'),
    ]),
    [['signature', true], ...[1, 2, 3].map(() => ['timestamp', true])],
  )
  t.equal(newest.level, 'B-LTA')
})

t.test('stopped in the middle, it goes on where it was', async (t) => {
  const store = archive(t.testdir(), 'd-1')
  Object.assign(network.down, { ocsp: true, crl: true })
  const first = extending(store)
  await until(() => levels(store).length > 0, 'one is stamped')
  await first()
  Object.assign(network.down, { ocsp: false, crl: false })
  const second = extending(store)
  await until(() => store.extensions.left().dossiers === 0, 'done')
  await second()
  t.same(levels(store), ['B-LTA', 'B-LTA'])
})
