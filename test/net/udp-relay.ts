/**
 * A bad network on loopback, between the two ends of a link: the packets of both pass through here. This kernel has
 * no netem, and its own queue would not draw the same losses twice.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { type Address, detoured } from './detour.ts'
import { makeWire, type Weather } from './wire.ts'

export type Direction = 'toBox' | 'toFar'
export interface UdpRelay {
  /** The box's offer as the far end must get it. After another one packets go to the newer. */
  offer(sdp: string): string
  /** The far end's answer as the box must get it. */
  answer(sdp: string): string
  /** Of one direction, or of both. */
  weather(change: Partial<Weather>, direction?: Direction): void
  readonly passed: Readonly<Record<Direction, number>>
  readonly lost: Readonly<Record<Direction, number>>
  close(): void
}

export async function startUdpRelay(seed: number): Promise<UdpRelay> {
  const faces = { toBox: await face(), toFar: await face() }
  const wires = { toBox: makeWire(seed), toFar: makeWire(seed + 1) }
  const goal: Partial<Record<Direction, Address>> = {}
  const passed = { toBox: 0, toFar: 0 }
  const lost = { toBox: 0, toFar: 0 }
  const open = new Set<NodeJS.Timeout>()

  /** What comes in at one face goes out at the other: to either end the relay is the other end. */
  function forward(direction: Direction, packet: Buffer): void {
    const outMs = wires[direction].pass(packet.length, performance.now())
    if (outMs === null) {
      lost[direction] += 1
      return
    }
    const waitMs = outMs - performance.now()
    if (waitMs < 1) {
      send(direction, packet)
      return
    }
    const timer = setTimeout(() => {
      open.delete(timer)
      send(direction, packet)
    }, waitMs)
    open.add(timer)
  }
  function send(direction: Direction, packet: Buffer): void {
    const to = goal[direction]
    if (!to) return
    passed[direction] += 1
    faces[direction === 'toBox' ? 'toFar' : 'toBox'].send(packet, to.port, to.address)
  }
  function turn(direction: Direction, sdp: string): string {
    const turned = detoured(sdp, addressOf(faces[direction]))
    goal[direction] = turned.was
    return turned.sdp
  }
  for (const direction of ['toBox', 'toFar'] as const)
    faces[direction].on('message', (packet) => forward(direction, packet))
  return {
    offer: (sdp) => turn('toBox', sdp),
    answer: (sdp) => turn('toFar', sdp),
    weather(change, direction) {
      if (direction !== 'toFar') wires.toBox.set(change)
      if (direction !== 'toBox') wires.toFar.set(change)
    },
    passed,
    lost,
    close() {
      for (const timer of open) clearTimeout(timer)
      for (const socket of Object.values(faces)) socket.close()
    },
  }
}

async function face(): Promise<Socket> {
  const socket = createSocket('udp4')
  // An end that is gone refuses packets; that is the network's business here.
  socket.on('error', () => {})
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

function addressOf(socket: Socket): Address {
  const { address, port } = socket.address()
  return { address, port }
}
