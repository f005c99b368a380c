import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'

const folder = join(import.meta.dirname, '../../systemd')
const unit = join(folder, 'loketd.service')
/** The score times ten, which `--threshold` wants. */
const MOST_EXPOSURE = 20

interface Ended {
  readonly status: number | string
  readonly out: string
}
function analyze(...args: readonly string[]): Promise<Ended> {
  return new Promise((resolve) =>
    execFile('systemd-analyze', [...args], (error, out, err) =>
      resolve({ status: error?.code ?? 0, out: `${out}${err}` }),
    ),
  )
}
const absent = (await analyze('--version')).status === 'ENOENT' && 'systemd-analyze is not here'

t.test('systemd accepts the unit without a word', { skip: absent }, async (t) => {
  // Unknown keys only warn, so silence is asked for besides the status.
  t.same(await analyze('verify', unit), { status: 0, out: '' })
})

t.test('systemd accepts it with the drop-in for a GPIO line', { skip: absent }, async (t) => {
  const dir = t.testdir()
  const dropIns = join(dir, 'loketd.service.d')
  mkdirSync(dropIns)
  copyFileSync(unit, join(dir, 'loketd.service'))
  copyFileSync(join(folder, 'loketd-gpio.conf'), join(dropIns, 'gpio.conf'))
  t.same(await analyze('verify', join(dir, 'loketd.service')), { status: 0, out: '' })
})

t.test('the unit is exposed to little', { skip: absent }, async (t) => {
  const threshold = `--threshold=${MOST_EXPOSURE}`
  const { status, out } = await analyze('security', '--offline=yes', threshold, unit)
  t.equal(status, 0, out.trim().split('\n').at(-1) ?? out)
})
