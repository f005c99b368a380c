import { once } from 'node:events'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { WebSocket } from 'ws'
import { encodePacket, type Packet, packetDecoder, packetTypes } from '../../../hw/av/cable.ts'
import { openPage, startRoomProcess } from './fixture.ts'

const room = await startRoomProcess(t)

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
  const media = await cable(t, room.dir)
  const page = await avPage(t, room.url)
  page.socket.send(Buffer.from([99, 0, 0, 0, 0]))
  const [code] = await once(page.socket, 'close')
  t.equal(code, 1007)
  t.notOk(media.socket.destroyed)
})
