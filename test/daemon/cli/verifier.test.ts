import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { makeKeys } from '../../../daemon/runtime/keys.ts'

const main = join(import.meta.dirname, '../../../daemon/cli/main.ts')
const folder = t.testdir()
const box = await makeKeys('box:genk-1')

interface Ended {
  readonly status: number | string
  readonly out: string
  readonly err: string
}
function loket(args: readonly string[]): Promise<Ended> {
  const options = { maxBuffer: 2 * 1024 * 1024 }
  return new Promise((resolve) =>
    execFile(process.execPath, [main, ...args], options, (error, out, err) =>
      resolve({ status: error?.code ?? 0, out, err }),
    ),
  )
}
function verifier(trust: unknown): Promise<Ended> {
  const file = join(folder, 'trust.json')
  writeFileSync(file, JSON.stringify(trust))
  return loket(['verifier', '--trust', file])
}

t.test('it writes the page with whom it believes inside', async (t) => {
  const trust = { v: 1, boxes: [box.public], seals: [], testRoots: [] }
  const { status, out } = await verifier(trust)
  t.equal(status, 0)
  t.match(out, /^<!doctype html>/)
  const [, embedded = ''] = /id="trust">(.*?)<\/script>/.exec(out) ?? []
  t.same(JSON.parse(embedded), trust)
})

t.test('a trust file that is none is named, and no page is written', async (t) => {
  for (const bad of [
    {},
    { v: 1, boxes: [{}], seals: [] },
    { v: 1, boxes: [], seals: ['</script>'] },
  ]) {
    const { status, out, err } = await verifier(bad)
    t.equal(status, 78)
    t.equal(out, '')
    t.match(err, /trust\.json: /)
  }
})

t.test('a language that verify does not speak is bad use, and the option is named', async (t) => {
  const asked = ['verify', join(folder, 'trust.json'), '--taal', 'xx']
  const { status, err } = await loket(asked)
  t.equal(status, 64)
  t.match(err, '--taal xx: kies nl, fr, de, en.')
})
