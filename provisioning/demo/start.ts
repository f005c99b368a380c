/**
 * `npm start`: the whole of Loket on one machine. Options: `--lokets N`, `--host [ADDRESS]`, `--port FIRST`,
 * `--run FOLDER`, `--yes`.
 * It plays systemd's part: what dies is started again; Ctrl-C stops everything.
 */
import { join, resolve } from 'node:path'
import { canRunPcscd } from '../../hw/card/virtual-reader.ts'
import { makeCertificate } from '../setup/materials/tls.ts'
import { type Demo, startDemo } from './demo.ts'
import { type StartOptions, startOptions, UsageError } from './options.ts'
import { type DemoPlan, fixedPorts, makePlan } from './plan.ts'
import { takenBy } from './port-owner.ts'
import { DEMO_USERS } from './users.ts'

/** sysexits(3) */
const EXIT_USAGE = 64
const EXIT_UNAVAILABLE = 69
const made = join(import.meta.dirname, '../../.loket')

async function main(): Promise<number> {
  const stopped = untilStopped()
  const options = startOptions(process.argv.slice(2))
  const taken = await takenPort(options)
  if (taken !== null) {
    say(taken)
    return EXIT_UNAVAILABLE
  }
  const plan = await planOf(options)
  const { lokets } = options
  say(`Loket start met ${lokets} ${lokets === 1 ? 'loket' : 'loketten'} (enkele seconden)...`)
  const starting = startDemo(
    plan,
    { made, run: resolve(options.run ?? join(made, 'run')) },
    (name) => say(`${name} was uitgevallen en is opnieuw gestart.`),
  )
  const demo = await Promise.race([starting, stopped])
  // Stopped halfway: the processes that were started end with our end of their channel.
  if (demo === 'stopped') return 0
  announce(demo, plan)
  await stopped
  say('Loket stopt...')
  await demo.stop()
  return 0
}

async function takenPort({ lokets, host, port: first }: StartOptions): Promise<string | null> {
  for (const port of fixedPorts(lokets, first)) {
    const owner = await takenBy(port, host)
    if (owner)
      return `Poort ${port} is al in gebruik door ${owner}. Stop dat eerst, of gebruik wat al draait.`
  }
  return null
}

async function planOf({ lokets, host, hostName, port }: StartOptions): Promise<DemoPlan> {
  const pcsc = await canRunPcscd(join(made, 'debian'))
  if (!pcsc) say('Hier kan geen eigen pcscd draaien: de nagebootste kaartlezer neemt het over.')
  const ports = fixedPorts(lokets, port)
  const plan = makePlan({ lokets, host, hostName, ports, reader: pcsc ? 'pcsc' : 'sim' })
  // This machine may have got another address since set-up.
  if (plan.exposed) await makeCertificate(join(made, 'materials', 'tls'))
  return plan
}

function announce(demo: Demo, plan: DemoPlan): void {
  const users = DEMO_USERS.map(({ user, password, name }) => `    ${user} / ${password}   ${name}`)
  const rooms = demo.rooms.map((room) => `    ${room.url}/   ${room.siteName}, ${room.room}`)
  say(['', '  Console van de inspecteur:', `    ${demo.console}/`, ...users].join('\n'))
  say(['', '  Virtueel loket:', ...rooms, ''].join('\n'))
  if (plan.exposed)
    say('  Het certificaat is eigengemaakt: laat het in elke browser toe, ook voor de schermen.\n')
  say('  Ctrl-C stopt alles.\n')
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

function untilStopped(): Promise<'stopped'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.once(signal, () => resolve('stopped'))
  })
}

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    const reason = error instanceof Error ? error.message : 'onbekende reden'
    say(error instanceof UsageError ? reason : `Loket kon niet starten: ${reason}`)
    process.exit(error instanceof UsageError ? EXIT_USAGE : 1)
  },
)
