import { join } from 'node:path'
import t from 'tap'
import { openCable } from '../../../daemon/media/cable-client.ts'
import { encodePacket, type Packet, packetTypes } from '../../../hw/av/cable.ts'
import { pause, roomEnd, shortFolder, until } from './box.ts'

const jpeg = Uint8Array.of(0xff, 0xd8, 1)

t.test('the cable connects when the room comes, and again after it was away', async (t) => {
  const path = join(shortFolder(t), 'cable')
  const received: Packet[] = []
  const cable = openCable(path, (packet) => received.push(packet))
  t.teardown(() => cable.close())
  cable.send(packetTypes.display, jpeg)
  await pause(50)
  t.notOk(cable.connected())

  for (const visit of [1, 2]) {
    const room = await roomEnd(path)
    await until('the connection', () => cable.connected())
    cable.send(packetTypes.display, jpeg)
    await until('the picture', () => room.packets.length === 1)
    t.same(room.packets[0]?.payload, jpeg)
    room.send(encodePacket(packetTypes.camera, jpeg))
    await until('the camera', () => received.length === visit)
    room.close()
    await until('the end', () => !cable.connected())
  }
})

t.test('a cable that speaks nonsense is dialled anew', async (t) => {
  const path = join(shortFolder(t), 'cable')
  const room = await roomEnd(path)
  const received: Packet[] = []
  const cable = openCable(path, (packet) => received.push(packet))
  t.teardown(() => {
    cable.close()
    room.close()
  })
  await until('the connection', () => cable.connected())
  await pause(20)
  room.send(Uint8Array.of(77, 0, 0, 0, 0))
  await until('the hang-up', () => !cable.connected())
  await until('a new connection', () => cable.connected())
  await pause(20)
  room.send(encodePacket(packetTypes.cameraOff, new Uint8Array()))
  t.ok(await until('a packet', () => received.length === 1))
})

t.test('a closed cable stays closed', async (t) => {
  const path = join(shortFolder(t), 'cable')
  const cable = openCable(path, () => {})
  cable.close()
  const room = await roomEnd(path)
  t.teardown(() => room.close())
  await pause(700)
  t.notOk(cable.connected())
})
