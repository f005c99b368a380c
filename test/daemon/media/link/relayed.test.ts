import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { iceServersFor } from '../../../../office/ice.ts'
import { astronaut, shortFolder, wav } from '../box.ts'

const run = promisify(execFile)
const turnserver = '.loket/debian/usr/bin/turnserver'
const secret = 'of-this-test'
const libraries = '.loket/debian/usr/lib/x86_64-linux-gnu'

/** The settings of `office/relay`, for the relay of `two-nets.sh`. */
function relaySettings(folder: string): string {
  const own = join(folder, randomUUID())
  const settings = readFileSync('office/relay/turnserver.conf', 'utf8')
    .replace('listening-ip=ADDRESS', 'listening-ip=10.99.1.1\nlistening-ip=10.99.2.1')
    .replace('relay-ip=ADDRESS', 'relay-ip=10.99.1.1')
    .replace('SECRET', secret)
    .replace('REALM', 'test')
    .replace('CERTIFICATE', join(folder, 'cert.pem'))
    .replace('KEY', join(folder, 'key.pem'))
    .replace('syslog', `pidfile=${own}.pid\nuserdb=${own}.db\nlog-file=${own}.log`)
  const file = `${own}.conf`
  writeFileSync(file, settings)
  return file
}

const serversAt = (address: string, transport: string, at = Date.now()) =>
  iceServersFor(
    {
      iceServers: [],
      relay: {
        urls: [`turn:${address}:3478?transport=${transport}`],
        secretFile: '',
        validMinutes: 5,
      },
    },
    secret,
    () => at,
  )('visit-1')

/** Runs a command in the first network; the second network's process is its last word. */
function inTwoNets(folder: string, command: readonly string[]) {
  const env = { ...process.env, LD_LIBRARY_PATH: libraries, PORTRAIT: astronaut }
  const relay = [turnserver, relaySettings(folder)]
  const options = { env, timeout: 60_000 }
  return run('sh', ['test/net/two-nets.sh', ...relay, ...command], options)
}

async function link(folder: string, near: object, far: object) {
  const ends = 'test/daemon/media/link/relayed-ends.ts'
  const servers = JSON.stringify({ near, far })
  const { stdout } = await inTwoNets(folder, [process.execPath, ends, folder, servers])
  return JSON.parse(stdout.split('\n').find((line) => line.startsWith('{')) ?? 'null')
}

t.test('two networks with no route but the relay: sound and picture go by it', async (t) => {
  const folder = await filled(t)
  const far = serversAt('10.99.2.1', 'udp')
  const ways = {
    UDP: serversAt('10.99.1.1', 'udp'),
    TCP: serversAt('10.99.1.1', 'tcp'),
    // The library believes public certificates only: TLS is made beside it (`relayed-ends.ts`).
    'TLS on 443': serversAt('10.99.1.2', 'tcp'),
  }
  const links = Object.entries(ways).map(async ([way, near]) => {
    const found = await link(folder, near, far)
    t.match(found, { link: { linkId: 'one', path: 'relayed' } }, way)
    t.same(found.routes, [false, true], 'no way to the other network, one to the relay')
  })
  await Promise.all(links)
})

t.test('credentials that have run out open nothing', async (t) => {
  const folder = await filled(t)
  /** coturn's own client allocates and sends packets to itself through the relay. */
  const allocates = async (atMs: number) => {
    const [server] = serversAt('10.99.1.1', 'tcp', atMs)
    const who = `-u ${server?.username} -w ${server?.credential}`
    const client = '.loket/debian/usr/bin/turnutils_uclient -t -y -c -n 1'
    const told = inTwoNets(folder, ['sh', '-c', `timeout 10 ${client} ${who} 10.99.1.1`])
    return told.then(
      ({ stdout }) => /tot_recv_msgs=[1-9]/.test(stdout),
      () => false,
    )
  }
  const tenMinutesAgo = Date.now() - 600_000
  t.same(await Promise.all([allocates(Date.now()), allocates(tenMinutesAgo)]), [true, false])
})

async function filled(t: Test): Promise<string> {
  const folder = shortFolder(t)
  const sentence = Int16Array.from({ length: 48_000 }, (_, i) => 9000 * Math.sin(i / 9))
  writeFileSync(join(folder, 'sentence.wav'), wav(sentence))
  await run('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-subj', '/CN=relay.test', '-addext', 'subjectAltName=DNS:relay.test', '-days', '2'],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
  ])
  return folder
}
