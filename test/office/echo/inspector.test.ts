import { pino } from 'pino'
import t from 'tap'
import { manualClock } from '../../../daemon/runtime/clock.ts'
import type { CommandBody } from '../../../daemon/sync/command-body.ts'
import type { CommandResult } from '../../../daemon/sync/messages.ts'
import { type Echo, EchoError } from '../../../hw/av/echo.ts'
import { makeEchoInspector } from '../../../office/echo/inspector.ts'

const OFFER = { linkId: 'link', sdp: 'an offer' }
const COUNTS = {
  pictures: 3,
  soundBlocks: 70,
  loudest: 9,
  codes: { read: 2, unreadable: 1, missing: 4, lastMs: 7 },
  state: 'connected' as RTCPeerConnectionState,
}

/** Boxes that answer as told, and an echo without a process. */
function stage() {
  const clock = manualClock('2026-11-23T09:00:00.000Z')
  const said: { box: string; body: CommandBody }[] = []
  const open = new Set<string>()
  const script = {
    answer: async (_offer: string) => 'an answer',
    counts: COUNTS,
    visits: [] as string[],
    reply: (_body: CommandBody): Omit<CommandResult, 'commandId'> => ({ ok: true }),
  }
  let stops = 0
  const echo: Echo = {
    async answer(linkId, offer) {
      open.add(linkId)
      return await script.answer(offer)
    },
    counts: (linkId) => (open.has(linkId) ? script.counts : undefined),
    close: (linkId) => void open.delete(linkId),
    stop: () => {
      stops += 1
    },
  }
  const inspector = makeEchoInspector({
    echo,
    clock,
    log: pino({ level: 'silent' }),
    inVisit: (box) => script.visits.includes(box),
    send: async (box, commandId, body) => {
      said.push({ box, body })
      return { commandId, ...script.reply(body) }
    },
  })
  const names = () => said.map(({ body }) => body.name)
  /** Lets what is under way go on; a second at a time, since each turn sets the next timer. */
  const pass = async (seconds: number) => {
    for (let n = 0; n < seconds; n++) await clock.advance(1000)
    await clock.advance(0)
  }
  return { inspector, script, said, names, open, pass, stops: () => stops }
}

t.test('a box gets its answer, then its counts, until it wants no more', async (t) => {
  const { inspector, script, said, open, pass, stops } = stage()
  inspector.offered('genk-1', 'rehearsal-1', OFFER)
  await pass(2)
  const about = { rehearsalId: 'rehearsal-1' }
  const { pictures, soundBlocks } = COUNTS
  const counts = { name: 'rehearsal.counts', ...about, pictures, soundBlocks }
  t.same(said.slice(0, 2), [
    {
      box: 'genk-1',
      body: { name: 'rehearsal.answer', ...about, linkId: 'link', sdp: 'an answer' },
    },
    { box: 'genk-1', body: { ...counts, codes: { read: 2, unreadable: 1 } } },
  ])
  inspector.offered('genk-1', 'rehearsal-1', OFFER)
  t.equal(open.size, 1, 'the same offer again is the same rehearsal')
  script.reply = () => ({ ok: false, code: 'no_answer' })
  await pass(2)
  t.equal(open.size, 1, 'a box that is away for a moment keeps its link')
  script.reply = () => ({ ok: false, code: 'no_such_rehearsal' })
  await pass(1)
  t.equal(open.size, 0)
  const before = said.length
  t.equal(stops(), 0)
  await pass(6)
  t.equal(said.length, before)
  t.equal(stops(), 1, 'the process ends when nobody rehearses')
})

t.test('a rehearsal has a deadline, and ends with its connection', async (t) => {
  const { inspector, script, open, pass } = stage()
  inspector.offered('genk-1', 'rehearsal-1', OFFER)
  await pass(29)
  t.equal(open.size, 1)
  await pass(2)
  t.equal(open.size, 0)
  inspector.offered('genk-1', 'rehearsal-2', OFFER)
  await pass(1)
  t.equal(open.size, 1)
  script.counts = { ...COUNTS, state: 'failed' }
  await pass(1)
  t.equal(open.size, 0)
})

t.test('a newer rehearsal of a box takes the place of the one before', async (t) => {
  const { inspector, said, open, pass, stops } = stage()
  inspector.offered('genk-1', 'rehearsal-1', OFFER)
  await pass(1)
  inspector.offered('genk-1', 'rehearsal-2', OFFER)
  await pass(1)
  t.equal(open.size, 1)
  const before = said.length
  await pass(8)
  t.ok(
    said
      .slice(before)
      .every(({ body }) => 'rehearsalId' in body && body.rehearsalId === 'rehearsal-2'),
  )
  t.equal(stops(), 0, 'the process goes on for it')
})

t.test('who may not rehearse is told so', async (t) => {
  const { inspector, script, said, names, open, pass } = stage()
  script.visits = ['genk-1']
  inspector.offered('genk-1', 'rehearsal-1', OFFER)
  inspector.offered('bree-1', 'rehearsal-2', { linkId: 'link' })
  await pass(0)
  t.match(said, [
    { box: 'genk-1', body: { name: 'rehearsal.refuse', why: 'in_visit' } },
    { box: 'bree-1', body: { name: 'rehearsal.refuse', why: 'bad_offer' } },
  ])
  for (const n of [1, 2, 3, 4, 5]) inspector.offered(`box-${n}`, 'rehearsal', OFFER)
  await pass(1)
  t.equal(open.size, 4)
  t.match(said.find(({ box }) => box === 'box-5')?.body, { why: 'busy' })
  inspector.stop()
  await pass(1)
  t.equal(open.size, 0)

  script.answer = () => Promise.reject(new EchoError('the echo process ended'))
  inspector.offered('box-6', 'rehearsal', OFFER)
  await pass(0)
  t.match(said.at(-1), { box: 'box-6', body: { name: 'rehearsal.refuse', why: 'echo_failed' } })
  script.answer = async () => {
    inspector.offered('box-7', 'newer', {})
    return 'too late'
  }
  const answers = names().filter((name) => name === 'rehearsal.answer').length
  inspector.offered('box-7', 'older', OFFER)
  await pass(1)
  t.equal(
    names().filter((name) => name === 'rehearsal.answer').length,
    answers,
    'not answered late',
  )
})
