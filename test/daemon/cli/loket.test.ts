import { execFile } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { ask } from '../../../daemon/cli/ask.ts'
import { until } from '../../system/clients.ts'
import { testDemo } from '../../system/demo.ts'
import * as play from '../../system/play.ts'

const main = join(import.meta.dirname, '../../../daemon/cli/main.ts')
const EXIT = { well: 0, notWell: 1, usage: 64, noDaemon: 69, notNow: 75 }

interface Ended {
  readonly status: number | string
  readonly out: string
  readonly err: string
}
function loket(...args: readonly string[]): Promise<Ended> {
  const env = { PATH: process.env['PATH'] }
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...args], { env }, (error, out, err) =>
      resolve({ status: error?.code ?? 0, out, err }),
    ),
  )
}

t.setTimeout(120_000)
const demo = await testDemo()
t.teardown(() => demo.end())
const here = ['--run', demo.folder]
const socket = join(demo.folder, 'genk-1.sock')

t.test('status says in words how every part is', async (t) => {
  const { status, out } = await loket('status', ...here)
  t.equal(status, EXIT.well)
  t.match(out, 'Loket genk-1 (Genk): vrij')
  t.match(out, /kaartlezer +nagebootst/)
  t.match(out, /kantoor +werkt/)
  const named = await loket('status', '--json', '--box', 'genk-1', ...here)
  t.match(JSON.parse(named.out), { ok: true, box: 'genk-1', parts: { media: 'simulated' } })
})

t.test('rehearse proves every part, and leaves the loket free', async (t) => {
  const { status, out } = await loket('rehearse', '--json', ...here)
  t.equal(status, EXIT.well, out)
  const { steps } = JSON.parse(out)
  t.match(steps, [
    { name: 'store', ok: true, how: 'proven' },
    { name: 'button', how: 'simulated' },
    { name: 'slip_printer', how: 'simulated' },
    { name: 'card_reader', how: 'simulated' },
    { name: 'pad', how: 'simulated' },
    { name: 'document_printer', how: 'simulated' },
    { name: 'media_capture', ok: true, how: 'simulated' },
    { name: 'office', ok: true, how: 'proven' },
    { name: 'media_both_ways', ok: true, how: 'proven' },
  ])
  t.match(await ask(socket, 'status'), { loket: 'idle', visit: null, outbox: 0 })
})

t.test('one rehearsal at a time, for people too', async (t) => {
  const both = await Promise.all([ask(socket, 'rehearse'), ask(socket, 'rehearse')])
  t.match(both, [{ ok: true }, { ok: false, error: 'busy' }])
  const { status, out } = await loket('rehearse', ...here)
  t.equal(status, EXIT.well)
  t.match(out, /opslag en auditketen +bewezen +\d+ ms/)
})

t.test('a snapshot of a free loket holds the 3D screen and nobody', async (t) => {
  const { status, out, err } = await loket('media', 'snapshot', '--json', ...here)
  t.equal(status, EXIT.well, out + err)
  const { folder, files } = JSON.parse(out)
  t.same(files, ['room.png'])
  t.equal(statSync(folder).mode & 0o777, 0o700)
  t.same([...readFileSync(join(folder, 'room.png')).subarray(1, 4)], [...Buffer.from('PNG')])
  const said = await loket('media', 'snapshot', ...here)
  t.match(said.out, /^Geschreven in .*\n {2}room\.png +wat het 3D-scherm toont\n/)
  t.match(said.out, 'Niet geschreven: capture.png, wat de camera nu verstuurt.')
})

t.test('an office that hangs fails the rehearsal', async (t) => {
  const pid = demo.processes.get('office')?.pid ?? t.fail('the office runs')
  process.kill(Number(pid), 'SIGSTOP')
  const { status, out } = await loket('rehearse', ...here)
  process.kill(Number(pid), 'SIGCONT')
  t.equal(status, EXIT.notWell)
  t.match(out, /kantoor +MISLUKT .* het kantoor antwoordt niet/)
})

t.test('a part that is out makes status fail', async (t) => {
  const pid = demo.processes.get('genk-1.room')?.pid ?? t.fail('the room runs')
  process.kill(Number(pid), 'SIGSTOP')
  await until('a silent printer', async () => {
    const { status, out } = await loket('status', ...here)
    return status === EXIT.notWell && /ticketprinter +uitgevallen/.test(out)
  })
  process.kill(Number(pid), 'SIGCONT')
  await until('the printer', async () => (await loket('status', ...here)).status === EXIT.well)
})

t.test('a rehearsal is refused while somebody is called', async (t) => {
  const cast = await play.gather(demo)
  t.teardown(() => cast.leave())
  await play.takeTicket(cast)
  await play.call(cast)
  const { status, out } = await loket('rehearse', ...here)
  t.equal(status, EXIT.notNow)
  t.match(out, 'Nu geen proef')
  t.match((await loket('status', ...here)).out, 'bezig')
  const pictures = await loket('media', 'snapshot', ...here)
  t.equal(pictures.status, EXIT.notNow)
  t.match(pictures.out, 'gebruik dan --met-personen')
  await until('pictures of the camera', async () => {
    const { out } = await loket('media', 'snapshot', '--met-personen', '--json', ...here)
    return JSON.parse(out).files?.includes('capture.png')
  })
})

t.test('where no loketd runs there is a sentence', async (t) => {
  const { status, err } = await loket('status', '--run', t.testdir())
  t.equal(status, EXIT.noDaemon)
  t.match(err, 'Er loopt hier geen loketd.')
  const other = await loket('status', '--box', 'bree-1', ...here)
  t.equal(other.status, EXIT.noDaemon)
  t.match(other.err, 'geen loketd met de naam bree-1')
  t.equal((await loket('dance')).status, EXIT.usage)
})

t.test('what is no question gets no answer', async (t) => {
  t.match(await ask(socket, JSON.parse('"wipe"')), { ok: false, error: 'not_understood' })
})
