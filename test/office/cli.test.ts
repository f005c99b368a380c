import t from 'tap'
import { makeRig, start } from './rig.ts'
import { run } from './run.ts'

t.setTimeout(90_000)

t.test('officectl tells how the office is', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const ctl = (...args: string[]) => run('cli/main.ts', '--socket', rig.control, ...args)
  const read = async () => JSON.parse((await ctl('--json', 'status')).out)
  let status = await read()
  while (!status.broker) status = await read()
  t.match(status, { broker: true, term: 1, accessLogHolds: true })
  t.match((await ctl('boxes')).out, /^genk-1 {2}down {2}Gemeentehuis genk {2}lokaal 1\n$/)
  t.equal((await ctl('seats')).out.trim().split('\n').length, 4)
  t.equal((await ctl('dossiers')).out, '')
  const gone = await run('cli/main.ts', '--socket', rig.at('none'), 'status')
  t.equal(gone.code, 1)
  t.match(gone.err, /does not answer/)
  await rig.killOffice('SIGTERM')
  await rig.startOffice('--takeover')
  t.equal(JSON.parse((await ctl('--json', 'status')).out).term, 2, 'a takeover raises the term')
})

t.test('SIGTERM and a parent that goes both end them', async (t) => {
  const rig = await makeRig(t.testdir(), [['genk-1', 'genk']])
  t.teardown(rig.stop)
  const one = await start('office/broker.ts', [rig.at('broker-free.json')])
  t.equal(await one.kill('SIGTERM'), 0)
  const two = await start('office/broker.ts', [rig.at('broker-free.json')])
  const ended = new Promise((settle) => two.child.once('exit', settle))
  two.child.disconnect()
  t.equal(await ended, 0)
})
