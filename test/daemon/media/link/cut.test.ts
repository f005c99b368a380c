import t from 'tap'
import { linkedThrough, pause, until } from '../box.ts'

t.test('a link outlives a cut of 3 s on the same connection', async (t) => {
  const { log, echo, relay } = await linkedThrough(t, 21)
  const reports = (type: string) => log.all.filter((report) => report.type === type).length
  const count = () => ({
    read: log.stats()?.codes.received.read ?? 0,
    far: echo.counts('one')?.codes.read ?? 0,
  })
  relay.weather({ cut: true })
  await pause(3000)
  relay.weather({ cut: false })
  const before = count()
  await until('pictures both ways again', () => {
    const now = count()
    return now.read > before.read + 10 && now.far > before.far + 10
  })
  t.ok(reports('link.away') > 0)
  await until('the word that it is up again', () => reports('link.up') === reports('link.away') + 1)
  t.ok(reports('picture.lost') > 0)
  await until('that of the picture', () => reports('picture.back') === reports('picture.lost'))
  t.equal(reports('link.offered'), 1, 'nothing was negotiated anew')
  t.equal(reports('link.lost'), 0)
})
