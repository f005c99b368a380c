import t from 'tap'
import { startEcho } from '../../../hw/av/echo.ts'

// tap loads its own hooks into every child through this.
process.env['NODE_OPTIONS'] = ''

t.test('what is no offer is refused, and the process goes on', async (t) => {
  const echo = startEcho({ loopbackFrom: '.loket/native' })
  t.teardown(echo.stop)
  const refused = { code: 'echo.failed', scope: 'visit', message: 'the offer was not accepted' }
  await t.rejects(echo.answer('one', 'v=0 but no more'), refused)
  await t.rejects(echo.answer('two', ''), refused)
  t.equal(echo.counts('one'), undefined)
})

t.test('a stopped echo fails who waits, and starts anew for the next', async (t) => {
  const echo = startEcho({ loopbackFrom: '.loket/native' })
  t.teardown(echo.stop)
  const waiting = echo.answer('one', '')
  echo.stop()
  await t.rejects(waiting, { message: 'the echo process ended' })
  await t.rejects(echo.answer('two', ''), { message: 'the offer was not accepted' })
})

t.test('stopping what never started does nothing', async (t) => {
  const echo = startEcho()
  echo.close('none')
  echo.stop()
  t.equal(echo.counts('none'), undefined)
})
