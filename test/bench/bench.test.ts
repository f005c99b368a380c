import t from 'tap'
import { bench } from './bench.ts'
import type { Benchmark } from './benchmark.ts'
import { benchmarks } from './registry.ts'
import { quantile, row } from './row.ts'

const shared = { subject: 'a thing', baseline: 'its peer', unit: 'ms' } as const
const trivial: readonly Benchmark[] = [
  {
    names: ['fast', 'fast-p99'],
    run: async (progress) => {
      progress('measuring')
      const lower = { ...shared, better: 'lower' } as const
      return [
        row({ ...lower, name: 'fast', value: 30, baselineValue: 10, target: 20 }),
        row({
          ...lower,
          name: 'fast-p99',
          baseline: 'limit',
          value: 90,
          baselineValue: 60,
          target: 1,
        }),
      ]
    },
  },
  {
    names: ['many'],
    run: async () => [
      row({ ...shared, name: 'many', better: 'higher', value: 8, baselineValue: 10, target: 0.7 }),
    ],
  },
]

async function call(...args: string[]) {
  let out = ''
  let err = ''
  const status = await bench(trivial, args, {
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
  })
  return { status, out, err }
}

t.test('with --json there is nothing on stdout but the rows', async (t) => {
  const { status, out, err } = await call('--json')
  t.same(JSON.parse(out), [
    {
      name: 'fast',
      ...shared,
      value: 30,
      baselineValue: 10,
      ratio: 3,
      better: 'lower',
      target: 20,
      ok: true,
    },
    {
      ...shared,
      name: 'fast-p99',
      baseline: 'limit',
      value: 90,
      baselineValue: 60,
      ratio: 1.5,
      better: 'lower',
      target: 1,
      ok: false,
    },
    {
      ...shared,
      name: 'many',
      better: 'higher',
      value: 8,
      baselineValue: 10,
      ratio: 0.8,
      target: 0.7,
      ok: true,
    },
  ])
  t.equal(status, 0, 'a missed target is a measurement')
  t.equal(err, 'fast: measuring\n')
})

t.test('without it there is a table', async (t) => {
  const { out } = await call()
  const lines = out.trimEnd().split('\n')
  t.equal(lines.length, 4)
  t.match(lines[1], /^fast +a thing +30 ms +its peer +10 ms +3 +≤ 20 +holds$/)
  t.match(lines[2], /MISSED$/)
  t.match(lines[3], /≥ 0.7 +holds$/)
})

t.test('a name picks its rows', async (t) => {
  t.match(JSON.parse((await call('--json', 'fast-p99')).out), [{ name: 'fast-p99' }])
  t.match(JSON.parse((await call('many', '--json')).out), [{ name: 'many' }])
})

t.test('an unknown name or flag is told what there is', async (t) => {
  for (const strange of ['slow', '--jason']) {
    const { status, out, err } = await call(strange)
    t.equal(status, 64)
    t.equal(out, '')
    t.match(err, strange)
    t.match(err, 'fast, fast-p99, many')
  }
})

t.test('a figure that could not be measured never holds', async (t) => {
  const measured = { ...shared, name: 'x', better: 'lower', target: 1 } as const
  t.equal(row({ ...measured, value: Number.NaN, baselineValue: 1 }).ok, false)
  t.equal(row({ ...measured, value: 0, baselineValue: 0 }).ok, false)
  t.equal(row({ ...measured, better: 'higher', value: 1, baselineValue: 0 }).ok, false)
})

t.test('a quantile is one of the values', async (t) => {
  const values = [5, 1, 4, 2, 3]
  t.equal(quantile(values, 0.5), 3)
  t.equal(quantile(values, 0.99), 5)
  t.equal(quantile(values, 0), 1)
  t.ok(Number.isNaN(quantile([], 0.5)))
})

t.test('every benchmark has names of its own', async (t) => {
  const names = benchmarks.flatMap((each) => each.names)
  t.equal(new Set(names).size, names.length)
  for (const name of ['ticket', 'press-to-screens', 'idle-cpu']) t.ok(names.includes(name), name)
})
