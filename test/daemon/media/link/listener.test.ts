import t from 'tap'
import { running, until } from '../box.ts'

t.test('somebody who only listens and looks on is not taken for one who is away', async (t) => {
  const { log, unit, echo } = await running(t)
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [], role: 'guest' })
  const { sdp } = await log.next('link.offered')
  const answer = await echo.answer('one', sdp)
  unit.send({
    type: 'link.answer',
    linkId: 'one',
    sdp: answer.replaceAll('a=sendrecv', 'a=recvonly'),
  })
  await log.next('link.up')
  const from = log.all.length
  await until('some seconds of figures', () => {
    const seconds = log.all.slice(from).filter((report) => report.type === 'health').length
    return seconds > 4 && log.stats()?.links[0]?.path === 'direct'
  })
  t.equal(log.all.filter((report) => report.type === 'link.away').length, 0)
  t.ok((echo.counts('one')?.codes.read ?? 0) > 20, 'and sees the room')
})
