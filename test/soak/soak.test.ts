import t from 'tap'
import type { Campaign } from './campaign.ts'
import { campaigns } from './registry.ts'
import { soak } from './soak.ts'

const trivial: readonly Campaign[] = [
  {
    name: 'even',
    subject: 'numbers from the seed on that are not even',
    count: 1,
    run: async ({ count, seed, progress }) => {
      progress('counting')
      const all = Array.from({ length: count }, (_, index) => seed + index)
      const failures = all.filter((each) => each % 2 === 1).map((each) => `${each} is odd`)
      return { count, failures, note: 'a note' }
    },
  },
  { name: 'none', subject: 'nothing', count: 5, run: async () => ({ count: 0, failures: [] }) },
  {
    name: 'broken',
    subject: 'breaks off',
    count: 1,
    run: async () => {
      throw new RangeError('a bug')
    },
  },
]

async function call(...args: string[]) {
  let out = ''
  let err = ''
  const status = await soak(trivial, args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}

t.test('a figure without a failure holds, in one line', async (t) => {
  const { status, out, err } = await call('even', '--seed', '4')
  t.equal(status, 0)
  t.match(out, /^holds {2}even: 1 tried, 0 failed, seed 4, [\d.]+ s: numbers .* even \(a note\)\n$/)
  t.equal(err, 'even: counting\n')
})

t.test('one failure fails the figure and the run, and is named', async (t) => {
  const { status, out, err } = await call('even', '--count', '4')
  t.equal(status, 1)
  t.match(out, /^FAILS {2}even: 4 tried, 2 failed, seed 1/)
  t.match(err, 'even: FAILED 1 is odd\neven: FAILED 3 is odd\n')
})

t.test('what was never tried, or breaks off, does not hold; the others go on', async (t) => {
  const { status, out, err } = await call('--seed', '2', '--json')
  t.equal(status, 1)
  t.match(JSON.parse(out), [
    { name: 'even', count: 1, seed: 2, failures: 0, seconds: Number, note: 'a note', ok: true },
    { name: 'none', count: 0, failures: 0, ok: false },
    { name: 'broken', count: 0, failures: 1, ok: false },
  ])
  t.match(err, 'broken: FAILED RangeError: a bug')
})

t.test('an unknown name, flag or number is told what there is', async (t) => {
  for (const strange of [['odd'], ['--sed', '1'], ['--seed', 'x'], ['--count', '1.5']]) {
    const { status, out, err } = await call(...strange)
    t.equal(status, 64, `${strange}`)
    t.equal(out, '')
    t.match(err, 'names: even, none, broken')
  }
})

t.test('every campaign has a name of its own', async (t) => {
  const names = campaigns.map(({ name }) => name)
  t.equal(new Set(names).size, names.length)
  for (const name of ['card-faults', 'card-flips', 'card-cycles', 'signatures'])
    t.ok(names.includes(name), name)
})
