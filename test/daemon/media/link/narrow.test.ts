import t from 'tap'
import { linkedThrough, until } from '../box.ts'

t.test(
  'a line that loses a quarter gets smaller pictures, whose codes are read all the same',
  async (t) => {
    const { log, echo, relay } = await linkedThrough(t, 31)
    const width = () => log.stats()?.links[0]?.sent?.width
    await until('the whole picture', () => width() === 640)
    // What a link needs at its best is 500 kbit/s; loss by itself counts as well.
    relay.weather({ loss: 0.25 }, 'toFar')
    await until('a smaller picture', () => (width() ?? 640) < 640)
    relay.weather({ loss: 0 }, 'toFar')
    const before = echo.counts('one')?.codes.read ?? 0
    await until(
      'its codes at the far end',
      () => (echo.counts('one')?.codes.read ?? 0) > before + 10,
    )
    t.equal(log.all.filter((report) => report.type === 'link.lost').length, 0)
  },
)
