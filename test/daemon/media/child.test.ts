import { fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import t from 'tap'
import { packetTypes } from '../../../hw/av/cable.ts'
import { answered, boxConfig, pause, running, shortFolder, until } from './box.ts'

// Each has a child of its own, and two of them watch one for five seconds.
t.jobs = 2

t.test('an idle box draws at most one frame a second', async (t) => {
  const { room, log } = await running(t)
  await until('the first frame', () => room.packets.length > 0)
  const from = room.packets.length
  const seen = log.all.length
  await pause(5000)
  const frames = room.packets.slice(from)
  t.ok(frames.length <= 5 && frames.length >= 3, `${frames.length} frames in 5 s`)
  t.ok(frames.every((packet) => packet.type === packetTypes.display))
  t.same([...(frames[0]?.payload.subarray(0, 2) ?? [])], [0xff, 0xd8], 'a JPEG')
  for (const report of log.all.slice(seen))
    if (report.type === 'health') t.match(report.stats, { captureFps: 0, soundOutPerSecond: 0 })
})

t.test('a killed child is told of, and the next one links anew', async (t) => {
  const { config, log, unit, echo, stopped } = await running(t)
  const first = unit.pid()
  if (first) process.kill(first, 'SIGKILL')
  t.match(await stopped, { code: 'media.died', scope: 'unit' })

  const again = new AbortController()
  const before = log.all.length
  const rerun = unit.run(again.signal)
  t.teardown(async () => {
    again.abort()
    await rerun
  })
  unit.send({ type: 'link.open', linkId: 'two', iceServers: [] })
  await answered(unit, log, echo, 'two')
  await log.next('link.up', before)
  t.not(unit.pid(), first)
  t.ok(config.markFrames)
})

t.test('a child that hangs is killed', async (t) => {
  const { unit, stopped } = await running(t)
  const pid = unit.pid()
  if (pid) process.kill(pid, 'SIGSTOP')
  t.match(await stopped, { code: 'media.silent' })
})

t.test('the child leaves when its parent disappears', async (t) => {
  const config = boxConfig(shortFolder(t))
  const parent = fork('test/daemon/media/short-lived-parent.ts', [JSON.stringify(config)], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const pid = await new Promise<number>((done) => parent.on('message', (p) => done(Number(p))))
  t.ok(alive(pid))
  parent.kill('SIGKILL')
  t.ok(await until('the end of the child', () => !alive(pid), 4000))
})

function alive(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] !== 'Z'
  } catch {
    return false
  }
}
