import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import t from 'tap'
import { middleOf } from '../../../../daemon/media/eyeline/sight.ts'
import { toPcm } from '../../../../daemon/media/sound/sound-format.ts'
import { encodePacket, packetTypes, pcmBytes } from '../../../../hw/av/cable.ts'
import { readSeenEyes } from '../../../../office/console/eye-line/framing.ts'
import { answered, running, until } from '../box.ts'

t.test('a link carries picture and sound both ways, into the drawn room', async (t) => {
  const { config, room, log, unit, echo } = await running(t)
  const opened = performance.now()
  unit.send({ type: 'room.set', scene: 'visit' })
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  await answered(unit, log, echo, 'one')
  await log.next('link.up')
  const stats = await until('codes received and drawn', () => {
    const now = log.stats()
    return now && now.codes.received.read > 30 && now.codes.rendered.read > 20 && now
  })
  const far = await until('codes at the far end', () => {
    const counts = echo.counts('one')
    return counts && counts.codes.read > 30 && counts.loudest > 4000 && counts
  })
  t.comment(`codes both ways after ${Math.round(performance.now() - opened)} ms`)
  t.ok(stats.codes.received.unreadable <= stats.codes.received.read / 20, 'received codes readable')
  t.ok(far.codes.unreadable <= far.codes.read / 20, 'sent codes readable')
  t.ok((stats.codes.received.lastMs ?? 9999) < 2000, 'a received picture is young')
  t.equal(stats.source, 'portrait')
  const { eyes } = await until("the citizen's eyes", () => {
    const now = log.stats()
    return now && now.eyes.citizen.fps > 5 && now
  })
  t.equal(eyes.citizen.state, 'tracking')
  t.equal(eyes.inspector.state, 'searching', 'the echo shows no face')
  t.ok(eyes.inspector.cpuMs > 0, 'but it was looked at')
  const told = await until('the eyes at the far end', () => {
    const eyes = readSeenEyes(JSON.stringify(echo.counts('one')?.eyes ?? ''))
    return (
      eyes?.eyes &&
      Math.abs(middleOf({ ...eyes.eyes, yawRad: 0, takenAtMs: 0 }).x - 0.5) < 0.1 &&
      eyes
    )
  })
  t.ok(told, 'the console is told where the eyes are in what it gets')
  const heard = await until('sound on the cable', () =>
    room.packets.findLast((packet) => packet.type === packetTypes.speaker),
  )
  t.equal(heard.payload.length, pcmBytes)
  const [link] = await until('figures of the link', () => {
    const links = log.stats()?.links
    return links?.[0] && links[0].in.fps > 20 && links[0].out.fps > 20 && links
  })
  t.match(link, { linkId: 'one', path: 'direct', in: { loss: 0 }, out: { loss: 0 } })
  t.ok(link && link.in.kbps > 10 && link.out.kbps > 10, 'bitrates both ways')
  t.type(link?.roundTripMs, 'number')
  t.notMatch(JSON.stringify(link), /127\.0\.0\.1|[0-9A-F]{2}:[0-9A-F]{2}/, 'no address, no key')
  t.notOk(foreignSockets(unit.pid()), 'no socket beyond loopback')
  t.ok(config.iceLoopback)

  const before = log.all.length
  echo.close('one')
  t.same(await log.next('link.away', before), { type: 'link.away', linkId: 'one' })
  await log.next('picture.lost', before)
  unit.send({ type: 'link.close', linkId: 'one' })
  await until('the tracker to be released', () => log.stats()?.eyes.citizen.state === 'off')
})

