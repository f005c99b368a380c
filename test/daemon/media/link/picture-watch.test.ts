import t from 'tap'
import { frozenMs, pictureWatch } from '../../../../daemon/media/link/picture-watch.ts'

t.test('a picture is lost once after two seconds, and back once', async (t) => {
  const watch = pictureWatch(0)
  t.equal(watch.seen(100), null)
  t.equal(watch.look(100 + frozenMs - 1), null)
  t.equal(watch.look(100 + frozenMs), 'lost')
  t.equal(watch.look(9000), null)
  t.equal(watch.seen(9001), 'back')
  t.equal(watch.seen(9034), null)
  t.equal(frozenMs, 2000)
})

t.test('somebody who never sends one is told of too', async (t) => {
  t.equal(pictureWatch(500).look(2500), 'lost')
})
