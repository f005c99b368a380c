import t from 'tap'
import { linkedThrough, until } from '../box.ts'

t.test(
  'with 5 % loss and 50 ms each way sound and picture go on, and are told as they are',
  async (t) => {
    const { log, echo, relay } = await linkedThrough(t, 11)
    relay.weather({ loss: 0.05, delayMs: 50, jitterMs: 10 })
    const from = log.stats()?.codes.received.read ?? 0
    const far = echo.counts('one')?.codes.read ?? 0
    const stats = await until('figures of a bad line, with pictures both ways', () => {
      const now = log.stats()
      const [link] = now?.links ?? []
      const came = (now?.codes.received.read ?? 0) - from
      const went = (echo.counts('one')?.codes.read ?? 0) - far
      return (
        link && came > 20 && went > 20 && link.in.loss > 0 && (link.roundTripMs ?? 0) >= 90 && now
      )
    })
    t.ok(stats.soundInPerSecond > 50, `${stats.soundInPerSecond} blocks of sound in a second`)
    t.ok((stats.links[0]?.in.loss ?? 1) < 0.3)
    t.ok(relay.lost.toBox > 0 && relay.lost.toFar > 0)
  },
)

t.test('one way only: what still comes is still shown and heard', async (t) => {
  const { log, echo, relay } = await linkedThrough(t, 12)
  relay.weather({ cut: true }, 'toFar')
  await until('nothing more at the far end', () => {
    const before = echo.counts('one')?.codes.read
    return relay.lost.toFar > 100 && before !== undefined
  })
  const from = log.stats()?.codes.received.read ?? 0
  const stats = await until('pictures that still come', () => {
    const now = log.stats()
    return now && now.codes.received.read > from + 10 && now
  })
  t.ok(stats.soundInPerSecond > 50)
})
