import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { WebSocket } from 'ws'
import { encodePacket, type Packet, packetDecoder, packetTypes } from '../../../hw/av/cable.ts'
import { cleanEnv, openPage, roomFolder, startRoomProcess } from './fixture.ts'

/** Every living process below `pid`. */
function descendants(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid)
  return children.flatMap((child) => [child, ...descendants(child)])
}
function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : Number(parent)
  } catch {
    return undefined
  }
}
async function gone(pids: readonly number[]): Promise<number[]> {
  for (let tries = 0; tries < 150; tries++) {
    if (pids.every((pid) => parentOf(pid) === undefined)) return []
    await sleep(20)
  }
  return pids.filter((pid) => parentOf(pid) !== undefined)
}

for (const reader of ['sim', 'pcsc'] as const)
  for (const end of ['SIGTERM', 'SIGKILL', 'the parent is gone'] as const)
    t.test(`with a ${reader} reader, after ${end} no process is left`, async (t) => {
      const room = await startRoomProcess(t, { reader })
      const below = descendants(room.child.pid ?? 0)
      t.ok(below.length >= 3, `${below.length} processes`)
      if (end === 'the parent is gone') room.child.disconnect()
      else room.child.kill(end)
      const code = await room.exited
      t.equal(code, end === 'SIGKILL' ? null : 0)
      t.same(await gone(below), [])
      if (end !== 'SIGKILL')
        t.same(
          readdirSync(room.dir).filter((name) => name !== 'reader'),
          [],
        )
    })

t.test('what is not understood is refused and changes nothing', async (t) => {
  const room = await startRoomProcess(t)
  const page = await openPage(t, room.url)
  const bad = ['', 'no json', '{}', '{"do":"button.press","twice":true}', '{"do":"fly"}']
  bad.push('{"do":"pad.pen","points":[{"x":2,"y":0,"pressure":0}]}', 'null', '[]')
  for (const text of bad) page.socket.send(text)
  page.socket.send(Buffer.from('{"do":"button.press"}'), { binary: true })
  page.act({ do: 'card.insert', card: '../../etc/passwd' })
  page.act({ do: 'slip.take', slip: 99 })
  page.act({ do: 'tray.take', job: 99 })
  while (page.refusals.length < 12) await sleep(5)
  t.same(page.refusals.slice(0, 9), Array(9).fill('not_understood'))
  t.same(page.refusals.slice(9), Array(3).fill('not_possible'))
})

t.test('a message over the limit closes that page only', async (t) => {
  const room = await startRoomProcess(t)
  const page = await openPage(t, room.url)
  const other = await openPage(t, room.url)
  page.socket.send('x'.repeat(200_000))
  const [code] = await once(page.socket, 'close')
  t.equal(code, 1009)
  other.act({ do: 'fault', fault: 'tray_empty', on: true })
  await other.seen(({ faults }) => faults.includes('tray_empty'))
})

t.test('faults and the card are seen by every page', async (t) => {
  const room = await startRoomProcess(t)
  const [one, two] = [await openPage(t, room.url), await openPage(t, room.url)]
  await one.seen(({ cards }) => cards[0]?.label === 'Specimen Een')
  one.act({ do: 'card.insert', card: 'een' })
  await two.seen(({ inserted }) => inserted === 'een')
  one.act({ do: 'card.remove' })
  await two.seen(({ inserted }) => inserted === null)
  one.act({ do: 'fault', fault: 'pad_unplugged', on: true })
  await two.seen(({ pad }) => !pad.plugged)
  one.act({ do: 'fault', fault: 'pad_unplugged', on: false })
  await two.seen(({ pad, faults }) => pad.plugged && faults.length === 0)
})

/** The status of a WebSocket that asks from another page, or by another name. */
async function handshake(url: string, headers: Record<string, string>): Promise<number> {
  const socket = new WebSocket(url, { headers })
  const [, response] = await once(socket, 'unexpected-response')
  return response.statusCode
}

t.test('another site cannot reach in', async (t) => {
  const room = await startRoomProcess(t)
  const hand = `${room.url.replace('http', 'ws')}/hand`
  t.equal(await handshake(hand, { origin: 'http://example.org' }), 403)
  t.equal(await handshake(hand, { host: 'example.org' }), 403)
  t.equal(await handshake(hand.replace('hand', 'other'), {}), 404)
  const own = new WebSocket(hand, { origin: room.url })
  await once(own, 'open')
  own.terminate()
  const foreign = await fetch(room.url, { headers: { origin: 'http://example.org' } })
  t.equal(foreign.status, 403)
  const page = await fetch(room.url)
  t.equal(await page.text(), '<h1>room</h1>')
  t.equal((await fetch(`${room.url}/tray/x.pdf`)).status, 404)
  t.equal((await fetch(`${room.url}/..%2froom.json`)).status >= 400, true)
})

