import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import t from 'tap'
import { WebSocket } from 'ws'
import { openPage, startRoomProcess } from './fixture.ts'

const room = await startRoomProcess(t)

t.test('what is not understood is refused and changes nothing', async (t) => {
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

t.test('faults of the contacts are understood only as they are defined', async (t) => {
  const page = await openPage(t, room.url)
  const plan = { at: 0, times: 1, seed: 1 }
  const faults = [
    { kind: 'burn' },
    { kind: 'status' },
    { kind: 'status', word: 0x10000 },
    { kind: 'bit_flip', bits: 0 },
    { kind: 'mute', word: 1 },
  ]
  for (const fault of faults)
    page.socket.send(JSON.stringify({ do: 'card.fault', plan: { ...plan, fault } }))
  const mute = { ...plan, fault: { kind: 'mute' } as const }
  page.socket.send(JSON.stringify({ do: 'card.fault', plan: { ...mute, times: 0 } }))
  page.socket.send(JSON.stringify({ do: 'card.wire', real: 'yes' }))
  page.act({ do: 'card.fault', plan: mute })
  page.act({ do: 'card.fault', plan: null })
  page.act({ do: 'card.wire', real: false })
  page.act({ do: 'card.insert', card: 'nobody' })
  page.act({ do: 'card.insert', card: 'een', slot: 1 })
  while (page.refusals.length < 9) await sleep(5)
  t.same(page.refusals, [...Array(7).fill('not_understood'), 'not_possible', 'not_possible'])
})

t.test('a message over the limit closes that page only', async (t) => {
  const page = await openPage(t, room.url)
  const other = await openPage(t, room.url)
  page.socket.send('x'.repeat(200_000))
  const [code] = await once(page.socket, 'close')
  t.equal(code, 1009)
  other.act({ do: 'fault', fault: 'tray_empty', on: true })
  await other.seen(({ faults }) => faults.includes('tray_empty'))
  other.act({ do: 'fault', fault: 'tray_empty', on: false })
  await other.seen(({ faults }) => faults.length === 0)
})

t.test('faults and the card are seen by every page', async (t) => {
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

t.test('every answer says what the page may do, and an error says no more than that', async (t) => {
  for (const path of ['/', '/tray/x.pdf', '/none']) {
    const { headers } = await fetch(`${room.url}${path}`)
    t.match(headers.get('content-security-policy'), /default-src 'self'/, path)
    t.match(headers.get('content-security-policy'), /frame-src 'self' http:\/\/127\.0\.0\.1:1;/)
    t.equal(headers.get('x-content-type-options'), 'nosniff')
    t.equal(headers.get('referrer-policy'), 'no-referrer')
  }
  t.same(await (await fetch(`${room.url}/none`)).json(), { error: 'not_found' })
})
