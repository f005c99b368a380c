import fc from 'fast-check'
import t from 'tap'
import {
  blockSamples,
  blocks,
  fromPcm,
  readWav,
  resampler,
  toPcm,
  WavError,
} from '../../../../daemon/media/sound/sound-format.ts'
import { wav } from '../box.ts'

const sample = fc.integer({ min: -32_768, max: 32_767 })
const samples = (length: number) => fc.array(sample, { minLength: length, maxLength: length })

t.test('sound at 48 kHz mono passes unchanged', async (t) => {
  const resample = resampler()
  const block = Int16Array.of(1, -2, 3)
  t.same(resample({ samples: block, sampleRate: 48_000, channelCount: 1 }), block)
})

t.test('sound at any rate becomes ten milliseconds at 48 kHz', async (t) => {
  for (const rate of [8000, 16_000, 32_000, 44_100, 48_000, 96_000]) {
    const resample = resampler()
    const tone = Int16Array.from(
      { length: rate / 100 },
      (_, i) => 8000 * Math.sin((i * 2e4) / rate),
    )
    const out = resample({ samples: tone, sampleRate: rate, channelCount: 1 })
    t.equal(out.length, blockSamples, `${rate} Hz`)
    t.ok(Math.max(...out) > 7000 && Math.max(...out) <= 8000, 'as loud as before')
  }
})

t.test('blocks of a slower rate join without a step', async (t) => {
  const resample = resampler()
  const ramp = (from: number) => Int16Array.from({ length: 160 }, (_, i) => (from + i) * 30)
  const first = resample({ samples: ramp(0), sampleRate: 16_000, channelCount: 1 })
  const second = resample({ samples: ramp(160), sampleRate: 16_000, channelCount: 1 })
  const joined = [...first, ...second]
  const steps = joined.slice(1).map((value, i) => value - (joined[i] ?? 0))
  t.ok(Math.max(...steps) <= 11 && Math.min(...steps.slice(2)) >= 9, 'a ramp stays a ramp')
})

t.test('channels are mixed, also when nothing came', async (t) => {
  const resample = resampler()
  const stereo = { samples: Int16Array.of(100, 300, -50, 50), sampleRate: 48_000, channelCount: 2 }
  t.same(resample(stereo), Int16Array.of(200, 0))
  const nothing = { samples: new Int16Array(0), sampleRate: 16_000, channelCount: 1 }
  t.equal(resample(nothing).length, 0)
  t.equal(resample({ ...nothing, sampleRate: 48_000 }).length, 0)
})

t.test('any split of the samples gives the same blocks', async (t) => {
  fc.assert(
    fc.property(samples(1500), fc.array(fc.integer({ min: 1, max: 700 })), (all, cuts) => {
      const whole = Int16Array.from(all)
      const cut = blocks()
      const got: number[] = []
      let at = 0
      for (const length of [...cuts, whole.length]) {
        for (const block of cut(whole.subarray(at, at + length))) got.push(...block)
        at += length
      }
      t.same(got, all.slice(0, 3 * blockSamples))
    }),
    { numRuns: 20 },
  )
})

t.test('samples survive their bytes', async (t) => {
  fc.assert(
    fc.property(samples(40), (all) => {
      t.same([...fromPcm(toPcm(Int16Array.from(all)))], all)
    }),
    { numRuns: 20 },
  )
  t.equal(fromPcm(Uint8Array.of(1, 0, 7)).length, 1)
})

t.test('a WAVE file is read, also with other chunks and a length of a pipe', async (t) => {
  const sound = Int16Array.of(5, -6, 7)
  const file = Buffer.from(wav(sound))
  t.same(readWav(file), sound)
  const odd = Buffer.from([...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0])
  t.same(readWav(Buffer.concat([file.subarray(0, 12), odd, file.subarray(12)])), sound)
  file.writeUInt32LE(0xffffffff, 40)
  t.same(readWav(file), sound)
})

t.test('anything else is refused by name', async (t) => {
  t.throws(() => readWav(Buffer.from('RIFF')), { code: 'media.wav' })
  t.throws(() => readWav(Buffer.from('not a sound file')), { code: 'media.wav' })
  t.throws(() => readWav(wav(Int16Array.of(1), 44_100)), { code: 'media.wav' })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        readWav(Buffer.concat([Buffer.from('RIFF....WAVE'), bytes]))
        return true
      } catch (error) {
        return error instanceof WavError
      }
    }),
  )
})