async function refused(t: Test, change: object): Promise<{ code: number | null; out: string }> {
  const { file } = roomFolder(t, change)
  const main = resolve(import.meta.dirname, '../../../hw/room/main.ts')
  const child = spawn(process.execPath, [main, '--config', file], { env: cleanEnv() })
  let out = ''
  child.stdout.on('data', (text) => {
    out += text
  })
  const [code] = await once(child, 'close')
  return { code, out }
}

t.test('bad settings are refused with file, key and reason', async (t) => {
  const unknown = await refused(t, { colour: 'red' })
  t.equal(unknown.code, 78)
  t.match(unknown.out, /room\.json: .*colour/)
  const open = await refused(t, { http: { host: '0.0.0.0', port: 0 } })
  t.equal(open.code, 78)
  t.match(open.out, /http\.host: only a loopback address is served without tls/)
})

t.test('settings that are no JSON or not there are refused', async (t) => {
  const main = resolve(import.meta.dirname, '../../../hw/room/main.ts')
  const file = join(t.testdir({}), 'room.json')
  writeFileSync(file, '{')
  for (const args of [['--config', file], []]) {
    const child = spawn(process.execPath, [main, ...args], { env: cleanEnv(), stdio: 'ignore' })
    const [code] = await once(child, 'exit')
    t.equal(code, 78)
  }
})

/** The media child's end of the cable. */
async function cable(t: Test, dir: string) {
  const socket = connect(join(dir, 'av.sock'))
  const decoder = packetDecoder()
  const packets: Packet[] = []
  socket.on('data', (bytes) => packets.push(...decoder.push(bytes)))
  t.teardown(() => socket.destroy())
  await once(socket, 'connect')
  return { socket, packets }
}
async function avPage(t: Test, url: string) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/av`)
  const packets: Packet[] = []
  socket.on('message', (message) => {
    if (Buffer.isBuffer(message)) packets.push(...packetDecoder().push(message))
  })
  t.teardown(() => socket.terminate())
  await once(socket, 'open')
  return { socket, packets }
}
async function until(when: () => boolean): Promise<void> {
  while (!when()) await sleep(3)
}
const picture = (type: 1 | 3, text: string): Uint8Array => encodePacket(type, Buffer.from(text))
const said = (packets: readonly Packet[]): string[] =>
  packets.map(({ type, payload }) => `${type} ${Buffer.from(payload).toString()}`)

t.test('pictures of the box reach every page, a new one at once', async (t) => {
  const room = await startRoomProcess(t)
  const hand = await openPage(t, room.url)
  await hand.seen(({ av }) => !av)
  const media = await cable(t, room.dir)
  await hand.seen(({ av }) => av)
  const early = await avPage(t, room.url)
  media.socket.write(picture(packetTypes.display, 'one'))
  await until(() => early.packets.length === 1)
  const late = await avPage(t, room.url)
  await until(() => late.packets.length === 1)
  t.same(said(late.packets), ['1 one'])
  media.socket.destroy()
  await hand.seen(({ av }) => !av)
})

t.test('only the page that started its camera is seen, until it stops or goes', async (t) => {
  const room = await startRoomProcess(t)
  const media = await cable(t, room.dir)
  const [one, two] = [await avPage(t, room.url), await avPage(t, room.url)]
  one.socket.send(picture(packetTypes.camera, 'one'))
  await until(() => media.packets.length === 1)
  two.socket.send(picture(packetTypes.camera, 'two'))
  two.socket.send(encodePacket(packetTypes.cameraOff, new Uint8Array()))
  two.socket.send(picture(packetTypes.display, 'not yours'))
  await sleep(50)
  one.socket.send(encodePacket(packetTypes.cameraOff, new Uint8Array()))
  await until(() => media.packets.length === 2)
  two.socket.send(picture(packetTypes.camera, 'two'))
  await until(() => media.packets.length === 3)
  two.socket.terminate()
  await until(() => media.packets.length === 4)
  t.same(said(media.packets), ['3 one', '5 ', '3 two', '5 '])
})

t.test('a page that sends nonsense over the cable is closed, the box is not', async (t) => {
  const room = await startRoomProcess(t)
  const media = await cable(t, room.dir)
  const page = await avPage(t, room.url)
  page.socket.send(Buffer.from([99, 0, 0, 0, 0]))
  const [code] = await once(page.socket, 'close')
  t.equal(code, 1007)
  t.notOk(media.socket.destroyed)
})
