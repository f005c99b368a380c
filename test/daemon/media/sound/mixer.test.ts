import fc from 'fast-check'
import t from 'tap'
import { firstWaiting, makeMixer, mostWaiting } from '../../../../daemon/media/sound/mixer.ts'
import { blockSamples } from '../../../../daemon/media/sound/sound-format.ts'

const block = (value: number) => new Int16Array(blockSamples).fill(value)
const silence = block(0)
const first = (samples: Int16Array) => samples[0]
const settle = (mixer: ReturnType<typeof makeMixer>, who: string, value: number) => {
  for (let count = 0; count < firstWaiting; count++) mixer.hear(who, block(value))
}

t.test('each hears the others and the room, not themselves; the room hears all', async (t) => {
  const mixer = makeMixer()
  settle(mixer, 'inspector', 100)
  settle(mixer, 'interpreter', 20)
  settle(mixer, 'chief', 3)
  const mixed = mixer.mix(block(4000))
  t.equal(first(mixed.room), 123)
  t.equal(first(mixed.for('inspector')), 4023)
  t.equal(first(mixed.for('interpreter')), 4103)
  t.equal(first(mixed.for('chief')), 4120)
  t.equal(first(mixed.for('who only listens')), 4123)
  t.equal(mixed.room.length, blockSamples)
})

t.test('the only one there hears the room untouched', async (t) => {
  const mixer = makeMixer()
  const own = block(77)
  settle(mixer, 'inspector', 100)
  t.equal(mixer.mix(own).for('inspector'), own)
})

t.test('too loud is held at the loudest, and never turns over', async (t) => {
  const mixer = makeMixer()
  settle(mixer, 'a', 30_000)
  settle(mixer, 'b', 30_000)
  const mixed = mixer.mix(block(-30_000))
  t.equal(first(mixed.room), 32_767)
  t.equal(first(mixed.for('a')), 0, 'summed first, held then')
  settle(mixer, 'c', -32_768)
  settle(mixer, 'd', -32_768)
  mixer.leave('a')
  mixer.leave('b')
  t.equal(first(mixer.mix(silence).room), -32_768)
})

t.test('joining and leaving leaves no gap in another voice', async (t) => {
  const mixer = makeMixer()
  settle(mixer, 'inspector', 5)
  const heard: (number | undefined)[] = []
  for (let turn = 0; turn < 30; turn++) {
    mixer.hear('inspector', block(5))
    if (turn === 10) settle(mixer, 'guest', 1000)
    if (turn > 10 && turn < 20) mixer.hear('guest', block(1000))
    if (turn === 20) mixer.leave('guest')
    heard.push(first(mixer.mix(silence).for('guest')))
  }
  t.same(new Set(heard), new Set([5]))
})

t.test(
  'a voice that runs dry gathers anew, and one that comes too fast loses its oldest',
  async (t) => {
    const mixer = makeMixer()
    mixer.hear('a', block(1))
    t.equal(first(mixer.mix(silence).room), 0, 'one block is not enough to begin')
    mixer.hear('a', block(2))
    const three = [0, 0, 0].map(() => first(mixer.mix(silence).room))
    t.same(three, [1, 2, 0])
    mixer.hear('a', block(3))
    t.equal(first(mixer.mix(silence).room), 0, 'gathers again')
    for (let value = 10; value < 10 + mostWaiting + 2; value++) mixer.hear('a', block(value))
    t.equal(first(mixer.mix(silence).room), 12)
  },
)

t.test(
  'what somebody hears is what the room hears without them, with the room itself',
  async () => {
    const small = fc.integer({ min: -5000, max: 5000 })
    fc.assert(
      fc.property(small, small, small, small, (a, b, c, own) => {
        const mixer = makeMixer()
        settle(mixer, 'a', a)
        settle(mixer, 'b', b)
        settle(mixer, 'c', c)
        const mixed = mixer.mix(block(own))
        return first(mixed.for('b')) === a + c + own && first(mixed.room) === a + b + c
      }),
    )
  },
)
