import { systemClock } from '../daemon/runtime/clock.ts'
import { boxKid, knownKeys, loadKeys, loadPublic } from '../daemon/runtime/keys.ts'
import { makeLog } from '../daemon/runtime/log.ts'
import { ConfigError, EX_CONFIG, readSecret, readSettings } from '../daemon/runtime/settings.ts'
import { EX_HELD, holdState, StateHeldError } from '../daemon/runtime/state-lock.ts'
import { officeLink } from '../daemon/sync/office-link.ts'
import { readTrustFile, type VerifierTrust } from '../daemon/verifier/trust-file.ts'
import { startEcho } from '../hw/av/echo.ts'
import { startControl } from './cli/control.ts'
import { type OfficeConfig, officeConfig } from './config.ts'
import { makeEchoInspector } from './echo/inspector.ts'
import { actDoer } from './gateway/acts.ts'
import { makeConsoles } from './gateway/consoles.ts'
import { makeScreens } from './gateway/screens.ts'
import { startGateway } from './gateway/server.ts'
import { iceServersFor, withIce } from './ice.ts'
import { makeOffice } from './officed.ts'
import { sayReady, untilStopped } from './ready.ts'
import { openStore, type Store } from './store.ts'
import { runExtender } from './timestamps/extender.ts'
import { networkSources } from './timestamps/sources.ts'
import { usersFile } from './users.ts'

/** Composition root of officed. `--takeover` fences an office that ran before with the same boxes. */
async function main(file: string, takeover: boolean): Promise<void> {
  const config = readSettings(file, officeConfig)
  const stopped = untilStopped()
  const { keys, known, users, password, relaySecret, trust } = await readFiles(config)
  const log = makeLog({ name: 'officed', level: config.logLevel })
  const lock = await holdState(config.state, 'officed')
  const store = openStore(config.state, config.seats)
  if (takeover) log.warn({ term: store.meta.raiseTerm() }, 'took over')
  const clock = systemClock()
  const nowMs = () => Date.now()
  const nameOf = (user: string) => users.users.find((each) => each.user === user)?.name ?? user

  const iceServers = iceServersFor(config, relaySecret, nowMs)
  const consoles = makeConsoles({
    office: () => office,
    screens: () => screens,
    act: (user, act) => doAct(user, act),
  })
  const link = officeLink({
    ...config.mqtt,
    password,
    keys,
    known,
    clock,
    log: log.child({ unit: 'office.link' }),
    term: store.meta.term,
    positions: store.inbox.positions,
    onEvents: (box, epoch, rows) => office.events(box, epoch, rows),
    onLife: (box, life) => office.life(box, life),
    onQueue: (box, queue) => office.queue(box, queue),
    onView: (box, id, what, body) => {
      if (what === 'rehearsal') echo.offered(box, id, body)
      else office.view(box, id, what, body)
    },
    onUp: () => office.connected(true),
    onDown: () => office.connected(false),
  })
  const send: Parameters<typeof actDoer>[1] = async (box, commandId, body, expiresMs) => {
    const until = { expiresMs, term: store.meta.term() }
    const result = await link.sendCommand(box, commandId, withIce(body, iceServers), until)
    if (body.name === 'visit' && result.code === 'no_such_visit') office.missing(box, body.visitId)
    return result
  }
  const office = makeOffice({
    config,
    iceServers,
    store,
    boxes: { send, publishBoard: link.publishBoard },
    consoles,
    nameOf,
    log: log.child({ unit: 'office' }),
    nowMs,
    monotonicMs: clock.monotonicMs,
  })
  const echo = makeEchoInspector({
    echo: startEcho({ ...config.echo, iceServers: config.iceServers }),
    send,
    inVisit: (box) => store.visits.running().some((visit) => visit.host === box),
    clock,
    log: log.child({ unit: 'office.echo' }),
  })
  const screens = makeScreens(office, { ...config, nameOf, nowMs })
  const doAct = actDoer(office, send, nowMs)
  const gateway = await startGateway({
    settings: config.gateway,
    auth: { users, loginHours: config.loginHours, monotonicMs: clock.monotonicMs },
    consoles,
    me: screens.me,
    log: log.child({ unit: 'office.gateway' }),
    store,
    keys,
    known,
    nowMs,
    stamps: config.timestamp !== undefined,
  })
  const control = await startControl(config.control, {
    status: () => ({
      url: gateway.url,
      broker: link.connected,
      term: store.meta.term(),
      dropped: link.counters(),
      waiting: store.commands.outstanding().length,
      accessLogHolds: store.access.firstBroken() === null,
      timestamps: config.timestamp ? 'on' : 'off',
      ...stampsLeft(store),
    }),
    board: screens.board,
    dossiers: () => store.dossiers.list(200),
  })
  office.run(stopped)
  const linked = link.run(stopped)
  const { timestamp } = config
  const extending =
    timestamp && trust
      ? runExtender(
          {
            ...{ store, keys, known, nowMs, log: log.child({ unit: 'office.extender' }) },
            sources: networkSources(timestamp, trust, stopped),
          },
          stopped,
        )
      : log.info('no time-stamp authority is set: documents stay as their box signed them')
  log.info({ url: gateway.url, term: store.meta.term() }, 'office is open')
  sayReady({ url: gateway.url })
  await linked
  await extending
  echo.stop()
  await control.close()
  await gateway.close()
  store.close()
  lock.release()
  log.info('office is closed')
}

async function readFiles(config: OfficeConfig) {
  const boxes = await Promise.all(
    config.boxes.map(async (box) => {
      const found = await loadPublic(box.keys)
      if (found.kid === boxKid(box.id)) return found
      throw new ConfigError(`${box.keys}: kid: is of ${found.kid}, not of ${boxKid(box.id)}`)
    }),
  )
  return {
    keys: await loadKeys(config.keys),
    known: knownKeys(boxes),
    users: readSettings(config.users, usersFile),
    trust: config.timestamp && stampTrust(config.timestamp.trust),
    password: readSecret(config.mqtt.passwordFile, 'mqtt.passwordFile'),
    relaySecret: config.relay && readSecret(config.relay.secretFile, 'relay.secretFile'),
  }
}

/** @throws TrustFileError @throws ConfigError */
function stampTrust(file: string): VerifierTrust {
  const trust = readTrustFile(file)
  if (trust.timestamps.length > 0) return trust
  throw new ConfigError(`timestamp.trust: ${file}: timestamps: names no authority`)
}

function stampsLeft({ extensions }: Store) {
  const { dossiers, failure } = extensions.left()
  return {
    timestampsDue: dossiers,
    timestampsFailure: failure ? `${failure.at} ${failure.what}` : 'none',
  }
}

/** A file that is named in the settings and cannot be used is a bad setting too. */
function isBadSetting(error: unknown): boolean {
  if (error instanceof ConfigError) return true
  if (!(error instanceof Error) || !('code' in error)) return false
  return ['KEY_FILE', 'TRUST_FILE', 'ENOENT'].includes(String(error.code))
}

function exitCodeOf(error: unknown): number {
  if (error instanceof StateHeldError) return EX_HELD
  return isBadSetting(error) ? EX_CONFIG : 1
}

const [file = 'office.json', ...flags] = process.argv.slice(2)
main(file, flags.includes('--takeover')).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`officed: ${error instanceof Error ? error.message : 'failed'}\n`)
    process.exit(exitCodeOf(error))
  },
)
