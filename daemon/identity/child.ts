/**
 * The card child of loketd: everything PC/SC happens here, since its calls may block for ever. Its one argument is the
 * card configuration as JSON; it speaks `protocol.ts` over the fork's IPC channel and ends with it.
 */
import { pcscReader } from '../../hw/card/pcsc.ts'
import { type CardEvent, type CardReader, ReaderGoneError } from '../../hw/card/port.ts'
import { simReader } from '../../hw/card/sim.ts'
import { knownAuthorities } from './authorities.ts'
import { cardRequests } from './card-requests.ts'
import { type CardConfig, cardConfig } from './config.ts'
import { presence } from './presence.ts'
import type { CardOrder, CardReport } from './protocol.ts'
import { askIssuers, askNobody } from './revocation.ts'
import { loadTrust, type Trust } from './trust.ts'

const HEALTH_MS = 1000
/** How long a reader may take to appear before it is said to be gone. */
const APPEAR_MS = 1000
/** Settings that a restart cannot cure (EX_CONFIG, sysexits.h). */
const EXIT_BAD_CONFIG = 78

function report(message: CardReport, then?: () => void): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => then?.())
  else then?.()
}

function settings(): { config: CardConfig; trust: Trust } {
  try {
    const config = cardConfig.parse(JSON.parse(process.argv[2] ?? ''))
    return { config, trust: loadTrust(config.trust) }
  } catch (error) {
    process.stderr.write(`card child: ${error instanceof Error ? error.message : 'bad settings'}\n`)
    process.exit(EXIT_BAD_CONFIG)
  }
}

function openReader({ reader, socket }: CardConfig): CardReader {
  return reader === 'pcsc' ? pcscReader(socket) : simReader(socket)
}

/** Exit handlers would wait for the thread that is stuck in the driver. */
function die(): void {
  process.kill(process.pid, 'SIGKILL')
}

async function main(): Promise<void> {
  const { config, trust } = settings()
  const reader = openReader(config)
  const stop = new AbortController()
  const card = presence((present) => report({ type: 'card.present', present }))
  const { pinPad, pinpadRequired, fields } = config
  const requests = cardRequests({
    ...{ reader, presence: card, fields, report },
    pin: { pinPad, pinpadRequired },
    reading: {
      trust,
      authorities: knownAuthorities(trust),
      revocation: config.revocation ? askIssuers(config.revocation) : askNobody,
      now: () => new Date(),
    },
    stuck: () => report({ type: 'reader.state', state: 'gone' }, die),
  })
  process.on('disconnect', () => stop.abort())
  process.on('message', (order: CardOrder) => {
    if (order.type === 'stop') stop.abort()
    else requests.take(order)
  })
  report({ type: 'ready', reader: reader.kind })
  report({ type: 'card.present', present: false })
  const health = setInterval(report, HEALTH_MS, { type: 'health' })
  const missing = setTimeout(report, APPEAR_MS, { type: 'reader.state', state: 'gone' })
  const heard = (event: CardEvent): void => {
    if (event.type === 'reader.ready') {
      clearTimeout(missing)
      report({ type: 'reader.state', state: 'up' })
    } else card.set(event.type === 'card.inserted')
  }
  try {
    await reader.run(stop.signal, heard)
  } catch (error) {
    if (!(error instanceof ReaderGoneError)) throw error
    await gone()
  }
  clearInterval(health)
  clearTimeout(missing)
  die()
}

/** What a read in progress has to say comes first. */
async function gone(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 100))
  await new Promise<void>((resolve) => report({ type: 'reader.state', state: 'gone' }, resolve))
}

await main()
