import t from 'tap'
import { detoured } from './detour.ts'
import { makeWire } from './wire.ts'

const fates = (seed: number, weather: Parameters<ReturnType<typeof makeWire>['set']>[0]) => {
  const wire = makeWire(seed)
  wire.set(weather)
  return Array.from({ length: 2000 }, (_, index) => wire.pass(1000, index * 10))
}

t.test('a seed draws the same losses and delays again, another one others', async (t) => {
  const bad = { loss: 0.05, delayMs: 50, jitterMs: 20 }
  t.same(fates(7, bad), fates(7, bad))
  t.notSame(fates(7, bad), fates(8, bad))
  const lost = fates(7, bad).filter((fate) => fate === null).length
  t.ok(lost > 60 && lost < 140, `${lost} of 2000 are some 5 %`)
  const late = fates(7, bad).flatMap((fate, index) => (fate === null ? [] : [fate - index * 10]))
  t.ok(Math.min(...late) >= 50 && Math.max(...late) <= 70)
  t.ok(Math.max(...late) - Math.min(...late) > 18, 'spread over all of it')
})

t.test('a line that is cut passes nothing, a fair one everything at once', async (t) => {
  t.ok(fates(1, { cut: true }).every((fate) => fate === null))
  t.ok(fates(1, {}).every((fate, index) => fate === index * 10))
})

t.test('a narrow line makes packets queue, then drops them', async (t) => {
  // 1000 bytes every 10 ms are 800 kbit/s: half of them fit.
  const out = fates(3, { kbps: 400 })
  const passed = out.filter((fate) => fate !== null)
  t.ok(Math.abs(passed.length - 1000) < 30, `${passed.length} of 2000`)
  t.same(
    passed.toSorted((a, b) => a - b),
    passed,
    'in order',
  )
  t.ok(out.every((fate, index) => fate === null || fate - index * 10 <= 320))
})

t.test('a description is left with one candidate, which points elsewhere', async (t) => {
  const sdp = [
    'v=0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'a=candidate:1 1 udp 2122 fd00::2 4000 typ host',
    'a=candidate:2 1 UDP 2121 192.0.2.2 4001 typ host generation 0',
    'a=candidate:3 1 tcp 1518 192.0.2.2 9 typ host tcptype active',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=candidate:2 1 udp 2121 192.0.2.2 4002 typ host',
    '',
  ].join('\r\n')
  const { sdp: turned, was } = detoured(sdp, { address: '127.0.0.1', port: 9 })
  t.same(was, { address: '192.0.2.2', port: 4001 })
  t.same(turned.match(/a=candidate.*/g), [
    'a=candidate:2 1 UDP 2121 127.0.0.1 9 typ host generation 0',
  ])
  t.throws(() => detoured('v=0\r\n', was), RangeError)
})
