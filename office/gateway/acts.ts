import type { CommandResult } from '../../daemon/sync/messages.ts'
import type { SeatEvent } from '../core/seat.ts'
import type { Office } from '../officed.ts'
import type { SendCommand } from '../outbox.ts'
import type { User } from '../users.ts'
import type { Answer, AnswerCode, ConsoleAct } from './protocol.ts'

/** How long a box may take to answer an act of a visit. */
const VISIT_ACT_MS = 10_000

/** Does the acts of consoles. Each id of a user is done once; a repeated one gets the stored answer. */
export function actDoer(office: Office, send: SendCommand, nowMs: () => number) {
  const { store, conductor, views } = office

  const once = (user: string, id: string, work: () => Answer): Answer =>
    store.transact(() => {
      const stored = store.answers.get(user, id)
      if (stored) return stored
      const answer = work()
      store.answers.put(user, id, answer, nowMs())
      return answer
    })

  const take = (user: string): Answer =>
    store.seats.take(user, store.meta.term()) ? { ok: true } : no('no_seat_free')

  const move = (user: string, event: SeatEvent): Answer => {
    const seat = store.seats.ofUser(user)
    if (!seat) return no('no_seat')
    if (store.seats.apply(seat.seat, event)) return { ok: true }
    return no('visitId' in seat.state ? 'in_visit' : 'not_now')
  }

  const inVisit = async (user: string, act: VisitAct): Promise<Answer> => {
    const stored = store.answers.get(user, act.id)
    if (stored) return stored
    const visit = store.visits.ofUser(user)
    if (visit?.visitId !== act.visitId || visit.progress.phase === 'claiming')
      return no('not_in_visit')
    const body = { name: 'visit', visitId: act.visitId, command: act.command } as const
    if (act.command.name === 'identity.prove') views.asked(act.visitId, act.command.nonce)
    const answer = answerOf(await send(visit.host, act.id, body, VISIT_ACT_MS))
    // An unreachable box says nothing: the console may ask again under the same id.
    if (answer.ok || answer.code !== 'box_unreachable')
      store.answers.put(user, act.id, answer, nowMs())
    return answer
  }

  return async ({ user, role }: User, act: ConsoleAct): Promise<Answer> => {
    if (role !== 'inspector') return no('not_allowed')
    switch (act.do) {
      case 'seat.take':
        return once(user, act.id, () => take(user))
      case 'seat.leave':
        return once(user, act.id, () => move(user, { type: 'seat.left' }))
      case 'break.start':
        return once(user, act.id, () => move(user, { type: 'break.started' }))
      case 'break.end':
        return once(user, act.id, () => move(user, { type: 'break.ended' }))
      case 'next':
        return conductor.next(user, act.id)
      case 'undo':
        return conductor.undo(user, act.id)
      case 'visit':
        return inVisit(user, act)
    }
  }
}

type VisitAct = Extract<ConsoleAct, { do: 'visit' }>

function no(code: AnswerCode): Answer {
  return { ok: false, code }
}

const CODES: Readonly<Record<string, AnswerCode>> = {
  no_answer: 'box_unreachable',
  unknown_box: 'box_unreachable',
  no_such_visit: 'not_in_visit',
  expired: 'expired',
  malformed: 'malformed',
}
function answerOf({ ok, code, draftRev }: CommandResult): Answer {
  if (!ok) return no(CODES[code ?? ''] ?? 'not_now')
  return draftRev === undefined ? { ok } : { ok, draftRev }
}
