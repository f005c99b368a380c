import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import type { Logger } from './runtime/log.ts'

/** What the technician's command may ask: `{"ask": …}` a line, one line of JSON as the answer. */
const request = z.strictObject({
  ask: z.enum(['status', 'rehearse', 'snapshot', 'snapshot_people']),
})
export type Question = z.infer<typeof request>['ask']
export type ControlHandler = Readonly<Record<Question, () => Promise<object>>>

/** Serves a control socket: a unix socket that only its owner may open (mode 600). */
export async function controlServer(
  path: string,
  handle: ControlHandler,
  log: Logger,
): Promise<{ close(): Promise<void> }> {
  await rm(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    createInterface({ input: socket }).on('line', (line) => {
      answer(line, handle)
        .catch((err: unknown) => {
          log.error({ err }, 'control request failed')
          return { ok: false, error: 'internal' }
        })
        .then((reply) => {
          if (socket.writable) socket.write(`${JSON.stringify(reply)}\n`)
        })
    })
  })
  await listen(server, path)
  return {
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answer(line: string, handle: ControlHandler): Promise<object> {
  const asked = question(line)
  return asked ? handle[asked]() : { ok: false, error: 'not_understood' }
}

function question(line: string): Question | null {
  try {
    return request.parse(JSON.parse(line)).ask
  } catch {
    return null
  }
}

async function listen(server: Server, path: string): Promise<void> {
  const before = process.umask(0o177)
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, resolve)
    })
  } finally {
    process.umask(before)
  }
}
