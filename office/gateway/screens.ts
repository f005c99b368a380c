import { makeBoard } from '../core/board.ts'
import type { Office } from '../officed.ts'
import type { User } from '../users.ts'
import type { Board, DossierRow, Me } from './protocol.ts'

const LISTED = 200

/** What a console is shown, made anew from the store each time. */
export interface Screens {
  me(user: User): Me
  board(): Board
  dossiers(user: User): DossierRow[]
}

export function makeScreens(
  office: Office,
  options: {
    readonly boxes: readonly { readonly id: string; readonly siteName: string }[]
    readonly nameOf: (user: string) => string
    readonly undoMs: number
    readonly nowMs: () => number
  },
): Screens {
  const { boxes, nameOf, undoMs, nowMs } = options
  return {
    me({ user, name, role }) {
      const seat = office.store.seats.ofUser(user)
      const last = seat && office.store.visits.undoable(user, nowMs() - undoMs)
      const until = new Date((last?.endedMs ?? 0) + undoMs).toISOString()
      return {
        user,
        name,
        role,
        state: seat?.state.phase ?? 'off',
        testSentence: '/api/test-sentence.wav',
        ...(seat ? { seat: seat.seat } : {}),
        ...(last ? { undoUntil: until, undoNumber: last.number } : {}),
      }
    },
    board: () =>
      makeBoard(
        office.floor.floor(),
        office.store.meta.boardRev(),
        new Date(nowMs()).toISOString(),
      ),
    dossiers: ({ user }) =>
      office.store.dossiers.list(LISTED).map((dossier) => ({
        dossierId: dossier.id,
        number: dossier.number,
        siteName: boxes.find(({ id }) => id === dossier.box)?.siteName ?? dossier.box,
        kind: dossier.kind,
        outcome: dossier.outcome,
        closedAt: dossier.closedAt,
        inspector: dossier.user === null ? '' : nameOf(dossier.user),
        mine: dossier.user === user,
      })),
  }
}
