import Database from 'better-sqlite3'

export type StoreFault =
  | 'STORE_CORRUPT'
  | 'STORE_FULL'
  | 'STORE_BUSY'
  | 'STORE_IO'
  | 'STORE_CONFLICT'
  | 'STORE_TOO_LARGE'

/** Something the store could not do. The transaction it happened in has left no trace. */
export abstract class StoreError extends Error {
  abstract readonly code: StoreFault
  abstract readonly scope: 'visit' | 'unit' | 'system'
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** The content is damaged: nothing may be built on it. The process logs it as fatal and exits with `exitCode`. */
export class StoreCorruptError extends StoreError {
  readonly code = 'STORE_CORRUPT'
  readonly scope = 'system'
  /** EX_IOERR of sysexits.h: started again by systemd, unlike bad settings (78). */
  readonly exitCode = 74
}

/** No room on the disk or within the page quota. */
export class StoreFullError extends StoreError {
  readonly code = 'STORE_FULL'
  readonly scope = 'unit'
}

/** Another process holds the write lock. */
export class StoreBusyError extends StoreError {
  readonly code = 'STORE_BUSY'
  readonly scope = 'unit'
}

/** The disk failed, or the file cannot be opened. */
export class StoreIoError extends StoreError {
  readonly code = 'STORE_IO'
  readonly scope = 'system'
}

/** The change contradicts what is stored: a number used twice, a second open visit, an older revision. */
export class StoreConflictError extends StoreError {
  readonly code = 'STORE_CONFLICT'
  readonly scope = 'visit'
}

/** An event that would never pass the link's size limit, and would hold up everything behind it. */
export class StoreTooLargeError extends StoreError {
  readonly code = 'STORE_TOO_LARGE'
  readonly scope = 'visit'
}

/** Gives SQLite's own errors our classes; anything else comes back as it is. */
export function storeError(cause: unknown): unknown {
  if (!(cause instanceof Database.SqliteError)) return cause
  const { code } = cause
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new StoreCorruptError('the store is damaged', { cause })
  if (code === 'SQLITE_FULL') return new StoreFullError('the store is full', { cause })
  if (code.startsWith('SQLITE_BUSY')) return new StoreBusyError('the store is held', { cause })
  if (code.startsWith('SQLITE_CONSTRAINT'))
    return new StoreConflictError('the change contradicts the store', { cause })
  return new StoreIoError('the store failed', { cause })
}

/** Runs `work` with SQLite's errors turned into ours. */
export function guarded<T>(work: () => T): T {
  try {
    return work()
  } catch (cause) {
    throw storeError(cause)
  }
}
