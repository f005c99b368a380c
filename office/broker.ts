import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:net'
import { Aedes } from 'aedes'
import type { Logger } from 'pino'
import * as z from 'zod'
import { makeLog } from '../daemon/runtime/log.ts'
import { ConfigError, EX_CONFIG, readSettings } from '../daemon/runtime/settings.ts'
import { mayPublish, maySubscribe } from '../daemon/sync/broker-rights.ts'
import { MAX_PAYLOAD } from '../daemon/sync/topics.ts'
import { brokerConfig } from './config.ts'
import { sayReady, untilStopped } from './ready.ts'

/**
 * The accounts of the broker: the SHA-256 (hex) of each user's password. A password here is 32 random bytes made at
 * set-up, so a slow hash would protect nothing.
 */
export const accountsFile = z.strictObject({
  accounts: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)),
})
export type Accounts = z.infer<typeof accountsFile>

/** Makes the content of an accounts file. */
export function makeAccounts(passwords: Readonly<Record<string, string>>): Accounts {
  const entries = Object.entries(passwords).map(([user, password]) => [user, sha256(password)])
  return { accounts: Object.fromEntries(entries) }
}

export interface Broker {
  readonly port: number
  close(): Promise<void>
}

/** A CONNECT of ours has some 150 bytes. */
const MAX_STRANGER_BYTES = 64 * 1024

/** The embedded MQTT broker of the demo and of tests. Its rights are those of the production broker's ACL file. */
export async function startBroker(
  listen: { readonly host: string; readonly port: number },
  { accounts }: Accounts,
  log: Logger,
): Promise<Broker> {
  const aedes = await Aedes.createBroker()
  const known = new Map(Object.entries(accounts))
  const users = new WeakMap<object, string>()
  const userOf = (client: object | null) => (client ? users.get(client) : undefined)
  const guard = (judge: () => boolean) => holds(judge, log)
  aedes.authenticate = (client, username, password, done) => {
    const fits = guard(() => {
      const hash = username === undefined ? undefined : known.get(username)
      // One connection for each user: a copied name cannot push out another's under a name of its own.
      return hash !== undefined && client.id === username && matches(hash, password)
    })
    if (fits && username !== undefined) users.set(client, username)
    else log.warn('connection refused')
    done(null, fits)
  }
  aedes.authorizePublish = (client, packet, done) => {
    const user = userOf(client)
    const allowed = guard(() => user !== undefined && mayPublish(user, packet.topic))
    const small = packet.payload.length <= MAX_PAYLOAD.dossier
    if (!allowed || !small) log.warn({ user }, 'publish refused')
    done(allowed && small ? null : new NotAllowedError('not allowed'))
  }
  aedes.authorizeSubscribe = (client, subscription, done) => {
    const user = userOf(client)
    const allowed = guard(() => user !== undefined && maySubscribe(user, subscription.topic))
    if (!allowed) log.warn({ user }, 'subscription refused')
    done(null, allowed ? subscription : null)
  }
  const server = createServer({ noDelay: true }, (socket) => {
    const client = aedes.handle(socket)
    // The parser keeps a packet until it is whole: who is not known yet may not fill the memory with one.
    socket.on('readable', () => {
      if (!users.has(client) && socket.bytesRead > MAX_STRANGER_BYTES) socket.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(listen.port, listen.host, resolve)
  })
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : listen.port,
    async close() {
      server.close()
      await new Promise<void>((resolve) => aedes.close(resolve))
    },
  }
}

/** Nothing that a client sends may end the process: a judgement that throws is a refusal. */
function holds(judge: () => boolean, log: Logger): boolean {
  try {
    return judge()
  } catch (err) {
    log.error({ err }, 'judging a client failed')
    return false
  }
}

class NotAllowedError extends Error {
  readonly code = 'NOT_ALLOWED'
  readonly scope = 'unit'
}

function matches(hash: string, password: Readonly<Buffer> | undefined): boolean {
  const given = Buffer.from(sha256(password ?? ''), 'hex')
  return timingSafeEqual(given, Buffer.from(hash, 'hex'))
}

function sha256(content: string | Readonly<Buffer>): string {
  return createHash('sha256').update(content.toString()).digest('hex')
}

async function main(file: string): Promise<void> {
  const config = readSettings(file, brokerConfig)
  const accounts = readSettings(config.accounts, accountsFile)
  const log = makeLog({ name: 'broker', level: config.logLevel })
  const stopped = untilStopped()
  const broker = await startBroker(config, accounts, log)
  log.info({ port: broker.port }, 'listening')
  sayReady({ port: broker.port })
  stopped.addEventListener('abort', () => void broker.close().then(() => process.exit(0)))
}

if (import.meta.main)
  main(process.argv[2] ?? 'broker.json').catch((error: unknown) => {
    const bad = error instanceof ConfigError
    process.stderr.write(`broker: ${error instanceof Error ? error.message : 'failed'}\n`)
    process.exit(bad ? EX_CONFIG : 1)
  })
