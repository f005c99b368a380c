import t, { type Test } from 'tap'
import type { EyeReading } from '../../../../daemon/media/eyeline/eye-reading.ts'
import { makeEyes } from '../../../../daemon/media/eyes/eyes.ts'
import type { Stream } from '../../../../daemon/media/eyes/messages.ts'
import { pause, until } from '../box.ts'
import { drawScene, eyesOfPose, loadPortrait } from './portrait.ts'

const size = { width: 640, height: 360 }
const small = { width: 8, height: 8 }
/** A small picture that the odd worker sees eyes in, sees none in, or dies of. */
const seen = new Uint8Array(96).fill(1)
const unseen = new Uint8Array(96)
const deadly = new Uint8Array(96).fill(66)
const now = () => performance.now()

interface Event {
  readonly stream: Stream
  readonly reading: EyeReading | undefined
}

function started(t: Test, { nets = '.loket/nets', off = false, odd = false } = {}) {
  const events: Event[] = []
  const faults: string[] = []
  const eyes = makeEyes({
    nets: off ? undefined : nets,
    onReading: (stream, reading) => events.push({ stream, reading }),
    onFault: (message) => faults.push(message),
    ...(odd ? { worker: new URL('odd-worker.ts', import.meta.url) } : {}),
  })
  eyes.start()
  t.teardown(async () => {
    eyes.stop()
    await eyes.ended()
  })
  /** Shows a picture again and again until one was looked at, for the thread takes a moment to start; then rests. */
  const shown = async (picture: Uint8Array, stream: Stream = 'citizen') => {
    const from = events.length
    const looks = () => events.slice(from).filter((event) => event.stream === stream)
    await until(`a look at the ${stream}`, () => {
      if (looks().length === 0) eyes.see(stream, picture, picture.length > 96 ? size : small, now())
      return looks()[0]
    })
    if (odd) await pause(100)
    const last = looks().at(-1)
    return last ?? { stream, reading: undefined }
  }
  return { eyes, events, faults, shown }
}

t.test('pictures of both streams give readings, and health says so', async (t) => {
  const pose = { x: 300, y: 140, apart: 44, rollDeg: 5 }
  const { data } = drawScene(await loadPortrait(), { ...size, poses: [pose] })
  const { eyes, shown } = started(t)
  t.match(eyes.take(1000), { citizen: { state: 'searching' }, inspector: { state: 'searching' } })
  const truth = eyesOfPose(pose)
  for (const stream of ['citizen', 'inspector'] as const) {
    const { reading } = await shown(data, stream)
    t.ok(Math.abs((reading?.left.x ?? 0) * 640 - truth.left.x) < 1.5)
    t.ok(Math.abs((reading?.right.y ?? 0) * 360 - truth.right.y) < 1.5)
    t.equal(eyes.now(stream)?.reading, reading)
  }
  const stats = eyes.take(1000)
  t.match(stats, { citizen: { state: 'tracking' }, inspector: { state: 'tracking' } })
  t.ok(stats.citizen.fps >= 1 && stats.citizen.cpuMs > 0)
  eyes.stop()
  t.equal(eyes.now('citizen'), undefined)
  t.match(eyes.take(1000), { citizen: { state: 'off', fps: 0, cpuMs: 0 } })
})

t.test('it is ended again and again while it looks, and nothing else comes to harm', async (t) => {
  const { data } = drawScene(await loadPortrait(), { ...size, poses: [] })
  const { eyes, shown } = started(t)
  for (let round = 0; round < 4; round++) {
    await shown(data)
    eyes.see('citizen', data, size, now())
    await pause(round)
    eyes.stop()
    eyes.start()
  }
  t.ok(await shown(data), 'the last one looks')
})

t.test(
  'while a picture is looked at the newest waits, and those between are left out',
  async (t) => {
    const { eyes, events, shown } = started(t, { odd: true })
    await shown(seen)
    const before = events.length
    const from = now()
    for (let i = 0; i < 10; i++) eyes.see('citizen', seen, small, from + i)
    await until('two looks', () => events.length === before + 2)
    await pause(100)
    const times = events.slice(before).map(({ reading }) => (reading?.takenAtMs ?? 0) - from)
    t.same(times.map(Math.round), [0, 9])
  },
)

t.test('eyes that are hidden stay where they were for 300 ms', async (t) => {
  const { eyes, events, shown } = started(t, { odd: true })
  await shown(seen)
  const last = events.at(-1)?.reading
  const takenAtMs = last?.takenAtMs ?? 0
  for (const [afterMs, expected] of [
    [200, last],
    [299, last],
    [301, undefined],
  ] as const) {
    const from = events.length
    eyes.see('citizen', unseen, small, takenAtMs + afterMs)
    t.equal(
      await until('a look', () => events[from] && [events[from].reading]).then(([it]) => it),
      expected,
    )
  }
  t.equal(eyes.take(1000).citizen.state, 'lost')
})

t.test('a thread that dies is told of and started again', async (t) => {
  const { eyes, events, faults, shown } = started(t, { odd: true })
  await shown(seen)
  eyes.see('citizen', deadly, small, now())
  await until('the end of the readings', () => events.at(-1)?.reading === undefined)
  t.same(faults, ['it had to die'])
  t.equal(eyes.take(1000).citizen.state, 'lost')
  t.ok((await shown(seen)).reading, 'and it sees again')
})

t.test('pictures that stop coming leave no reading behind', async (t) => {
  const { eyes, events, shown } = started(t, { odd: true })
  await shown(seen)
  eyes.take(1000)
  t.ok(eyes.now('citizen'), 'not at once')
  await until('a while', () => {
    eyes.take(1000)
    return events.at(-1)?.reading === undefined
  })
  t.equal(eyes.now('citizen'), undefined)
})

t.test(
  'without nets it is off; with wrong ones it says so, and tries again less and less often',
  async (t) => {
    const off = started(t, { off: true })
    off.eyes.see('citizen', seen, small, now())
    t.match(off.eyes.take(1000), { citizen: { state: 'off' } })
    const wrong = started(t, { nets: t.testdir() })
    await until('two tries', () => wrong.faults.length >= 2)
    t.match(wrong.faults[0], /detector\.onnx cannot be read/)
    t.equal(wrong.eyes.take(1000).citizen.state, 'lost')
    t.ok(wrong.faults.length < 4)
  },
)

t.test('pictures of any size, too short or too large, do no harm', async (t) => {
  const { eyes, shown } = started(t)
  const { data } = drawScene(await loadPortrait(), { ...size, poses: [] })
  await shown(data)
  for (const [width, height] of [
    [1, 1],
    [2, 2],
    [3, 5],
    [641, 359],
    [1920, 1080],
    [16, 900],
  ] as const) {
    const bytes = width * height + 2 * ((width + 1) >> 1) * ((height + 1) >> 1)
    eyes.see('citizen', new Uint8Array(bytes).fill(90), { width, height }, now())
    await shown(new Uint8Array(100), 'inspector')
  }
  eyes.see('citizen', new Uint8Array(8e6), { width: 3840, height: 2160 }, now())
  t.ok(await shown(data), 'it looks on')
})
