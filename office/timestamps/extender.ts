import type { Logger } from 'pino'
import { openDossier } from '../../daemon/documents/dossier.ts'
import { ExtendError, extend, type Sources } from '../../daemon/documents/pades/extend.ts'
import type { Proven } from '../../daemon/documents/pades/level.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import type { KnownKeys, PartyKeys } from '../../daemon/runtime/keys.ts'
import type { Store } from '../store.ts'
import { extendedFile, sealAppended } from './kept.ts'

export interface ExtenderOptions {
  readonly store: Pick<Store, 'dossiers' | 'extensions'>
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly sources: Sources
  readonly nowMs: () => number
  readonly log: Logger
}

const TURN_MS = 1000
const MOST_AT_ONCE = 2
const FIRST_RETRY_MS = 5000
const LAST_RETRY_MS = 3_600_000
const DAY_MS = 24 * 3_600_000
/** So long before a certificate behind the newest time-stamp ends, the next one is set. */
const AHEAD_MS = 30 * DAY_MS

/** Takes the files of the archive to B-LTA and keeps them there, a few at a time. Resolves when the last one is left. */
export async function runExtender(options: ExtenderOptions, stop: AbortSignal): Promise<void> {
  const { store, nowMs } = options
  const underWay = new Map<string, Promise<void>>()
  const pump = () => {
    if (stop.aborted) return
    for (const dossier of store.extensions.due(nowMs(), MOST_AT_ONCE + underWay.size)) {
      if (underWay.size >= MOST_AT_ONCE) return
      if (underWay.has(dossier)) continue
      const work = seeTo(dossier, options, stop).finally(() => {
        underWay.delete(dossier)
        pump()
      })
      underWay.set(dossier, work)
    }
  }
  store.extensions.retry()
  const timer = setInterval(pump, TURN_MS)
  pump()
  await new Promise<void>((resolve) => {
    if (stop.aborted) resolve()
    stop.addEventListener('abort', () => resolve(), { once: true })
  })
  clearInterval(timer)
  await Promise.all(underWay.values())
}

/** Whatever happens with one dossier is stored with it. */
async function seeTo(dossier: string, options: ExtenderOptions, stop: AbortSignal): Promise<void> {
  const { store, nowMs, log } = options
  try {
    store.extensions.done(dossier, await extendDossier(dossier, options))
  } catch (error) {
    if (stop.aborted) return
    const what = wordsOf(error)
    const waitMs = Math.min(FIRST_RETRY_MS * 2 ** store.extensions.tries(dossier), LAST_RETRY_MS)
    store.extensions.failed(dossier, nowMs() + waitMs, {
      at: new Date(nowMs()).toISOString(),
      what,
    })
    if (what === UNEXPECTED) log.error({ dossier, err: error }, 'a dossier could not be extended')
    else log.warn({ dossier, what, retryInMs: waitMs }, 'a dossier is not extended yet')
  }
}

/** When it is to be seen to again; null when nothing in it is signed. @throws the first fault, after all files had their turn. */
async function extendDossier(dossier: string, options: ExtenderOptions): Promise<number | null> {
  const { store, keys, known, nowMs } = options
  const found = store.dossiers.get(dossier)
  const { record, files } = await openDossier(store.dossiers.jwe(dossier) ?? '', keys, known)
  // What somebody else may have signed before it was given to us stays as it came.
  const given = new Set(record.exchanged?.map(({ file }) => file.name))
  const due: number[] = []
  const faults: unknown[] = []
  for (const { name, bytes } of files) {
    if (given.has(name)) continue
    try {
      const proven = await extendFile({ dossier, box: found?.box ?? '', bytes }, options)
      if (proven) due.push(Math.max(renewalMs(proven), nowMs() + DAY_MS))
    } catch (fault) {
      faults.push(fault)
    }
  }
  if (faults.length > 0) throw faults[0]
  return due.length > 0 ? Math.min(...due) : null
}

interface FileOf {
  readonly dossier: string
  readonly box: string
  readonly bytes: Uint8Array
}

/** Each step is kept as soon as it is done: a first time-stamp counts, whatever becomes of the evidence. */
async function extendFile(
  { dossier, box, bytes }: FileOf,
  { store, keys, sources, nowMs }: ExtenderOptions,
): Promise<Proven | undefined> {
  const file = sha256(bytes)
  const further = async (pdf: Uint8Array) => {
    const extended = await extend(pdf, sources)
    if (!extended) return undefined
    const { level, at, authority, until } = extended
    // Otherwise the same step would be added again and again.
    if (pdf !== bytes && level !== 'B-LTA')
      throw new ExtendError('UNANSWERED', 'what issuers say is of another time')
    const appended = extended.bytes.subarray(bytes.length)
    const jwe = await sealAppended({ dossier, box, file }, appended, keys)
    store.extensions.put(dossier, { file, level, at, authority, until, jwe })
    return extended
  }
  const kept = store.extensions.of(dossier).find((it) => it.file === file)
  if (kept?.level === 'B-LTA' && renewalMs(kept) > nowMs()) return kept
  const first = kept
    ? await extendedFile(dossier, bytes, kept, keys)
    : (await further(bytes))?.bytes
  return first && (await further(first))
}

function renewalMs({ until }: Pick<Proven, 'until'>): number {
  return Date.parse(until) - AHEAD_MS
}

const UNEXPECTED = 'UNEXPECTED'
/** Code and message of an error of ours, which name nobody. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error) || !('scope' in error) || !('code' in error)) return UNEXPECTED
  return `${String(error.code)}: ${error.message}`
}
