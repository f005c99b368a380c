import { existsSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { startPty } from '../../../hw/room/pty.ts'
import { type Line, openLine } from '../../../hw/serial/line.ts'

function folder(t: Test): string {
  const dir = mkdtempSync(join(tmpdir(), 'pty-'))
  t.teardown(() => rmSync(dir, { recursive: true }))
  return dir
}
async function plugged(t: Test) {
  const link = join(folder(t), 'line')
  const heard: number[] = []
  const plugs: boolean[] = []
  const pty = await startPty({
    link,
    onBytes: (bytes) => heard.push(...bytes),
    onPlug: (on) => plugs.push(on),
  })
  t.teardown(() => pty.stop())
  return { link, heard, plugs, pty }
}
async function open(t: Test, device: string): Promise<{ line: Line; read: number[] }> {
  const read: number[] = []
  const onBytes = (bytes: Uint8Array) => read.push(...bytes)
  const line = await openLine({ device, baudRate: 128_000, onBytes, writeDeadlineMs: 500 })
  t.teardown(() => line.close())
  return { line, read }
}
async function until(when: () => boolean): Promise<void> {
  while (!when()) await sleep(2)
}

t.test('every byte passes both ways unchanged', async (t) => {
  const { link, heard, pty } = await plugged(t)
  const { line, read } = await open(t, link)
  const all = Uint8Array.from({ length: 256 }, (_, n) => n)
  await line.write(all)
  await until(() => heard.length === 256)
  t.same(heard, [...all])
  pty.write(all)
  await until(() => read.length === 256)
  t.same(read, [...all])
})

t.test('the terminal stays when the driver closes it', async (t) => {
  const { link, heard, plugs, pty } = await plugged(t)
  const { pid } = pty
  const first = await open(t, link)
  await first.line.close()
  t.equal(await first.line.closed, undefined)
  await sleep(150)
  const second = await open(t, link)
  await second.line.write(Uint8Array.of(7))
  await until(() => heard.length === 1)
  t.equal(pty.pid, pid)
  t.same(plugs, [])
})

t.test('an unplug is noticed by the reader, and the name comes back with the plug', async (t) => {
  const { link, plugs, pty } = await plugged(t)
  const { line } = await open(t, link)
  await pty.unplug()
  t.match(await line.closed, { code: 'LINE_GONE' })
  t.notOk(existsSync(link))
  t.equal(pty.plugged, false)
  t.equal(pty.write(Uint8Array.of(1)), false)
  await t.rejects(line.write(Uint8Array.of(1)), { code: 'LINE_GONE' })
  await t.rejects(open(t, link), { code: 'LINE_GONE' })
  await pty.plug()
  t.same(plugs, [false, true])
  await open(t, link)
})

t.test('socat-killed: the terminal comes back under its name', async (t) => {
  const { link, heard, plugs, pty } = await plugged(t)
  const { line } = await open(t, link)
  process.kill(pty.pid ?? 0, 'SIGKILL')
  t.match(await line.closed, { code: 'LINE_GONE' })
  await until(() => plugs.length === 2)
  const again = await open(t, link)
  await again.line.write(Uint8Array.of(9))
  await until(() => heard.length === 1)
  t.pass('bytes pass again')
})

t.test('twenty unplugs leave no descriptor open', async (t) => {
  const { link, pty } = await plugged(t)
  const descriptors = (): number => readdirSync('/proc/self/fd').length
  const cycle = async (): Promise<void> => {
    const { line } = await open(t, link)
    await pty.unplug()
    await line.closed
    await pty.plug()
  }
  await cycle()
  const before = descriptors()
  for (let n = 0; n < 20; n++) await cycle()
  t.ok(descriptors() <= before + 1, `${before} before, ${descriptors()} after`)
})

t.test('a link left by a killed run is replaced', async (t) => {
  const link = join(folder(t), 'line')
  symlinkSync('/dev/null', link)
  const pty = await startPty({ link, onBytes: () => {} })
  await open(t, link)
  await pty.stop()
  t.notOk(existsSync(link))
})

t.test('a folder that is not there is told', async (t) => {
  const link = join(folder(t), 'no', 'line')
  await t.rejects(startPty({ link, onBytes: () => {} }), { code: 'PTY_FAILED' })
})
