import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { makeKeys } from '../../../daemon/runtime/keys.ts'

const main = join(import.meta.dirname, '../../../daemon/cli/main.ts')
const folder = t.testdir()
const box = await makeKeys('box:genk-1')

function verifier(trust: unknown): Promise<{ status: number | string; out: string; err: string }> {
  const file = join(folder, 'trust.json')
  writeFileSync(file, JSON.stringify(trust))
  const options = { maxBuffer: 2 * 1024 * 1024 }
  return new Promise((resolve) =>
    execFile(process.execPath, [main, 'verifier', '--trust', file], options, (error, out, err) =>
      resolve({ status: error?.code ?? 0, out, err }),
    ),
  )
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
