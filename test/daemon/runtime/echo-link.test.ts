import t, { type Test } from 'tap'
import { mediaUnit } from '../../../daemon/media/parent.ts'
import type { MediaReport } from '../../../daemon/media/protocol.ts'
import { systemClock } from '../../../daemon/runtime/clock.ts'
import { type EchoLink, echoLink } from '../../../daemon/runtime/echo-link.ts'
import { startEcho } from '../../../hw/av/echo.ts'
import { boxConfig, pause, reportLog, roomEnd, shortFolder, until } from '../media/box.ts'

t.setTimeout(60_000)
const NEVER = new AbortController().signal

/** A media child that marks no pictures by itself, and an office that is this script. */
async function box(t: Test, office: (id: string, linkId: string, sdp: string) => void) {
  const config = { ...boxConfig(shortFolder(t)), markFrames: false }
  const room = await roomEnd(config.cable ?? '')
  const log = reportLog()
  const stop = new AbortController()
  const state = { occupied: false, inVisit: false, speed: 1 }
  const orders: string[] = []
  let hear = (_report: MediaReport) => {}
  const unit = mediaUnit({
    config,
    onReport: (report) => {
      log.add(report)
      hear(report)
    },
  })
  const link: EchoLink = echoLink({
    // Deadlines pass faster than the real parts work.
    clock: { ...systemClock(), monotonicMs: () => performance.now() * state.speed },
    media: (order) => {
      orders.push('scene' in order ? `${order.type} ${order.scene}` : order.type)
      unit.send(order)
    },
    offer: office,
    occupied: () => state.occupied,
    inVisit: () => state.inVisit,
    seesRoom: true,
  })
  hear = link.media
  const run = unit.run(stop.signal).catch(() => link.mediaGone())
  t.teardown(async () => {
    stop.abort()
    await run
    room.close()
  })
  await log.next('ready')
  return { link, unit, state, orders, log }
}

t.test(
  'codes and sound both ways are proven, on pictures that bear no mark otherwise',
  async (t) => {
    const echo = startEcho({ loopbackFrom: '.loket/native' })
    t.teardown(echo.stop)
    const { link, orders, unit, log } = await box(t, async (rehearsalId, linkId, sdp) => {
      const answer = { name: 'rehearsal.answer', rehearsalId, linkId } as const
      t.notOk(link.command({ ...answer, rehearsalId: 'rehearsal-other', sdp }), 'not of this one')
      t.notOk(link.command({ ...answer, linkId: 'another', sdp }), 'not of this link')
      const heard = { ...answer, sdp: await echo.answer(linkId, sdp) }
      t.ok(link.command(heard))
      t.ok(link.command(heard), 'heard twice it does no harm')
      while (tell(rehearsalId, linkId)) await pause(200)
    })
    const tell = (rehearsalId: string, linkId: string) => {
      const { pictures, soundBlocks, codes } = echo.counts(linkId) ?? NOTHING
      const { read, unreadable } = codes
      const counted = { rehearsalId, pictures, soundBlocks, codes: { read, unreadable } }
      return link.command({ name: 'rehearsal.counts', ...counted })
    }
    const begun = link.rehearse(NEVER)
    await t.rejects(link.rehearse(NEVER), { code: 'ALREADY_RUNNING' })
    const proof = await begun
    for (const codes of [proof.received, proof.rendered, proof.far.codes]) {
      t.ok(codes.read >= 60, `${codes.read} read`)
      t.ok(codes.unreadable <= codes.read / 100, `${codes.unreadable} unreadable`)
    }
    t.ok(proof.soundInPerSecond >= 50)
    t.ok(proof.far.soundBlocks >= 50)
    t.same(orders.slice(-3), ['link.close', 'marks.set', 'room.set idle'])

    unit.send({ type: 'link.open', linkId: 'visit', iceServers: [] })
    const offer = await until('an offer', () =>
      log.all.find((report) => report.type === 'link.offered' && report.linkId === 'visit'),
    )
    const sdp = offer.type === 'link.offered' ? offer.sdp : ''
    unit.send({ type: 'link.answer', linkId: 'visit', sdp: await echo.answer('visit', sdp) })
    const far = await until('pictures', () => {
      const counts = echo.counts('visit')
      return counts && counts.pictures > 20 ? counts : undefined
    })
    t.equal(far.codes.read, 0, 'the next link bears no mark')
  },
)

t.test('a visit that begins keeps its link and its room', async (t) => {
  const { link, state, orders, unit, log } = await box(t, () => {
    state.occupied = true
    state.inVisit = true
    unit.send({ type: 'link.open', linkId: 'visit', iceServers: [] })
  })
  await t.rejects(link.rehearse(NEVER), { code: 'OCCUPIED', scope: 'unit' })
  t.same(orders.slice(-2), ['link.close', 'marks.set'], 'the room stays as the visit wants it')
  await until('the offer of the visit', () =>
    log.all.some((report) => report.type === 'link.offered' && report.linkId === 'visit'),
  )
  await t.rejects(link.rehearse(NEVER), { code: 'OCCUPIED' })
  t.equal(orders.length, 5, 'nothing was touched')
})

t.test('each end of it has its name', async (t) => {
  const stop = new AbortController()
  const acts: ((rehearsalId: string, linkId: string) => void)[] = [
    (rehearsalId) => link.command({ name: 'rehearsal.refuse', rehearsalId, why: 'busy' }),
    (rehearsalId, linkId) =>
      link.command({ name: 'rehearsal.answer', rehearsalId, linkId, sdp: 'no description' }),
    () => {},
    () => stop.abort(),
    () => process.kill(unit.pid() ?? 0, 'SIGKILL'),
  ]
  const { link, unit, state } = await box(t, (rehearsalId, linkId) => {
    acts.shift()?.(rehearsalId, linkId)
    if (acts.length === 2) state.speed = 20
  })
  await t.rejects(link.rehearse(NEVER), { code: 'OFFICE_REFUSED', message: 'busy' })
  await t.rejects(link.rehearse(NEVER), { code: 'LINK_LOST', message: 'bad_answer' })
  await t.rejects(link.rehearse(NEVER), { code: 'NO_ANSWER' }, 'an office that says nothing')
  state.speed = 1
  await t.rejects(link.rehearse(stop.signal), { code: 'STOPPED' })
  await t.rejects(link.rehearse(NEVER), { code: 'MEDIA_GONE' })
  state.speed = 20
  await t.rejects(link.rehearse(NEVER), { code: 'NO_OFFER' }, 'no child, no offer')
  t.same(acts, [])
})

const NOTHING = { pictures: 0, soundBlocks: 0, codes: { read: 0, unreadable: 0 } }
