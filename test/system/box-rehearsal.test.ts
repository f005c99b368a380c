import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import * as z from 'zod'
import { ask } from '../../daemon/cli/ask.ts'
import { until } from './clients.ts'
import { testDemo } from './demo.ts'
import * as play from './play.ts'
import { childOf, family, isAlive } from './processes.ts'
import { status } from './status.ts'

/** The box's own deadline, and what it takes to say so. */
const LONGEST_MS = 32_000
const GONE_WITHIN_MS = 10_000

const rehearsed = z.object({
  ok: z.boolean(),
  steps: z
    .array(
      z.object({
        name: z.string(),
        ms: z.number(),
        ok: z.boolean(),
        how: z.string(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
})

t.setTimeout(170_000)
const demo = await testDemo({ marked: false, tap: true })
t.teardown(() => demo.end())
const socket = join(demo.folder, 'genk-1.sock')

function pidOf(name: string): number {
  return demo.processes.get(name)?.pid ?? 0
}
const echoPid = () => childOf(pidOf('office'), 'echo-process')

/** The step of the far end, of one rehearsal; begun as soon as the box is free. */
async function rehearse() {
  const steps = await until('a free box', async () => {
    const answer = rehearsed.parse(await ask(socket, 'rehearse'))
    return answer.steps
  })
  return steps.find(({ name }) => name === 'media_both_ways')
}
async function noEcho(): Promise<void> {
  await until('the end of the echo', () => echoPid() === undefined, GONE_WITHIN_MS)
}

t.test('codes go to the office and back, though no picture bears one otherwise', async (t) => {
  t.equal(echoPid(), undefined, 'the echo has no process before the first rehearsal')
  const step = await rehearse()
  t.match(step, { ok: true, how: 'proven' })
  t.ok(step && step.ms < LONGEST_MS, `${step?.ms} ms`)
  t.match(await status(demo), { visit: null })
  const idle = await until('an idle camera', async () => {
    const { media } = await status(demo)
    return media?.sentFps === 0 ? media : undefined
  })
  t.ok(idle.codes.rendered.read >= 60, 'the codes were seen in the room itself')
  await noEcho()
})

t.test('nothing of it is kept or told', async (t) => {
  const logs = readdirSync(join(demo.folder, 'log'))
    .map((name) => readFileSync(join(demo.folder, 'log', name), 'utf8'))
    .join('\n')
  for (const text of [logs, demo.traffic().toString('latin1')]) {
    t.notMatch(text, 'candidate:', 'no session description')
    t.notMatch(text, 'ice-ufrag')
  }
  t.match(logs, 'rehearsal begins', 'the office tells that it rehearses')
  const cast = await play.gather(demo)
  t.teardown(cast.leave)
  t.same(cast.inspector.board?.tickets, [])
  t.same(cast.inspector.dossiers, [])
})

t.test('a citizen who is called ends it and is not disturbed by it', async (t) => {
  const cast = await play.gather(demo)
  t.teardown(cast.leave)
  await play.takeTicket(cast)
  const running = rehearse()
  await until('the echo', echoPid)
  await play.call(cast)
  t.match(await running, { ok: false, reason: 'occupied' })
  t.match(await ask(socket, 'rehearse'), { ok: false, error: 'busy' }, 'nor is one begun')
  const offer = await until('the offer of the visit', () => cast.inspector.offer)
  t.equal(offer.visitId, cast.inspector.visit?.visitId)
  t.equal(offer.linkId, cast.inspector.visit?.link.linkId)
  await cast.inspector.insist({ name: 'visit.kind', kind: 'talk' })
  await play.close(cast, 'advised')
})

t.test('the office dies in the middle: a word for it, and the next one holds', async (t) => {
  await noEcho()
  const running = rehearse()
  const before = await until('the echo', echoPid)
  process.kill(pidOf('office'), 'SIGKILL')
  const startedMs = performance.now()
  t.match(await running, { ok: false, reason: /^(no_answer|link_lost|no_picture_out)$/ })
  t.ok(performance.now() - startedMs < LONGEST_MS)
  t.notOk(isAlive(before), 'its echo went with it')
  t.match(await rehearse(), { ok: true })
})

/** The sockets of the echo's process, as ss lists them. */
function echoSockets(): string[] {
  const owner = `pid=${echoPid()},`
  const lines = execFileSync('ss', ['-Hantup'], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(owner))
}

t.test('it stays on loopback, and nothing of it is left running', async (t) => {
  let done = false
  const running = rehearse().finally(() => {
    done = true
  })
  const seen = new Set<string>()
  while (!done) {
    for (const line of echoSockets()) seen.add(line)
    // The wire tap lives in this process too: it must not wait for us.
    await sleep(500)
  }
  const step = await running
  t.match(step, { ok: true }, JSON.stringify(step))
  t.ok(seen.size > 0, 'its sockets were seen')
  const foreign = [...seen].filter((line) => !/\s127\.\d+\.\d+\.\d+:\d+\s/.test(line))
  t.same(foreign, [])
  const processes = [...demo.processes.values()].flatMap(({ pid }) => (pid ? family(pid) : []))
  t.ok(echoPid(), 'stopped while the echo still runs')
  await demo.end()
  await until('the end of all', () => !processes.some(isAlive))
  t.pass('with the demo it goes')
})
