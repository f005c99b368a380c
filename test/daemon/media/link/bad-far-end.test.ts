import t from 'tap'
import { answered, running, until } from '../box.ts'

t.test('bad answers lose the link with a reason each, and the next link works', async (t) => {
  const { log, unit, echo } = await running(t)
  const answers: readonly [string, (sdp: string) => string, string][] = [
    ['nothing', () => '', 'bad_answer'],
    ['cut off', (sdp) => sdp.slice(0, 60), 'bad_answer'],
    ['another codec', (sdp) => sdp.replaceAll('VP8/90000', 'H264/90000'), 'other_codec'],
    ['no sound', (sdp) => sdp.replaceAll('opus/48000', 'speex/16000'), 'other_codec'],
  ]
  for (const [linkId, spoil, reason] of answers) {
    unit.send({ type: 'link.open', linkId, iceServers: [] })
    const offer = await until('an offer', () =>
      log.all.find((report) => report.type === 'link.offered' && report.linkId === linkId),
    )
    const sdp = offer.type === 'link.offered' ? await echo.answer(linkId, offer.sdp) : ''
    unit.send({ type: 'link.answer', linkId, sdp: spoil(sdp) })
    const lost = await until('the end of it', () =>
      log.all.find((report) => report.type === 'link.lost' && report.linkId === linkId),
    )
    t.match(lost, { reason }, linkId)
    echo.close(linkId)
  }
  unit.send({ type: 'link.open', linkId: 'good', iceServers: [] })
  await answered(unit, log, echo, 'good')
  t.equal((await log.next('link.up')).linkId, 'good')
})

t.test('a far end that sends sound only is heard, and its missing picture is told', async (t) => {
  const { log, unit, echo } = await running(t)
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  const offer = await log.next('link.offered')
  const full = await echo.answer('one', offer.sdp)
  // In the section of the picture it only receives. Source: RFC 8866, section 6.7.
  const sections = full.split(/(?=^m=)/m)
  const sdp = sections
    .map((part) => (part.startsWith('m=video') ? part.replace('a=sendrecv', 'a=recvonly') : part))
    .join('')
  unit.send({ type: 'link.answer', linkId: 'one', sdp })
  await log.next('link.up')
  t.same(await log.next('picture.lost'), { type: 'picture.lost', linkId: 'one' })
  const stats = await until('sound', () => {
    const now = log.stats()
    return now && now.loudestIn > 500 && now.soundInPerSecond > 50 && now
  })
  t.equal(stats.receivedFps, 0)
  await until('our picture at their end', () => (echo.counts('one')?.codes.read ?? 0) > 5)
})

t.test(
  'a guest joins and leaves: the inspector keeps the picture, each hears the others',
  async (t) => {
    const { log, unit, echo } = await running(t, { loud: 0 })
    unit.send({ type: 'room.set', scene: 'visit' })
    unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
    await answered(unit, log, echo, 'one')
    await until('the inspector', () => (log.stats()?.codes.received.read ?? 0) > 5)
    const loud = () => echo.counts('one')?.loudest ?? 0
    const alone = await until('a quiet room', () => echo.counts('one')?.soundBlocks && loud() + 1)
    unit.send({ type: 'link.open', linkId: 'two', iceServers: [], role: 'guest' })
    await answered(unit, log, echo, 'two')
    await until('both links', () => log.stats()?.links.length === 2)
    await until('the guest sees the room', () => (echo.counts('two')?.codes.read ?? 0) > 5)
    await until('the inspector hears the guest', () => loud() > alone + 700)
    await until('the guest hears the inspector', () => (echo.counts('two')?.loudest ?? 0) > 700)
    for (const linkId of ['three', 'four', 'five'])
      unit.send({ type: 'link.open', linkId, iceServers: [], role: 'guest' })
    t.match(await log.next('link.lost'), { linkId: 'five', reason: 'too_many' })
    for (const linkId of ['two', 'three', 'four']) unit.send({ type: 'link.close', linkId })
    const from = echo.counts('one')
    await until('the inspector as before', () => {
      const now = log.stats()
      return now?.links.length === 1 && now.receivedFps > 20 && now.soundInPerSecond > 50
    })
    t.ok((echo.counts('one')?.pictures ?? 0) > (from?.pictures ?? 0))
    t.notOk(log.all.some((report) => report.type === 'link.away' || report.type === 'picture.lost'))
  },
)
