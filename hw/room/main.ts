/**
 * The virtual room process: all virtual hardware of one loket. It outlives loketd and ends with its parent.
 * `node hw/room/main.ts --config FILE`; exit status 78 says that the settings are bad.
 */
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { RoomConfigError, readRoomConfig } from './config.ts'
import { startRoom } from './room.ts'

/** EX_CONFIG of sysexits: starting again would not help. */
const BAD_SETTINGS = 78
const STOP_MS = 4000

const log = pino({ base: { unit: 'hw.room' } })

function settings() {
  const { values } = parseArgs({ options: { config: { type: 'string' } } })
  if (values.config === undefined) throw new RoomConfigError('--config FILE is missing')
  return readRoomConfig(values.config)
}

async function main(): Promise<void> {
  // Until all is up there is nothing to put away: the children end with our end of their pipes.
  let stop = (): void => process.exit(1)
  for (const end of ['SIGTERM', 'SIGINT', 'disconnect']) process.once(end, () => stop())
  const config = settings()
  const room = await startRoom(config)
  const { url, ipp, reader } = room
  log.info({ ready: true, box: config.box, url, ipp, reader }, 'room.ready')
  process.send?.({ type: 'ready', url, ipp, reader })
  stop = () => {
    setTimeout(() => process.exit(1), STOP_MS).unref()
    room.stop().then(() => process.exit(0))
  }
}

main().catch((err: unknown) => {
  const bad = err instanceof RoomConfigError
  log.fatal(bad ? { reason: err.message } : { err }, bad ? 'room.bad_settings' : 'room.failed')
  process.exit(bad ? BAD_SETTINGS : 1)
})
