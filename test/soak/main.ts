/** `npm run soak [-- NAME --seed S --count N --json]`: the long form of every counted figure, one line each. */
import { campaigns } from './registry.ts'
import { soak } from './soak.ts'

process.exitCode = await soak(campaigns, process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
})
