/**
 * `npm start`: the whole of Loket on one machine. Options: `--lokets N`, `--host [ADDRESS]`, `--yes`.
 * It plays systemd's part: what dies is started again; Ctrl-C stops everything.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { canRunPcscd } from '../../hw/card/virtual-reader.ts'
import { type Demo, startDemo } from './demo.ts'
import { fixedPorts, makePlan } from './plan.ts'
import { takenBy } from './port-owner.ts'
import { DEMO_USERS } from './users.ts'
import { MOST_LOKETS } from './zone.ts'

const EXIT_USAGE = 64
const EXIT_UNAVAILABLE = 69

async function main(): Promise<number> {
  const { lokets, host } = settings()
  const made = join(import.meta.dirname, '../../.loket')
  const ports = fixedPorts(lokets)
  for (const port of ports) {
    const owner = await takenBy(port, host)
    if (!owner) continue
    say(`Poort ${port} is al in gebruik door ${owner}. Stop dat eerst, of gebruik wat al draait.`)
    return EXIT_UNAVAILABLE
  }
  const pcsc = await canRunPcscd(join(made, 'debian'))
  if (!pcsc) say('Hier kan geen eigen pcscd draaien: de nagebootste kaartlezer neemt het over.')
  const plan = makePlan({ lokets, host, ports, reader: pcsc ? 'pcsc' : 'sim' })
  say(`Loket start met ${lokets} ${lokets === 1 ? 'loket' : 'loketten'} (enkele seconden)...`)
  const demo = await startDemo(plan, { made, run: join(made, 'run') }, (name) =>
    say(`${name} was uitgevallen en is opnieuw gestart.`),
  )
  announce(demo)
  await untilStopped()
  say('Loket stopt...')
  await demo.stop()
  return 0
}

function settings(): { lokets: number; host: string } {
  const { values } = parseArgs({
    args: process.argv.slice(2).flatMap(withAddress),
    options: {
      lokets: { type: 'string', default: '1' },
      host: { type: 'string', default: '127.0.0.1' },
      yes: { type: 'boolean' },
    },
  })
  const lokets = Number(values.lokets)
  if (!Number.isInteger(lokets) || lokets < 1 || lokets > MOST_LOKETS)
    throw new UsageError(`--lokets gaat van 1 tot ${MOST_LOKETS}.`)
  return { lokets, host: values.host }
}

/** `--host` without an address means every address. */
function withAddress(argument: string, index: number, all: readonly string[]): string[] {
  const bare = argument === '--host' && (all[index + 1] ?? '--').startsWith('--')
  return bare ? ['--host', '0.0.0.0'] : [argument]
}

class UsageError extends Error {
  readonly code = 'USAGE'
  readonly scope = 'system'
}

function announce(demo: Demo): void {
  const users = DEMO_USERS.map(({ user, password, name }) => `    ${user} / ${password}   ${name}`)
  const rooms = demo.rooms.map((room) => `    ${room.url}/   ${room.siteName}, ${room.room}`)
  say(['', '  Console van de inspecteur:', `    ${demo.console}/`, ...users].join('\n'))
  say(['', '  Virtueel loket:', ...rooms, '', '  Ctrl-C stopt alles.', ''].join('\n'))
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve())
  })
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    const usage =
      error instanceof UsageError || (error instanceof Error && error.name === 'TypeError')
    say(error instanceof Error ? error.message : 'Loket kon niet starten.')
    process.exit(usage ? EXIT_USAGE : 1)
  },
)
