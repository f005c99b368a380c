import { readFileSync } from 'node:fs'
import t from 'tap'
import { makeSoundDevice, type SoundDevice } from '../../../../daemon/media/sound/device.ts'
import { blockSamples, readWav, toPcm } from '../../../../daemon/media/sound/sound-format.ts'
import { pause, until } from '../box.ts'
import { soundServer } from './sound-server.ts'

t.setTimeout(60_000)
/** Two seconds of the sentence in which nobody draws breath. */
const sentence = readWav(readFileSync('.loket/materials/sounds/inspector.wav'))
const speech = sentence.subarray(2 * 48_000, 4 * 48_000)

interface Ends {
  readonly heard: readonly SoundDevice[]
  readonly said: readonly SoundDevice[]
}
/** Says the speech over and over, ten milliseconds at a time, and gives what each heard meanwhile. */
async function conversation({ heard, said }: Ends, seconds: number) {
  const all: number[][] = heard.map(() => [])
  const startedMs = performance.now()
  for (let block = 0; block < seconds * 100; block += 1) {
    const at = (block * blockSamples) % speech.length
    const pcm = toPcm(speech.subarray(at, at + blockSamples))
    for (const device of said) device.play(pcm)
    for (const [index, device] of heard.entries()) all[index]?.push(...device.next())
    const aheadMs = startedMs + block * 10 - performance.now()
    if (aheadMs > 0) await pause(aheadMs)
  }
  return all
}
/** A sound server takes its time to start. */
async function flowing(ends: Ends) {
  for (let tries = 0; tries < 40; tries += 1) {
    const heard = await conversation(ends, 0.5)
    if (heard.every((samples) => level(samples) > 0)) return
  }
}
const level = (samples: readonly number[]) =>
  Math.sqrt(samples.reduce((sum, each) => sum + each * each, 0) / Math.max(samples.length, 1))

t.test('the loudspeaker is taken out of the microphone, and whoever speaks is not', async (t) => {
  const server = await soundServer(t, ['one', 'two', 'three'])
  const faults: string[] = []
  const onFault = (message: string) => faults.push(message)
  const both = (room: string) => ({ source: server.source(room), sink: server.sink(room), onFault })
  const cancelling = makeSoundDevice(both('one'))
  const plain = makeSoundDevice({ ...both('two'), cancelEcho: false })
  // In the third room the far end is silent, and somebody speaks beside the loudspeaker.
  const silent = makeSoundDevice(both('three'))
  const citizen = makeSoundDevice({ ...both('three'), cancelEcho: false })
  const all = [cancelling, plain, silent, citizen]
  for (const device of all) device.start()
  t.teardown(async () => {
    for (const device of all) device.stop()
    await Promise.all(all.map((device) => device.ended()))
  })
  const ends = { heard: [cancelling, plain, silent], said: [cancelling, plain, citizen] }
  await flowing(ends)
  // The canceller has to learn the room first.
  await conversation(ends, 3)
  const [left = [], echo = [], speaks = []] = await conversation(ends, 3)
  t.ok(level(echo) > 500, `an echo there is: ${level(echo)}`)
  t.ok(level(left) < 0.25 * level(echo), `${level(left)} of ${level(echo)} is left`)
  t.ok(level(speaks) > 0.5 * level(echo), `${level(speaks)} of somebody in the room`)
  t.same(faults, [])
})

t.test('a sound device that goes is told, and asked for again', async (t) => {
  const server = await soundServer(t, ['room'])
  const faults: string[] = []
  const onFault = (message: string) => faults.push(message)
  const device = makeSoundDevice({ source: server.source('room'), onFault })
  device.start()
  await pause(500)
  server.kill()
  await until('a fault', () => faults.length > 0)
  await until('another try', () => faults.length > 1)
  device.stop()
  await device.ended()
  t.ok(faults.every((fault) => fault.startsWith('the sound device')))
})
