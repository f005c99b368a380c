import type { VisitPhase } from '../../daemon/core/visit-view.ts'

/** What a visit's end means for its ticket; `waiting` puts it back in its place. */
export type TicketOutcome = 'served' | 'referred' | 'no_show' | 'cancelled' | 'waiting'

/** A visit as the office holds it: who, where, and how far the asking of the boxes has come. */
export interface Holding {
  readonly visitId: string
  readonly user: string
  readonly seat: string
  readonly ticketId: string
  readonly number: string
  /** The box that issued the ticket. */
  readonly issuer: string
  /** The box where the visit is held. */
  readonly host: string
  readonly room: string
  /** The ticket is called again after "not here" or a return. */
  readonly undo: boolean
  readonly progress: Progress
}
export type Progress =
  | { readonly phase: 'claiming' }
  | { readonly phase: 'opening' }
  | { readonly phase: 'open'; readonly box: VisitPhase }
  /** `held`: the host has held it to its end; false when the office gave it up before. */
  | { readonly phase: 'ended'; readonly end: TicketOutcome; readonly held: boolean }

export type HoldingEvent =
  | { readonly type: 'claim.granted' }
  | { readonly type: 'claim.denied' }
  | { readonly type: 'claim.expired' }
  | { readonly type: 'open.accepted' }
  | { readonly type: 'open.refused' }
  | { readonly type: 'open.expired' }
  | { readonly type: 'box.changed'; readonly phase: VisitPhase; readonly ticketEnd?: TicketOutcome }

export type HoldingEffect =
  | { readonly type: 'visit.open' }
  | { readonly type: 'ticket.end'; readonly end: TicketOutcome }
  /** The host holds a visit that the office has given up: it is sent home. */
  | { readonly type: 'visit.return' }
  | { readonly type: 'seat.opened' }
  | { readonly type: 'seat.wrapping' }
  | { readonly type: 'seat.freed' }
  | { readonly type: 'next.granted' }
  | { readonly type: 'next.denied' }

export interface HoldingStep {
  readonly progress: Progress
  readonly effects: readonly HoldingEffect[]
}

type In<P extends Progress['phase']> = Extract<Progress, { phase: P }>

/** Applies one event. An event that the phase does not know gives back the same object and no effects. */
export function stepHolding(progress: Progress, event: HoldingEvent): HoldingStep {
  switch (progress.phase) {
    case 'claiming':
      return claiming(progress, event)
    case 'opening':
      return opening(progress, event)
    case 'open':
      return open(progress, event)
    case 'ended':
      return ended(progress, event)
    default:
      return to(progress)
  }
}

function claiming(progress: In<'claiming'>, event: HoldingEvent): HoldingStep {
  switch (event.type) {
    case 'claim.granted':
      return to({ phase: 'opening' }, { type: 'next.granted' }, { type: 'visit.open' })
    case 'claim.denied':
      return to({ phase: 'ended', end: 'waiting', held: false }, { type: 'next.denied' })
    case 'claim.expired':
      // The box may have granted it all the same: it is told to take the ticket back.
      return to(
        { phase: 'ended', end: 'waiting', held: false },
        { type: 'ticket.end', end: 'waiting' },
        { type: 'next.denied' },
      )
    default:
      return to(progress)
  }
}

function opening(progress: In<'opening'>, event: HoldingEvent): HoldingStep {
  switch (event.type) {
    case 'open.accepted':
      return to({ phase: 'open', box: 'reserved' }, { type: 'seat.opened' })
    case 'open.refused':
    case 'open.expired':
      return to(
        { phase: 'ended', end: 'waiting', held: false },
        { type: 'ticket.end', end: 'waiting' },
        { type: 'seat.freed' },
      )
    case 'box.changed':
      return follow(event, { type: 'seat.opened' })
    default:
      return to(progress)
  }
}

function open(progress: In<'open'>, event: HoldingEvent): HoldingStep {
  if (event.type !== 'box.changed' || event.phase === progress.box) return to(progress)
  return follow(event)
}

function follow(
  event: Extract<HoldingEvent, { type: 'box.changed' }>,
  ...first: HoldingEffect[]
): HoldingStep {
  if (event.phase === 'closed') {
    const end = event.ticketEnd ?? 'served'
    return to(
      { phase: 'ended', end, held: true },
      ...first,
      { type: 'ticket.end', end },
      { type: 'seat.freed' },
    )
  }
  const next: Progress = { phase: 'open', box: event.phase }
  if (event.phase === 'wrapping') return to(next, ...first, { type: 'seat.wrapping' })
  return to(next, ...first)
}

function ended(progress: In<'ended'>, event: HoldingEvent): HoldingStep {
  const late = event.type === 'open.accepted' || event.type === 'box.changed'
  const closed = event.type === 'box.changed' && event.phase === 'closed'
  if (!late || closed || progress.held) return to(progress)
  return to(progress, { type: 'visit.return' })
}

function to(progress: Progress, ...effects: HoldingEffect[]): HoldingStep {
  return { progress, effects }
}
