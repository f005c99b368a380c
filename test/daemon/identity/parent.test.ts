import { createHash, verify, X509Certificate } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { proofHolds } from '../../../daemon/documents/card-proof.ts'
import { derLength } from '../../../daemon/identity/der.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import type { VirtualReader } from '../../../hw/card/virtual-reader.ts'
import { cards, readerFor, until } from '../../hw/card/bench.ts'
import { childOf, type UnitBench, type UnitBenchOptions, unitBench } from './unit-bench.ts'

interface Bench extends UnitBench {
  readonly hand: VirtualReader
}

async function bench(
  t: Test,
  change: Pick<UnitBenchOptions, 'silenceMs' | 'pinpadRequired'> = {},
  folder = cards,
): Promise<Bench> {
  const hand = await readerFor(t, 'sim', folder)
  const unit = unitBench({ reader: 'sim', socket: hand.socket, ...change })
  t.teardown(unit.stop)
  return { ...unit, hand }
}

const NONCE = 'd'.repeat(64)
type PinKey = Parameters<VirtualReader['key']>[0]

/** Reads the card of Specimen Een; gives which card that is. */
async function cardRead({ hand, unit, answer }: Pick<Bench, 'hand' | 'unit' | 'answer'>) {
  await hand.insert('specimen-een')
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  const read = await answer('r1')
  return read.type === 'card.read' ? read.card : { chip: '' }
}

t.test('a read waits for the child and for the card', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 10 })
  t.same(await answer('r1'), { type: 'card.failed', requestId: 'r1', failure: 'absent' })
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  await hand.insert('specimen-twee')
  t.match(await answer('r2'), { type: 'card.read', person: { givenNames: 'Twee André' } })
  t.same(
    reports.map(({ type }) => type),
    [
      ...['ready', 'card.present', 'reader.state', 'card.failed', 'card.present'],
      ...['card.reading', 'card.seen', 'card.read'],
    ],
    'the name comes before the rest',
  )
})

t.test('a cancelled read is not answered', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 60_000 })
  unit.send({ type: 'card.cancel', requestId: 'r1' })
  await hand.insert('geen-eid')
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { failure: 'not_an_eid' })
  t.notOk(reports.some((message) => 'requestId' in message && message.requestId === 'r1'))
})

t.test('a mute card is a timeout, and the reader comes back', async (t) => {
  const { hand, unit, ends, answer } = await bench(t)
  await hand.insert('specimen-een')
  await hand.mute(true)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  t.match(await answer('r1'), { failure: 'timeout' })
  await hand.mute(false)
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { type: 'card.read' })
  t.same(ends, ['CARD_CHILD_GONE'])
})

t.test('a killed child fails the read, and the next one works', async (t) => {
  const { hand, unit, reports, answer } = await bench(t)
  await hand.insert('specimen-een')
  await hand.mute(true)
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 5000 })
  await until(() => reports.some(({ type }) => type === 'card.reading'))
  process.kill(childOf(hand.socket), 'SIGKILL')
  t.match(await answer('r1'), { failure: 'reader_gone' })
  await hand.mute(false)
  unit.send({ type: 'card.read', requestId: 'r2', waitMs: 5000 })
  t.match(await answer('r2'), { type: 'card.read' })
})

t.test('a silent child is killed and its read times out', async (t) => {
  const { hand, unit, reports, ends, answer } = await bench(t, { silenceMs: 2500 })
  await until(() => reports.some(({ type }) => type === 'ready'))
  process.kill(childOf(hand.socket), 'SIGSTOP')
  unit.send({ type: 'card.read', requestId: 'r1', waitMs: 100 })
  t.match(await answer('r1'), { failure: 'timeout' })
  await until(() => ends.length > 0)
  t.same(ends, ['CARD_CHILD_SILENT'])
})

t.test('the PIN goes from the keys to the card, and what the card signs proves it', async (t) => {
  const { hand, unit, answer } = await bench(t)
  const card = await cardRead({ hand, unit, answer })
  const enter = async (requestId: string, keys: readonly PinKey[], insist = false) => {
    const order = { insist, card, language: 'nl', visitId: 'v1', nonce: NONCE } as const
    unit.send({ type: 'pin.prove', requestId, waitMs: 5000, ...order })
    if (keys.length > 0) await until(() => hand.pin.asked)
    for (const key of keys) hand.key(key)
    const report = await answer(requestId)
    await until(() => !hand.pin.asked)
    return report.type === 'pin.answered' ? report.outcome : null
  }
  t.same(await enter('p1', ['1', '2', '9', '9', 'ok']), { state: 'wrong', triesLeft: 2 })
  const proven = await enter('p2', ['9', 'clear', '1', 'ok', '1', '2', '3', '4', 'ok'])
  t.match(proven, { state: 'proven', checks: [{ name: 'pin', verdict: 'holds' }] })
  if (proven?.state === 'proven') {
    t.ok(proofHolds(proven.proof, 'v1'))
    t.notOk(proofHolds(proven.proof, 'v2'), 'of this visit alone')
    t.notOk(proofHolds({ ...proven.proof, nonce: 'f'.repeat(64) }, 'v1'), 'and of this nonce')
  }
  t.same(await enter('p3', ['1', 'cancel']), { state: 'failed', failure: 'cancelled' })
  const wrong = ['9', '9', '9', '9', '9', 'ok'] as const
  await enter('p4', wrong)
  t.same(await enter('p5', wrong), { state: 'wrong', triesLeft: 1 })
  t.same(await enter('p6', []), { state: 'last_try' }, 'the last one is not spent unasked')
  t.same(await enter('p7', wrong, true), { state: 'failed', failure: 'blocked' })
  t.same(await enter('p8', []), { state: 'failed', failure: 'blocked' })
})

