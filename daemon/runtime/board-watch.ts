import type { PublicBoard } from '../sync/messages.ts'
import type { Clock } from './clock.ts'

/** What the box knows of the office: whether it answers, and the last board with its age. */
export interface BoardWatch {
  readonly office: 'reached' | 'lost'
  readonly board: { readonly at: string; readonly board: PublicBoard } | undefined
  heardBoard(board: PublicBoard, at: string): void
  heardOffice(state: 'up' | 'down' | null): void
}

/** A broker that restarts is no reason to frighten anybody: silence counts after this long. */
const GRACE_MS = 3000

export function boardWatch(clock: Clock, onChange: () => void): BoardWatch {
  let office: 'reached' | 'lost' = 'lost'
  let board: BoardWatch['board']
  let pending: (() => void) | null = null
  const set = (state: 'reached' | 'lost') => {
    pending = null
    if (office === state) return
    office = state
    onChange()
  }
  return {
    get office() {
      return office
    },
    get board() {
      return board
    },
    heardBoard(fresh, at) {
      board = { board: fresh, at }
      onChange()
    },
    heardOffice(state) {
      if (state === 'up') {
        pending?.()
        set('reached')
      } else pending ??= clock.after(GRACE_MS, () => set('lost'))
    },
  }
}