t.test('a newer link closes the one before, whose answer comes too late', async (t) => {
  const { log, unit, echo } = await running(t)
  unit.send({ type: 'link.open', linkId: 'old', iceServers: [] })
  const old = await log.next('link.offered')
  unit.send({ type: 'link.open', linkId: 'new', iceServers: [] })
  unit.send({ type: 'link.answer', linkId: 'old', sdp: await echo.answer('old', old.sdp) })
  const offers = () => log.all.filter((report) => report.type === 'link.offered')
  await until('the second offer', () => offers().length === 2)
  const sdp = offers()[1]?.sdp ?? ''
  unit.send({ type: 'link.answer', linkId: 'new', sdp: await echo.answer('new', sdp) })
  const up = await log.next('link.up')
  t.equal(up.linkId, 'new')
  t.equal(log.all.filter((report) => report.type === 'link.lost').length, 0)
})

t.test('an answer that is no answer loses the link', async (t) => {
  const { log, unit } = await running(t)
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  await log.next('link.offered')
  unit.send({ type: 'link.answer', linkId: 'one', sdp: 'v=0 but no more' })
  t.match(await log.next('link.lost'), { linkId: 'one', reason: 'bad_answer' })
})

t.test('pictures and sound from the room take the place of portrait and sentence', async (t) => {
  const { room, log, unit, echo } = await running(t, { everyMs: 600_000 })
  unit.send({ type: 'room.set', scene: 'visit' })
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  await answered(unit, log, echo, 'one')
  const display = (packet: { type: number }) => packet.type === packetTypes.display
  const jpeg = await until('a picture to send back', () => room.packets.find(display))
  const tone = Int16Array.from({ length: 480 }, (_, i) => 20_000 * Math.sin(i / 5))
  const camera = setInterval(() => {
    room.send(encodePacket(packetTypes.camera, jpeg.payload))
    for (let block = 0; block < 4; block++)
      room.send(encodePacket(packetTypes.microphone, toPcm(tone)))
  }, 40)
  t.teardown(() => clearInterval(camera))
  const stats = await until('the browser as the source', () => {
    const now = log.stats()
    return now?.source === 'browser' && now.sentFps > 5 && now
  })
  t.ok(stats.sentFps < 29, 'as many as come')
  await until('the tone', () => (echo.counts('one')?.loudest ?? 0) > 12_000)
  t.ok((echo.counts('one')?.codes.read ?? 0) > 0, 'they carry the time code')
  clearInterval(camera)
  room.send(encodePacket(packetTypes.cameraOff, new Uint8Array()))
  await until('the portrait again', () => {
    const now = log.stats()
    return now?.source === 'portrait' && now.sentFps > 5
  })
})

t.test('without a camera the link still carries sound, and says why', async (t) => {
  const { log, unit, echo } = await running(t, { portrait: 'no-such-face.png' })
  unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
  await answered(unit, log, echo, 'one')
  t.match(await log.next('fault'), { part: 'capture' })
  await until('sound at the far end', () => (echo.counts('one')?.loudest ?? 0) > 4000)
  t.match(log.stats(), { captureFps: 0 })
  const faults = log.all.filter((report) => report.type === 'fault')
  t.ok(faults.length <= 3, 'not told at every picture')
})

/** UDP and listening TCP sockets of a process that are not on 127.0.0.1. Source: proc(5), /proc/net/udp. */
function foreignSockets(pid: number | undefined): string[] | undefined {
  if (!pid) return ['no process']
  const own = ['udp', 'udp6', 'tcp', 'tcp6'].flatMap((kind) =>
    readFileSync(`/proc/${pid}/net/${kind}`, 'utf8').split('\n').slice(1),
  )
  const inodes = socketInodes(pid)
  const foreign = own.filter((line) => {
    const [, local = '', , , , , , , , inode = ''] = line.trim().split(/\s+/)
    return inodes.has(inode) && !local.startsWith('0100007F:')
  })
  return foreign.length > 0 ? foreign : undefined
}

function socketInodes(pid: number): Set<string> {
  const inodes = new Set<string>()
  for (const descriptor of readdirSync(`/proc/${pid}/fd`)) {
    try {
      const inode = /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`))?.[1]
      if (inode) inodes.add(inode)
    } catch {
      // closed since it was listed
    }
  }
  return inodes
}
