import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startContact } from '../../../hw/button/contact.ts'
import type { Edge } from '../../../hw/button/port.ts'
import { socketInput } from '../../../hw/button/sim.ts'

function place(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'button-'))
  t.teardown(() => rmSync(dir, { recursive: true }))
  return join(dir, 'button.sock')
}

t.test('the level comes first, then every edge of a press with its bounces', async (t) => {
  const path = place(t)
  const contact = await startContact({ path, holdMs: 20 })
  const ending = new AbortController()
  const edges: Edge[] = []
  const running = socketInput({ path }).run(ending.signal, (edge) => edges.push(edge))
  while (edges.length < 1) await sleep(2)
  await Promise.all([contact.press(), contact.press()])
  while (edges.length < 21) await sleep(2)
  t.equal(edges.map(({ active }) => (active ? 1 : 0)).join(''), '010101010101010101010')
  t.ok(edges.every(({ atMs }, n) => n === 0 || atMs >= (edges[n - 1]?.atMs ?? 0)))
  ending.abort()
  await running
  await contact.stop()
})

t.test('a contact that goes away ends the input', async (t) => {
  const path = place(t)
  const contact = await startContact({ path })
  const here = new AbortController().signal
  const running = socketInput({ path }).run(here, () => void contact.stop())
  await t.rejects(running, { code: 'INPUT_GONE' })
  await t.rejects(
    socketInput({ path }).run(here, () => {}),
    { code: 'INPUT_GONE' },
  )
})

t.test('an input that is not wanted any more ends without fault', async (t) => {
  const ending = new AbortController()
  ending.abort()
  await socketInput({ path: place(t) }).run(ending.signal, () => t.fail())
})
