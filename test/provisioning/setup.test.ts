import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const root = join(import.meta.dirname, '../..')
/** What a checkout that is set up may wait for it, milliseconds. */
const AGAIN_MS = 3000

/** Where set-up never ran, a test must not begin one under the feet of others. */
const steps = ['node', 'npm-test', 'native', 'nets', 'pages', 'materials', 'unpacked']
const skip =
  !steps.every((step) => existsSync(join(root, '.loket/stamps', step))) &&
  'this checkout was not set up by provisioning/setup/run.sh'

/** Runs a command through set-up; what set-up said, and how long all of it took. */
async function throughSetup(profile: string, ...command: readonly string[]) {
  const startedMs = performance.now()
  const args = [join(root, 'provisioning/setup/run.sh'), profile, ...command]
  const child = spawn('sh', args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (bytes: Buffer) => {
      said += bytes.toString()
    })
  const [status] = await once(child, 'close')
  return { status, said, tookMs: performance.now() - startedMs }
}

t.test('a second set-up does nothing, in little time', { skip }, async (t) => {
  const { status, said, tookMs } = await throughSetup('test', 'true')
  t.equal(status, 0)
  t.equal(said, '', 'and has nothing to say')
  t.ok(tookMs < AGAIN_MS, `${Math.round(tookMs)} ms`)
})

t.test('the command gets our Node, its arguments and its exit status', { skip }, async (t) => {
  const { status, said } = await throughSetup(
    'test',
    ...[
      'node',
      '-e',
      'console.log(process.version, process.argv[1]); process.exit(7)',
      '--',
      'a b',
    ],
  )
  t.equal(status, 7)
  t.match(said, /^v24\.\d+\.\d+ a b$/m)
})

t.test('two at once both get through', { skip }, async (t) => {
  const both = await Promise.all([throughSetup('demo', 'true'), throughSetup('test', 'true')])
  t.same(
    both.map(({ status }) => status),
    [0, 0],
  )
})

t.test('services may be started again afterwards', { skip }, async (t) => {
  const { said } = await throughSetup('demo', 'sh', '-c', 'cat /usr/sbin/policy-rc.d 2>&1 || true')
  t.notMatch(said, 'placed by the set-up of Loket')
})
