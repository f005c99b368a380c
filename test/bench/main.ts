/** `npm run bench [-- --json] [NAME]`: every figure as a ratio to a named baseline, measured in the same run. */
import { bench } from './bench.ts'
import { benchmarks } from './registry.ts'

process.exitCode = await bench(benchmarks, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
