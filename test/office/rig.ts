import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import {
  boxKid,
  knownKeys,
  makeKeys,
  OFFICE_KID,
  type PartyKeys,
  publicFileOf,
  saveKeys,
} from '../../daemon/runtime/keys.ts'
import { makeAccounts } from '../../office/broker.ts'
import type { OfficeConfig } from '../../office/config.ts'
import { makeUsers } from '../../office/users.ts'
import { type ConsoleClient, consoleClient, logIn, until } from './console-client.ts'
import { type ScriptedBox, scriptedBox } from './scripted-box.ts'

const ROOT = resolve(import.meta.dirname, '../..')

/** A child that has said it is ready, with what it said. */
export interface Running {
  readonly child: ChildProcess
  readonly ready: { readonly port?: number; readonly url?: string }
  readonly log: () => string
  kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>
}

/** Starts one of our programs; rejects with its exit code when it ends before it is ready. */
export async function start(program: string, args: readonly string[]): Promise<Running> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  const child = fork(join(ROOT, program), args, { env, execArgv: [], silent: true })
  let log = ''
  child.stdout?.on('data', (bytes) => {
    log += bytes
  })
  child.stderr?.on('data', (bytes) => {
    log += bytes
  })
  const ended = new Promise<number | null>((settle) => child.once('exit', settle))
  const ready = await Promise.race([
    new Promise<Running['ready']>((settle) => {
      child.on('message', (message: Running['ready'] & { type: string }) => {
        if (message.type === 'ready') settle(message)
      })
    }),
    ended.then((code) => {
      throw Object.assign(new Error(log), { exit: code })
    }),
  ])
  return {
    child,
    ready,
    log: () => log,
    async kill(signal) {
      child.kill(signal)
      return await ended
    },
  }
}

const people = [
  ...['an', 'bert', 'cas', 'dina', 'els', 'fien', 'gust', 'hanne'].map((user) => ({
    user,
    name: `Inspecteur ${user} Specimen`,
    role: 'inspector' as const,
    password: user,
  })),
  {
    user: 'chris',
    name: 'Hoofdinspecteur Chris Specimen',
    role: 'chief' as const,
    password: 'chris',
  },
]
/** Plain speed for tests: eight users are hashed once. */
const users = makeUsers(people)

/** Broker, officed and scripted boxes, all real but the boxes' citizens. */
export async function makeRig(
  folder: string,
  boxNames: readonly [id: string, site: string][],
  more: Partial<OfficeConfig> = {},
) {
  const at = (name: string) => join(folder, name)
  const write = (name: string, content: unknown) => writeFileSync(at(name), JSON.stringify(content))
  mkdirSync(at('pages'), { recursive: true })
  writeFileSync(at('pages/index.html'), '<!doctype html><title>console</title>')
  writeFileSync(at('sentence.wav'), 'RIFF')
  writeFileSync(at('verifier.html'), '<script type="application/json" id="trust">null</script>')
  write('trust.json', { v: 1, boxes: [], seals: [] })
  // The path of a unix socket has at most 107 bytes.
  const short = mkdtempSync(join(tmpdir(), 'office-'))
  const names = ['office', ...boxNames.map(([id]) => id)]
  const keys = new Map<string, PartyKeys>()
  for (const name of names) {
    const made = await makeKeys(name === 'office' ? OFFICE_KID : boxKid(name))
    await saveKeys(at(`${name}.json`), made)
    keys.set(name, made)
  }
  const keysOf = (name: string) => {
    const found = keys.get(name)
    if (!found) throw new Error(`no keys for ${name}`)
    return found
  }
  write(
    'accounts.json',
    makeAccounts(Object.fromEntries(names.map((name) => [name, `pw-${name}`]))),
  )
  writeFileSync(at('office.password'), 'pw-office\n')
  write('users.json', users)
  write('broker-settings.json', { port: 0, accounts: at('accounts.json') })
  write('broker-free.json', { port: 0, accounts: at('accounts.json') })
  let broker = await start('office/broker.ts', [at('broker-settings.json')])
  const url = `mqtt://127.0.0.1:${broker.ready.port}`
  // The same port again after a restart, so that everybody finds it.
  write('broker-settings.json', { port: broker.ready.port, accounts: at('accounts.json') })
  const settings = (port: number) => ({
    state: at('state'),
    keys: at('office.json'),
    users: at('users.json'),
    boxes: boxNames.map(([id, site], n) => ({
      id,
      site,
      siteName: `Gemeentehuis ${site}`,
      prefix: 'G',
      room: `lokaal ${n + 1}`,
      keys: publicFileOf(at(`${id}.json`)),
    })),
    mqtt: { url, username: 'office', passwordFile: at('office.password') },
    gateway: {
      port,
      pages: at('pages'),
      testSentence: at('sentence.wav'),
      verifier: { page: at('verifier.html'), trust: at('trust.json') },
    },
    control: join(short, 'control'),
    undoMs: 60_000,
    ...more,
  })
  write('settings.json', settings(0))
  let office = await start('office/main.ts', [at('settings.json')]).catch(
    async (cause: unknown) => {
      await broker.kill('SIGTERM')
      throw cause
    },
  )
  let officeUrl = office.ready.url ?? ''
  write('settings.json', settings(Number(new URL(officeUrl).port)))
  const known = knownKeys([keysOf('office').public])
  const boxes: ScriptedBox[] = []
  let way = url
  const clients: ConsoleClient[] = []
  return {
    url: () => officeUrl,
    brokerUrl: url,
    at,
    keysOf,
    known,
    control: join(short, 'control'),
    officeLog: () => office.log(),
    box(id: string): ScriptedBox {
      const site = boxNames.find(([name]) => name === id)?.[1] ?? ''
      const made = scriptedBox({
        id,
        site,
        folder,
        url: way,
        password: `pw-${id}`,
        keys: keysOf(id),
        known,
      })
      boxes.push(made)
      return made
    },
    /** Boxes made from now on reach the broker by this address. */
    through(address: string): void {
      way = address
    },
    /** Asks officed over its control socket, as `officectl` does. */
    async ask(question: string): Promise<{ dropped?: Record<string, number> }> {
      const socket = connect(join(short, 'control'))
      socket.write(`${JSON.stringify({ ask: question })}\n`)
      const [line] = await once(createInterface({ input: socket }), 'line')
      socket.destroy()
      return JSON.parse(line).answer
    },
    async console(user: string): Promise<ConsoleClient> {
      const client = consoleClient(() => officeUrl, await logIn(officeUrl, user))
      clients.push(client)
      await until(() => client.state.me && client.state.board, 'the console is greeted')
      return client
    },
    join(cookie: string): ConsoleClient {
      const client = consoleClient(() => officeUrl, cookie)
      clients.push(client)
      return client
    },
    async killOffice(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
      await office.kill(signal)
    },
    async startOffice(...flags: string[]): Promise<void> {
      office = await start('office/main.ts', [at('settings.json'), ...flags])
      officeUrl = office.ready.url ?? ''
    },
    async restartBroker(): Promise<void> {
      await broker.kill('SIGKILL')
      broker = await start('office/broker.ts', [at('broker-settings.json')])
    },
    file: (name: string) => readFileSync(at(name)),
    async stop(): Promise<void> {
      for (const client of clients) client.close()
      await Promise.all(boxes.map((box) => box.stop()))
      await office.kill('SIGTERM')
      await broker.kill('SIGTERM')
      rmSync(short, { recursive: true })
    },
  }
}
export type Rig = Awaited<ReturnType<typeof makeRig>>
