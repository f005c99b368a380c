/**
 * Runs in one network: a media child here, an echo process in the network of the process named last, and between them
 * nothing but the relay. Prints what each could reach, and how the link did, as JSON.
 */
import { execFileSync, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { connect } from 'node:tls'
import { mediaConfig } from '../../../../daemon/media/config.ts'
import type { LinkStats } from '../../../../daemon/media/link/link-stats.ts'
import { mediaUnit } from '../../../../daemon/media/parent.ts'
import type { EchoOrder, EchoReport } from '../../../../hw/av/echo-protocol.ts'

const [, , folder = '', servers = '[]', second = ''] = process.argv
const iceServers = JSON.parse(servers)
const native = '.loket/native'
const there = ['--target', second, '--net', '--']

const config = mediaConfig.parse({
  camera: { kind: 'portrait', file: process.env['PORTRAIT'] },
  microphone: { kind: 'sentence', file: `${folder}/sentence.wav`, everyMs: 1500 },
  markFrames: true,
  native,
})
// The relay's TLS port, for whom speaks TURN over TCP to us; its certificate is looked at.
const ca = readFileSync(`${folder}/cert.pem`)
const tls = { host: '10.99.1.1', port: 443, servername: 'relay.test', ca }
const beside = createServer((plain) => {
  const secured = connect(tls)
  plain.pipe(secured).pipe(plain)
  for (const end of [plain, secured]) end.on('error', () => plain.destroy())
}).listen(3478, '10.99.1.2')
// nsenter becomes Node in the other network; the channel to it stays open.
const echo = fork('hw/av/echo-process.ts', {
  execPath: '/usr/bin/nsenter',
  execArgv: [...there, process.execPath],
  stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
})
let far = { codes: 0, loudest: 0 }
const stop = new AbortController()
const unit = mediaUnit({
  config,
  onReport(report) {
    if (report.type === 'ready')
      unit.send({ type: 'link.open', linkId: 'one', iceServers: iceServers.near })
    if (report.type === 'link.offered')
      say({ type: 'answer', linkId: 'one', offer: report.sdp, iceServers: iceServers.far })
    if (report.type === 'link.lost') end({ lost: report.reason })
    if (report.type !== 'health') return
    const [link] = report.stats.links
    const { received } = report.stats.codes
    if (link && link.path !== 'none' && received.read > 5 && far.codes > 5 && far.loudest > 1000)
      end({ link })
  },
})
const say = (order: EchoOrder) => echo.send(order)
echo.on('message', (report: EchoReport) => {
  if (report.type === 'answered') unit.send({ type: 'link.answer', linkId: 'one', sdp: report.sdp })
  if (report.type === 'counts')
    far = { codes: report.counts.codes.read, loudest: report.counts.loudest }
})

function end(outcome: { readonly lost?: string; readonly link?: LinkStats }): void {
  const routes = ['10.99.2.2', '10.99.1.1'].map(reaches)
  process.stdout.write(`${JSON.stringify({ ...outcome, routes })}\n`)
  stop.abort()
  echo.kill()
  beside.close()
}

function reaches(address: string): boolean {
  try {
    execFileSync('ip', ['route', 'get', address], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

await unit.run(stop.signal)
process.exit(0)
