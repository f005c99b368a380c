import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'

/** Exit status for a state folder that somebody else holds (EX_TEMPFAIL, sysexits.h): a restart may help. */
export const EX_HELD = 75

/** Another process of ours holds this state folder. */
export class StateHeldError extends Error {
  readonly code = 'STATE_HELD'
  readonly scope = 'system'
  readonly exitCode = EX_HELD
}

/** Holds a state folder for this process alone. */
export interface StateLock {
  release(): void
}

const HOLD_MS = 3000
const TRY_MS = 50

/**
 * Holds `folder` (mode 700, made when missing) by `{name}.lock` in it. One that is dying is waited for, up to `waitMs`
 * milliseconds. @throws StateHeldError
 */
export async function holdState(
  folder: string,
  name: string,
  waitMs: number = HOLD_MS,
): Promise<StateLock> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const endMs = performance.now() + waitMs
  for (;;) {
    const lock = tryHold(join(folder, `${name}.lock`))
    if (lock) return { release: () => lock.close() }
    if (performance.now() >= endMs) throw new StateHeldError(`another ${name} holds ${folder}`)
    await sleep(TRY_MS)
  }
}

/** The lock is a transaction that never ends: the kernel gives it back when the process dies, however it dies. */
function tryHold(file: string): Database.Database | null {
  const lock = new Database(file, { timeout: 0 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return lock
  } catch (cause) {
    lock.close()
    if (cause instanceof Database.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return null
    throw cause
  }
}
