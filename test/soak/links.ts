import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MediaUnit, mediaUnit } from '../../daemon/media/parent.ts'
import { type Echo, startEcho } from '../../hw/av/echo.ts'
import { median } from '../bench/row.ts'
import { boxConfig, pause, type RoomEnd, reportLog, roomEnd, until } from '../daemon/media/box.ts'
import { startUdpRelay } from '../net/udp-relay.ts'
import type { Ask, Found } from './campaign.ts'

const MOST_GROWTH_MB = 20
/** Until a link has carried picture and sound both ways. */
const GIVE_UP_MS = 20_000
/** Sound must be back this long after a cut ends, in milliseconds. */
const MOST_SILENT_MS = 3000
/** One that is not noticed, one that ICE outlives, and one after which it has to be restarted. */
const CUTS_S = [2, 10, 20]

interface Bench {
  readonly unit: MediaUnit
  readonly log: ReturnType<typeof reportLog>
  readonly echo: Echo
  /** Why the child ended, if it did. */
  readonly ended: () => string | undefined
}

/** Links opened and closed in one media child, one after the other; each has to carry picture and sound both ways. */
export async function links({ count, progress }: Ask): Promise<Found> {
  const failures: string[] = []
  const sizesMb: number[] = []
  const descriptors: number[] = []
  await withChild(async (bench) => {
    for (let turn = 0; turn < count && !bench.ended(); turn += 1) {
      const wrong = await oneLink(bench, `link-${turn}`)
      if (wrong) failures.push(`link ${turn}: ${wrong}`)
      const pid = bench.unit.pid() ?? 0
      sizesMb.push(residentMb(pid))
      descriptors.push(readdirSync(`/proc/${pid}/fd`).length)
      if (turn % 20 === 19)
        progress(`${turn + 1} links, ${failures.length} failed, ${sizesMb.at(-1)} MB`)
    }
    const end = bench.ended()
    if (end) failures.push(`the child ended: ${end}`)
  })
  const grownMb = growth(sizesMb)
  const more = growth(descriptors)
  if (!(grownMb < MOST_GROWTH_MB)) failures.push(`${grownMb} MB more`)
  if (!(more <= 0)) failures.push(`${more} descriptors more`)
  return { count: sizesMb.length, failures, note: `memory ${grownMb} MB, descriptors ${more} more` }
}

async function oneLink({ unit, log, echo }: Bench, linkId: string): Promise<string | null> {
  log.all.length = 0
  try {
    unit.send({ type: 'link.open', linkId, iceServers: [] })
    const { sdp } = await log.next('link.offered')
    unit.send({ type: 'link.answer', linkId, sdp: await echo.answer(linkId, sdp) })
    await until(
      'picture and sound both ways',
      () => {
        const far = echo.counts(linkId)
        const near = log.stats()
        return (
          far && far.codes.read > 0 && far.soundBlocks > 0 && near && near.codes.received.read > 0
        )
      },
      GIVE_UP_MS,
    )
    return null
  } catch (error) {
    return String(error)
  } finally {
    unit.send({ type: 'link.close', linkId })
    echo.close(linkId)
  }
}

/** Cuts of a link's network, in turn; sound has to be back in time on the same link. */
export async function cuts({ count, seed, progress }: Ask): Promise<Found> {
  const failures: string[] = []
  const silentMs: number[] = []
  await withChild(async ({ unit, log, echo }) => {
    const relay = await startUdpRelay(seed)
    const answers = setInterval(() => {
      for (const report of log.all.splice(0)) {
        if (report.type === 'link.lost') failures.push(`lost: ${report.reason}`)
        if (report.type === 'health') soundIn = report.stats.soundInPerSecond
        if (report.type !== 'link.offered') continue
        const { linkId } = report
        echo.answer(linkId, relay.offer(report.sdp)).then(
          (sdp) => unit.send({ type: 'link.answer', linkId, sdp: relay.answer(sdp) }),
          () => failures.push('an offer was not answered'),
        )
      }
    }, 5)
    let soundIn = 0
    unit.send({ type: 'link.open', linkId: 'one', iceServers: [] })
    const pictures = () => echo.counts('one')?.codes.read ?? 0
    await until('the link', () => pictures() > 5 && soundIn > 0, GIVE_UP_MS)
    for (let turn = 0; turn < count; turn += 1) {
      const seconds = CUTS_S[turn % CUTS_S.length] ?? 2
      relay.weather({ cut: true })
      await pause(seconds * 1000)
      relay.weather({ cut: false })
      const from = { ...relay.sound }
      const startMs = performance.now()
      const back = await until(
        'sound both ways again',
        () =>
          relay.sound.toBox >= from.toBox + SOUND_PACKETS &&
          relay.sound.toFar >= from.toFar + SOUND_PACKETS,
        GIVE_UP_MS,
      ).catch(() => false)
      const ms = performance.now() - startMs
      silentMs.push(ms)
      if (!back || ms > MOST_SILENT_MS) failures.push(`after ${seconds} s: ${Math.round(ms)} ms`)
      progress(`${seconds} s: back after ${Math.round(ms)} ms`)
      const seen = pictures()
      await until('pictures again', () => pictures() > seen + 10, GIVE_UP_MS)
    }
    clearInterval(answers)
    relay.close()
  })
  const note = `sound back after ${Math.round(median(silentMs))} ms, at most ${Math.round(Math.max(...silentMs))} ms`
  return { count: silentMs.length, failures, note }
}

/** Half a second of sound, at fifty packets a second. */
const SOUND_PACKETS = 25

async function withChild(work: (bench: Bench) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'loket-links-'))
  const config = boxConfig(folder)
  const room: RoomEnd = await roomEnd(config.cable ?? '')
  const log = reportLog()
  const unit = mediaUnit({ config, onReport: log.add })
  const echo = startEcho({ loopbackFrom: config.native })
  const stop = new AbortController()
  let ended: string | undefined
  const running = unit.run(stop.signal).catch((error: unknown) => {
    ended = String(error)
  })
  try {
    await log.next('ready')
    unit.send({ type: 'room.set', scene: 'visit' })
    await work({ unit, log, echo, ended: () => ended })
  } finally {
    stop.abort()
    await running
    echo.stop()
    room.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Source: proc(5), VmRSS in `status`. */
function residentMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 102.4) / 10
}

/** From the second tenth, when everything has been loaded and compiled, to the last. */
function growth(samples: readonly number[]): number {
  const tenth = Math.ceil(samples.length / 10)
  const last = median(samples.slice(-tenth))
  return Math.round((last - median(samples.slice(tenth, 2 * tenth))) * 10) / 10
}
