import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Question } from '../control.ts'

/** No loketd answers. */
export class NoDaemonError extends Error {
  readonly code = 'NO_DAEMON'
  readonly scope = 'system'
}
/** Several loketds run and none was named. */
export class WhichBoxError extends Error {
  readonly code = 'WHICH_BOX'
  readonly scope = 'system'
}

/** Asks loketd one question at its control socket and gives its answer. @throws NoDaemonError */
export async function ask(socket: string, question: Question): Promise<unknown> {
  const connection = connect(socket)
  try {
    connection.write(`${JSON.stringify({ ask: question })}\n`)
    for await (const line of createInterface({ input: connection })) return JSON.parse(line)
  } catch (cause) {
    throw new NoDaemonError(`Op ${socket} antwoordt geen loketd.`, { cause })
  } finally {
    connection.destroy()
  }
  throw new NoDaemonError(`loketd op ${socket} verbrak de verbinding.`)
}

/**
 * The control socket of the one loketd that listens in `folders`, or of the one called `box`. On a box it is
 * `control.sock`; in a checkout each loket has its own. @throws NoDaemonError @throws WhichBoxError
 */
export async function findSocket(folders: readonly string[], box?: string): Promise<string> {
  const sockets = folders.flatMap(socketsIn)
  if (box !== undefined) {
    const own = sockets.find((socket) => basename(socket) === `${box}.sock`)
    if (own && (await listens(own))) return own
    throw new NoDaemonError(`Er loopt geen loketd met de naam ${box}. Start hem met: npm start`)
  }
  const live = await Promise.all(
    sockets.map(async (socket) => ((await listens(socket)) ? [socket] : [])),
  )
  const [first, ...others] = live.flat()
  if (first === undefined)
    throw new NoDaemonError('Er loopt hier geen loketd. Start hem met: npm start')
  if (others.length === 0) return first
  const names = [first, ...others].map((socket) => basename(socket, '.sock')).toSorted()
  throw new WhichBoxError(`Welk loket? Kies er een met --box: ${names.join(', ')}`)
}

/** The office listens beside the boxes of a demo and speaks to `officectl`. */
function socketsIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sock') && name !== 'office.sock')
      .map((name) => join(folder, name))
  } catch {
    return [] // not every machine has every folder
  }
}

/** A daemon that was killed leaves its socket behind. */
function listens(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = connect(socket)
    connection.once('connect', () => {
      connection.destroy()
      resolve(true)
    })
    connection.once('error', () => resolve(false))
  })
}
