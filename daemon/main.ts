/**
 * loketd, the daemon of one box: `node daemon/main.ts --config FILE`. The only place that reads the environment.
 * Exit status 78 says that the settings are bad and a restart would not help; 74 that the store is damaged,
 * 75 that another loketd holds the state.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { boxConfig } from './config.ts'
import { controlServer } from './control.ts'
import { loadTrust, TrustError } from './identity/trust.ts'
import { openLoket } from './loket.ts'
import { KeyFileError } from './runtime/keys.ts'
import { makeLog } from './runtime/log.ts'
import { makeNotifier } from './runtime/notify.ts'
import { ConfigError, EX_CONFIG, readSettings } from './runtime/settings.ts'
import { StateHeldError } from './runtime/state-lock.ts'
import { ExposedServerError } from './screens/server.ts'
import { StoreCorruptError } from './store/box-store.ts'

/** Parts that hang must not hold up systemd's stop. */
const STOP_MS = 8000
/** A broken device must not keep the loket closed: the others serve. */
const SETTLE_MS = 4000

async function main(): Promise<void> {
  const config = readSettings(settingsFile(), boxConfig)
  loadTrust(config.card.trust) // here already: a box with roots of its own must not come up
  const log = makeLog({ name: 'loketd', level: config.logLevel }).child({ box: config.box })
  const notifier = makeNotifier(process.env)
  const stop = new AbortController()
  for (const end of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(end, () => stop.abort())
  stop.signal.addEventListener('abort', () => {
    notifier.stopping()
    setTimeout(() => process.exit(1), STOP_MS).unref()
  })
  const loket = await openLoket(config, log)
  const control = await controlServer(
    config.control,
    {
      status: async () => loket.status(),
      rehearse: loket.rehearse,
      snapshot: () => loket.snapshot(false),
      snapshot_people: () => loket.snapshot(true),
    },
    log,
  )
  const running = loket.run(stop.signal)
  await Promise.race([loket.settled, running, sleep(SETTLE_MS)])
  notifier.ready()
  log.info('loketd is up')
  if (notifier.watchdogMs) {
    const beat = () => {
      if (loket.beat()) notifier.watchdog()
    }
    setInterval(beat, notifier.watchdogMs).unref()
  }
  await running
  await control.close()
}

function settingsFile(): string {
  try {
    const { values } = parseArgs({ options: { config: { type: 'string' } } })
    if (values.config) return values.config
  } catch (cause) {
    throw new ConfigError('to be called with --config FILE and nothing else', { cause })
  }
  throw new ConfigError('--config FILE is missing')
}

main().then(
  () => process.exit(0),
  (err: unknown) => {
    const log = makeLog({ name: 'loketd' })
    const bad =
      err instanceof ConfigError ||
      err instanceof KeyFileError ||
      err instanceof ExposedServerError ||
      err instanceof TrustError
    if (bad) log.fatal({ reason: err.message }, 'bad settings')
    else if (err instanceof StateHeldError) log.fatal({ reason: err.message }, 'already running')
    else log.fatal({ err }, 'loketd ends')
    process.exit(bad ? EX_CONFIG : exitCodeOf(err))
  },
)

function exitCodeOf(err: unknown): number {
  return err instanceof StateHeldError || err instanceof StoreCorruptError ? err.exitCode : 1
}
