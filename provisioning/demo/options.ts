import { hostname, networkInterfaces } from 'node:os'
import { parseArgs } from 'node:util'
import { FIRST_PORT } from './plan.ts'
import { MOST_LOKETS } from './zone.ts'

/** What `npm start` was asked. */
export interface StartOptions {
  readonly lokets: number
  /** The address that everything listens on. */
  readonly host: string
  /** What a browser calls it. */
  readonly hostName: string
  /** The first of its ports. */
  readonly port: number
  /** Folder of its settings, keys, databases and logs; default `.loket/run`. */
  readonly run?: string
}
/** The command line cannot be obeyed; the message says what can. */
export class UsageError extends Error {
  readonly code = 'USAGE'
  readonly scope = 'system'
}

const LOOPBACK = '127.0.0.1'
const EVERYWHERE = '0.0.0.0'
const LAST_FIRST_PORT = 65_000
const USE = `Gebruik: npm start -- [--lokets 1..${MOST_LOKETS}] [--host [ADRES]] [--port EERSTE] [--run MAP] [--yes]`

/** @throws UsageError */
export function startOptions(args: readonly string[]): StartOptions {
  const { lokets, host, port, run } = parse(args)
  return {
    lokets: whole('--lokets', lokets, 1, MOST_LOKETS),
    port: whole('--port', port, 1024, LAST_FIRST_PORT),
    ...namesOf(host),
    ...(run === undefined ? {} : { run }),
  }
}

function whole(option: string, text: string, least: number, most: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`${option} gaat van ${least} tot ${most}. ${USE}`)
  return value
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: args.flatMap(withAddress),
      options: {
        lokets: { type: 'string', default: '1' },
        host: { type: 'string', default: LOOPBACK },
        port: { type: 'string', default: String(FIRST_PORT) },
        run: { type: 'string' },
        yes: { type: 'boolean' },
      },
    })
    return values
  } catch (cause) {
    throw new UsageError(USE, { cause })
  }
}

/** `--host` without an address means every address. */
function withAddress(argument: string, index: number, all: readonly string[]): string[] {
  const bare = argument === '--host' && (all[index + 1] ?? '--').startsWith('--')
  return bare ? ['--host', EVERYWHERE] : [argument]
}

function namesOf(host: string): { host: string; hostName: string } {
  const own = ownAddresses()
  if (host === EVERYWHERE) return { host, hostName: own[0] ?? 'localhost' }
  if (host === LOOPBACK || host === 'localhost') return { host: LOOPBACK, hostName: LOOPBACK }
  if (host === hostname() && own[0] !== undefined) return { host: own[0], hostName: host }
  if (!own.includes(host)) {
    const known = own.length === 0 ? 'heeft geen adres in een netwerk' : `heeft ${own.join(', ')}`
    throw new UsageError(`--host ${host} is geen adres van deze machine; die ${known}. ${USE}`)
  }
  return { host, hostName: host }
}

/** The IPv4 addresses by which others may reach this machine. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)
}