t.test('a PIN is asked of the card that was read, and of no other', async (t) => {
  const { hand, unit, answer } = await bench(t)
  const card = await cardRead({ hand, unit, answer })
  const order = {
    card: { chip: 'f'.repeat(64) },
    language: 'nl',
    insist: false,
    waitMs: 300,
  } as const
  const prove = { ...order, type: 'pin.prove', visitId: 'v1', nonce: NONCE } as const
  unit.send({ ...prove, requestId: 'p1' })
  t.match(await answer('p1'), { outcome: { state: 'failed', failure: 'other_card' } })
  await hand.remove()
  await sleep(100)
  unit.send({ ...prove, card, requestId: 'p2' })
  t.match(await answer('p2'), { outcome: { state: 'failed', failure: 'cancelled' } }, 'no card')
})

t.test(
  'a card that only states the number of the one that was read proves and signs nothing',
  async (t) => {
    const folder = t.testdir()
    const [een, twee] = ['specimen-een', 'specimen-twee'].map((id) => loadCard(cards, id))
    const swapped = { ...een, id: 'specimen-wissel', files: { ...een?.files }, keys: twee?.keys }
    for (const file of ['5038', '5039', '503A', '503B'])
      swapped.files[`3F00/DF00/${file}`] = twee?.files[`3F00/DF00/${file}`] ?? ''
    for (const image of [een, swapped])
      writeFileSync(join(folder, `${image?.id}.json`), JSON.stringify(image))
    const { hand, unit, answer } = await bench(t, {}, folder)
    const card = await cardRead({ hand, unit, answer })
    await hand.remove()
    await hand.insert('specimen-wissel')
    const order = { card, language: 'nl', insist: false, waitMs: 5000 } as const
    unit.send({ ...order, type: 'pin.prove', visitId: 'v1', nonce: NONCE, requestId: 'p1' })
    t.match(await answer('p1'), { outcome: { state: 'failed', failure: 'other_card' } })
    unit.send({ ...order, type: 'card.certify', requestId: 'c1' })
    t.match(await answer('c1'), { outcome: { state: 'failed', failure: 'other_card' } })
    const own = Buffer.from(swapped.files['3F00/DF00/5039'] ?? '', 'base64')
    const certificate = own.subarray(0, derLength(own)).toString('base64')
    unit.send({ ...order, type: 'pin.sign', requestId: 's1', certificate, hash: NONCE })
    t.match(await answer('s1'), { outcome: { state: 'failed', failure: 'other_card' } })
    t.notOk(hand.pin.asked, 'and no PIN is asked for')
  },
)

t.test('where keys of the reader are required, others are not used', async (t) => {
  const { hand, unit, answer } = await bench(t, { pinpadRequired: true })
  const card = await cardRead({ hand, unit, answer })
  const order = { card, language: 'nl', insist: false, waitMs: 5000 } as const
  unit.send({ ...order, type: 'pin.prove', visitId: 'v1', nonce: NONCE, requestId: 'p1' })
  t.match(await answer('p1'), { outcome: { state: 'failed', failure: 'no_keys' } })
})

t.test('the card signs a ready hash with the key of its signing certificate', async (t) => {
  const { hand, unit, answer } = await bench(t)
  const card = await cardRead({ hand, unit, answer })
  unit.send({ type: 'card.certify', requestId: 'c1', waitMs: 5000, card })
  const given = await answer('c1')
  const [certificate = ''] = given.type === 'card.certificates' ? given.certificates : []
  const hash = createHash('sha256').update('Ik ben Test Getuige.').digest('hex')
  const order = { card, language: 'nl', insist: false, certificate, hash } as const
  unit.send({ type: 'pin.sign', requestId: 's1', waitMs: 5000, ...order })
  await until(() => hand.pin.asked)
  for (const key of ['1', '2', '3', '4', 'ok'] as const) hand.key(key)
  const signed = await answer('s1')
  const signature = signed.type === 'pin.answered' && signed.outcome.state === 'signed'
  const { publicKey } = new X509Certificate(Buffer.from(certificate, 'base64'))
  const bytes = Buffer.from(signature ? signed.outcome.signature : '', 'base64')
  t.ok(verify('sha256', Buffer.from('Ik ben Test Getuige.'), publicKey, bytes))
})
