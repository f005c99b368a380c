import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { EXCHANGE_LIMITS } from '../../../daemon/core/exchange-view.ts'
import type { VisitCommand } from '../../../daemon/core/visit-command.ts'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import { makePages } from '../../../daemon/documents/pages.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { citizenPages } from '../../../daemon/runtime/citizen-pages.ts'
import { commandRunner } from '../../../daemon/runtime/commands.ts'
import { attachmentsOf, exchangedIn, exchangedOf } from '../../../daemon/runtime/exchange-record.ts'
import { sealedDossiers } from '../../../daemon/runtime/sealed-dossiers.ts'
import { checkVisitDocument } from '../../../daemon/runtime/visit-exchange.ts'
import { visitGaze } from '../../../daemon/runtime/visit-gaze.ts'
import { AT } from '../core/letters.ts'
import { largePdf, partsAsSent, specimenJpeg, specimenPdf } from '../documents/exchanged.ts'
import { keeperRig, open } from './keeper-rig.ts'

const pages = makePages()
const large = await largePdf(2 * EXCHANGE_LIMITS.partBytes)
const small = await specimenPdf(1)
const jpeg = await specimenJpeg()
const parts = partsAsSent(large)

/** A box with a visit, whose commands come as the office sends them; `again` is the box after a kill, `dying` one just before. */
function box(folder: string, dying = false) {
  const rig = keeperRig(folder, (effect, visit, keeper) => {
    if (effect.type === 'exchange.check' && !dying)
      checks.push(
        checkVisitDocument(visit, effect.sha256, { now: () => AT, keeper: () => keeper, pages }),
      )
  })
  const checks: Promise<void>[] = []
  const run = commandRunner({
    ...{ box: 'genk-1', store: rig.store, keeper: rig.keeper },
    dossiers: sealedDossiers(rig.store),
    now: () => AT,
    cardIn: () => false,
    rehearsal: () => false,
    gaze: visitGaze(),
    onTicket: () => {},
  })
  const ask = (command: VisitCommand) =>
    run(randomUUID(), { name: 'visit', visitId: 'v1', command })
  const first = () => rig.keeper.visit?.exchanged[0]
  const kept = (name: string) => rig.keeper.kept(name)
  const again = () => {
    rig.store.close()
    return box(folder)
  }
  return { ...rig, ask, first, kept, again, settled: () => Promise.all(checks) }
}
type Box = ReturnType<typeof box>
function opened(t: Test, dying = false): Box {
  const fresh = box(t.testdir(), dying)
  open(fresh.keeper)
  return fresh
}

function begin(
  { ask }: Box,
  bytes: Uint8Array,
  more: Partial<Extract<VisitCommand, { name: 'exchange.begin' }>> = {},
) {
  const facts = { sha256: sha256(bytes), title: 'Document 1', type: 'pdf', bytes: bytes.length }
  return ask({ name: 'exchange.begin', ...(facts as { type: 'pdf' } & typeof facts), ...more })
}
function send({ ask }: Box, bytes: Uint8Array, part: number, base64 = partsAsSent(bytes)[part]) {
  const of = sha256(bytes)
  return ask({ name: 'exchange.part', sha256: of, part, base64: base64 ?? '' })
}
async function give(to: Box, bytes: Uint8Array, type: 'pdf' | 'jpeg' = 'pdf'): Promise<void> {
  begin(to, bytes, { type })
  partsAsSent(bytes).forEach((_, part) => void send(to, bytes, part))
  await to.settled()
}

t.test('parts survive a kill between any two of them', async (t) => {
  let now = opened(t)
  begin(now, large)
  for (const [part] of parts.entries()) {
    now = now.again()
    t.match(now.first(), { state: 'arriving', parts: part })
    t.equal(send(now, large, part).ok, true)
  }
  await now.settled()
  t.match(now.first(), { state: 'held', pages: 2, at: AT })
  now.store.close()
})

t.test('a kill while it is checked begins the check again', async (t) => {
  const before = opened(t, true)
  begin(before, small)
  send(before, small, 0)
  const after = before.again()
  t.equal(after.first()?.state, 'checking')
  after.keeper.post({ type: 'box.restarted', at: AT, newId: 'link-2' })
  await after.settled()
  t.equal(after.first()?.state, 'held')
  after.store.close()
})

