import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import * as z from 'zod'

/** What `officectl` may ask: one JSON line `{"ask": …}`, answered by one JSON line. */
export const QUESTIONS = ['status', 'board', 'dossiers'] as const
export type Question = (typeof QUESTIONS)[number]
export type Answers = Readonly<Record<Question, () => unknown>>

const line = z.strictObject({ ask: z.enum(QUESTIONS) })

/** Listens on a unix socket that only our own user may open. */
export async function startControl(
  path: string,
  answers: Answers,
): Promise<{ close(): Promise<void> }> {
  rmSync(path, { force: true })
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    createInterface({ input: socket })
      .on('line', (text) => socket.write(`${JSON.stringify(reply(text, answers))}\n`))
      .on('error', () => socket.destroy())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  chmodSync(path, 0o600)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

function reply(text: string, answers: Answers): unknown {
  try {
    return { ok: true, answer: answers[line.parse(JSON.parse(text)).ask]() }
  } catch {
    return { ok: false, error: 'not understood' }
  }
}
