import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { encodeLevel } from './codec.ts'

/** The contact of a virtual button, on a unix socket: everyone who connects hears the level and each edge. */
export interface Contact {
  /** One push of a finger, with the bounces of a real contact at both ends. */
  press(): Promise<void>
  stop(): Promise<void>
}
export interface ContactOptions {
  readonly path: string
  /** How long the finger stays, in milliseconds. */
  readonly holdMs?: number
  /** Pauses between the bounces, in milliseconds; an even number, so that the level ends up right. */
  readonly bouncesMs?: readonly number[]
}

export async function startContact(options: ContactOptions): Promise<Contact> {
  const { path, holdMs = 120, bouncesMs = [1, 0.4, 2, 0.6] } = options
  const peers = new Set<Socket>()
  let level = false
  let pressing: Promise<void> = Promise.resolve()
  const server = createServer((socket) => {
    peers.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => peers.delete(socket))
    socket.resume()
    socket.write(encodeLevel(level))
  })
  await rm(path, { force: true })
  await listen(server, path)
  const set = (active: boolean): void => {
    level = active
    for (const peer of peers) peer.write(encodeLevel(active))
  }
  const settle = async (active: boolean): Promise<void> => {
    set(active)
    for (const [index, pauseMs] of bouncesMs.entries()) {
      await sleep(pauseMs)
      set(index % 2 === 0 ? !active : active)
    }
  }
  return {
    press() {
      pressing = pressing.then(async () => {
        await settle(true)
        await sleep(holdMs)
        await settle(false)
      })
      return pressing
    },
    async stop() {
      await pressing
      for (const peer of peers) peer.destroy()
      await new Promise((resolve) => server.close(resolve))
      await rm(path, { force: true })
    },
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => resolve())
  })
}