t.test('a repeated part changes nothing, and none is taken out of its turn', async (t) => {
  const now = opened(t)
  begin(now, large)
  t.equal(send(now, large, 1).ok, false, 'the first lacks')
  t.equal(send(now, large, 0).ok, true)
  const { rev } = now.keeper.visit ?? {}
  t.equal(send(now, large, 0, Buffer.alloc(9).toString('base64')).ok, true)
  t.equal(now.keeper.visit?.rev, rev)
  t.equal(send(now, large, 1, parts[0]?.slice(4)).ok, false, 'too short')
  t.equal(send(now, large, 2).ok, false, 'the second lacks')
  t.equal(send(now, large, 1).ok, true)
  t.equal(send(now, large, 2).ok, true)
  await now.settled()
  t.equal(now.first()?.state, 'held')
  now.store.close()
})

t.test(
  'a part of a document that was taken back, or was never announced, is refused',
  async (t) => {
    const now = opened(t)
    t.equal(send(now, small, 0).ok, false)
    begin(now, large)
    now.ask({ name: 'exchange.drop', sha256: sha256(large) })
    t.equal(send(now, large, 0).ok, false)
    t.same(now.keeper.visit?.exchanged, [])
    now.store.close()
  },
)

t.test('what is not what was announced is refused and said', async (t) => {
  const now = opened(t)
  const other = Buffer.from(small.map((byte, at) => (at === 400 ? byte ^ 1 : byte)))
  begin(now, small)
  send(now, small, 0, other.toString('base64'))
  await now.settled()
  t.match(now.first(), { state: 'refused', fault: 'altered' })
  await give(now, small)
  t.match(now.first(), { state: 'held' }, 'the same one again, whole')
  await give(now, jpeg)
  t.match(now.keeper.visit?.exchanged[1], { state: 'refused', fault: 'not_this_type' })
  now.store.close()
})

t.test('the citizen sees its pages, of nothing else, and only while it is there', async (t) => {
  const now = opened(t)
  const { page } = citizenPages(now.keeper, pages)
  await give(now, large)
  await give(now, jpeg, 'jpeg')
  const of = sha256(large)
  t.match(await page(of, 2, 'txt'), /Factuur van Specimen, 2/)
  t.equal(await page(of, 3, 'png'), null)
  t.ok((await page(sha256(jpeg), 1, 'png'))?.length)
  t.equal(await page('0'.repeat(64), 1, 'png'), null)
  begin(now, small)
  t.equal(await page(sha256(small), 1, 'png'), null, 'not before it is here')
  now.ask({ name: 'exchange.drop', sha256: of })
  t.equal(await page(of, 1, 'png'), null)
  now.store.close()
})

t.test('it lies on the disk under the key of the visit only', async (t) => {
  const now = opened(t)
  begin(now, small)
  send(now, small, 0)
  await now.settled()
  now.keeper.wipe()
  t.equal(now.store.blob('v1', 'exchanged.1.0'), null)
  t.notOk(JSON.stringify(now.store.auditRows()).includes('Document 1'))
  now.store.close()
})

t.test('statement and record name what was held, and nothing without a statement', async (t) => {
  const now = opened(t)
  await give(now, large)
  await give(now, jpeg, 'jpeg')
  begin(now, small)
  const visit = now.keeper.visit ?? t.fail('a visit')
  if (typeof visit === 'boolean') return
  t.same(attachmentsOf(visit), [
    { name: 'Document 1', pages: 2, sha256: sha256(large) },
    { name: 'Document 1', pages: 1, sha256: sha256(jpeg) },
  ])
  t.same(exchangedOf(visit, now.kept), [], 'no statement names them')
  const document = { state: 'presented', revision: 1, sha256: 'a'.repeat(64), pages: 1 } as const
  const presented: Visit = { ...visit, document }
  const exchanged = exchangedOf(presented, now.kept)
  t.same(
    exchanged.map(({ file }) => [file.name, sha256(file.bytes)]),
    [
      ['exchanged-1.pdf', sha256(large)],
      ['exchanged-2.jpg', sha256(jpeg)],
    ],
  )
  t.match(exchangedIn(presented, exchanged), {
    exchanged: [
      { name: 'Document 1', type: 'pdf', pages: 2, by: '1', at: AT },
      { type: 'jpeg', pages: 1, file: { name: 'exchanged-2.jpg', sha256: sha256(jpeg) } },
    ],
  })
  t.same(exchangedIn(presented, []), {})
  t.throws(() => exchangedOf(presented, () => null), { code: 'KEPT_BYTES' })
  now.store.close()
})
