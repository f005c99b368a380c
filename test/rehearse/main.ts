/**
 * `npm run rehearse [-- --json]`: a whole visit without a person, with real parts, in fresh temporary state; a line
 * for each step with its time. The exit status is 0 only when every step held.
 */
import { rehearsal } from './rehearsal.ts'

const json = process.argv.includes('--json')
const started = performance.now()
const results: { name: string; ms: number; ok: boolean; detail?: string }[] = []
const { steps, end } = rehearsal()
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => void end().then(() => process.exit(130)))

for (const step of steps) {
  const begun = performance.now()
  const result = await step.run().then(
    (detail) => ({ ok: true, ...(detail ? { detail } : {}) }),
    (error: unknown) => ({ ok: false, detail: error instanceof Error ? error.message : 'failed' }),
  )
  results.push({ name: step.name, ms: Math.round(performance.now() - begun), ...result })
  if (!json) print(results.at(-1))
  if (!result.ok) break
}
await end()
const ok = results.length === steps.length && results.every((result) => result.ok)
const ms = Math.round(performance.now() - started)
if (json) process.stdout.write(`${JSON.stringify({ ok, ms, steps: results })}\n`)
else
  process.stdout.write(
    `${ok ? 'repetitie geslaagd' : 'repetitie MISLUKT'} in ${(ms / 1000).toFixed(1)} s\n`,
  )
process.exit(ok ? 0 : 1)

function print(result: (typeof results)[number] | undefined): void {
  if (!result) return
  const time = `${(result.ms / 1000).toFixed(2)} s`.padStart(9)
  const detail = result.detail ? `  (${result.detail})` : ''
  process.stdout.write(`${result.ok ? 'ok  ' : 'FOUT'} ${time}  ${result.name}${detail}\n`)
}
