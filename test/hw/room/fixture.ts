import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Test } from 'tap'
import { WebSocket } from 'ws'
import type { HandAct, RoomState } from '../../../hw/room/protocol.ts'

export interface RoomProcess {
  readonly child: ChildProcess
  readonly dir: string
  readonly url: string
  readonly ipp: string
  readonly exited: Promise<number | null>
}

/** A folder tree and settings for one room with a simulated reader. */
export function roomFolder(t: Test, change: object = {}): { dir: string; file: string } {
  // Not `t.testdir`: the name of a unix socket has room for some hundred bytes only.
  const dir = mkdtempSync(join(tmpdir(), 'room-'))
  t.teardown(() => rmSync(dir, { recursive: true, force: true }))
  for (const folder of ['pages/room', 'cards', 'run'])
    mkdirSync(join(dir, folder), { recursive: true })
  writeFileSync(join(dir, 'pages/room/index.html'), '<h1>room</h1>')
  const card = { id: 'een', label: 'Specimen Een', note: 'not_an_eid', atr: '3b00' }
  const image = { ...card, cardData: '', pin: '1234', files: {}, keys: {} }
  writeFileSync(join(dir, 'cards', 'een.json'), JSON.stringify(image))
  const config = {
    box: 'box-1',
    site: 'site-1',
    room: 'Lokaal 1',
    http: { host: '127.0.0.1', port: 0 },
    pages: join(dir, 'pages'),
    dir: join(dir, 'run'),
    cards: join(dir, 'cards'),
    unpacked: resolve('.loket/debian'),
    reader: 'sim',
    screens: { info: 'http://127.0.0.1:1/info', reading: 'http://127.0.0.1:1/reading' },
    ...change,
  }
  const file = join(dir, 'room.json')
  writeFileSync(file, JSON.stringify(config))
  return { dir: join(dir, 'run'), file }
}

/** tap's `--import` in NODE_OPTIONS must not reach a child. */
export function cleanEnv(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _, ...env } = process.env
  return env
}

export async function startRoomProcess(t: Test, change: object = {}): Promise<RoomProcess> {
  const { dir, file } = roomFolder(t, change)
  const main = resolve(import.meta.dirname, '../../../hw/room/main.ts')
  const child = fork(main, ['--config', file], {
    env: cleanEnv(),
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = new Promise<number | null>((done) => child.once('exit', done))
  t.teardown(async () => {
    child.kill('SIGKILL')
    await exited
  })
  const ready = await new Promise<{ url: string; ipp: string }>((done, fail) => {
    child.once('message', (message: { url: string; ipp: string }) => done(message))
    child.once('exit', (code) => fail(new Error(`the room ended with ${code}`)))
  })
  return { child, dir, url: ready.url, ipp: ready.ipp, exited }
}

/** A page at the room: it acts, and waits for what it sees. */
export interface Page {
  readonly socket: WebSocket
  act(act: HandAct): void
  seen(when: (state: RoomState) => boolean): Promise<RoomState>
  readonly refusals: string[]
}
export async function openPage(t: Test, url: string): Promise<Page> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/hand`)
  t.teardown(() => socket.terminate())
  let last: RoomState | undefined
  const refusals: string[] = []
  const waiting = new Set<() => void>()
  socket.on('message', (text) => {
    const message = JSON.parse(String(text))
    if ('refused' in message) refusals.push(message.refused)
    else last = message
    for (const look of waiting) look()
  })
  await new Promise((done, fail) => socket.once('open', done).once('error', fail))
  return {
    socket,
    refusals,
    act: (act) => socket.send(JSON.stringify(act)),
    seen: (when) =>
      new Promise((done) => {
        const look = (): void => {
          if (!last || !when(last)) return
          waiting.delete(look)
          done(last)
        }
        waiting.add(look)
        look()
      }),
  }
}
