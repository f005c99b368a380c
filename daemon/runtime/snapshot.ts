/**
 * Pictures of this moment for a technician. The daemon names a folder of its own that only its user may open, beside
 * the control socket, which on a box is memory and not a disk; the media child writes into it. People are personal
 * data: without being told so, no picture holds anybody, and what was taken is gone when a visit is wiped and when the
 * daemon starts.
 */
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { MediaOrder, MediaReport, SnapshotFile } from '../media/protocol.ts'
import type { BoxStore } from '../store/box-store.ts'

export type SnapshotAnswer =
  | { readonly ok: true; readonly folder: string; readonly files: readonly SnapshotFile[] }
  /** `occupied`: people were not asked for while somebody is here. */
  | { readonly ok: false; readonly error: 'occupied' | 'no_answer' }

export interface SnapshotDesk {
  take(people: boolean): Promise<SnapshotAnswer>
  hear(report: MediaReport): void
  /** Destroys every picture that was taken. */
  wipe(): void
}
export interface SnapshotOptions {
  /** For pictures of this box alone. */
  readonly folder: string
  readonly store: Pick<BoxStore, 'transact'>
  readonly media: (order: MediaOrder) => void
  readonly occupied: () => boolean
}

/** An idle room draws once a second, and a software GL may have to compile a shader. */
const ANSWER_MS = 8000

export function snapshotDesk({ folder, store, media, occupied }: SnapshotOptions): SnapshotDesk {
  const waiting = new Map<string, (files: readonly SnapshotFile[]) => void>()
  const wipe = () => rmSync(folder, { recursive: true, force: true })
  wipe()
  return {
    wipe,
    async take(people) {
      if (occupied() && !people) return { ok: false, error: 'occupied' }
      const requestId = randomUUID()
      const own = join(folder, requestId)
      mkdirSync(own, { recursive: true, mode: 0o700 })
      store.transact((tx) => tx.audit('snapshot.taken', { people }))
      const files = await new Promise<readonly SnapshotFile[] | null>((done) => {
        const timer = setTimeout(() => done(null), ANSWER_MS)
        waiting.set(requestId, (files) => {
          clearTimeout(timer)
          done(files)
        })
        media({ type: 'snapshot.take', requestId, folder: own, people })
      })
      waiting.delete(requestId)
      if (files && files.length > 0) return { ok: true, folder: own, files }
      rmSync(own, { recursive: true, force: true })
      return { ok: false, error: 'no_answer' }
    },
    hear(report) {
      if (report.type === 'snapshot.taken') waiting.get(report.requestId)?.(report.files)
    },
  }
}
