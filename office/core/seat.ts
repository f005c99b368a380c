/** An inspector's working place. While a visit is held the seat cannot be left, so the same inspector keeps it. */
export type Seat =
  | { readonly phase: 'off' }
  | { readonly phase: 'ready'; readonly user: string }
  | { readonly phase: 'break'; readonly user: string }
  | { readonly phase: 'reserved'; readonly user: string; readonly visitId: string }
  | { readonly phase: 'in_visit'; readonly user: string; readonly visitId: string }
  | { readonly phase: 'wrap_up'; readonly user: string; readonly visitId: string }

export type SeatEvent =
  | { readonly type: 'seat.taken'; readonly user: string }
  | { readonly type: 'seat.left' }
  /** The lease ran out: its console has been away too long. */
  | { readonly type: 'lease.expired' }
  | { readonly type: 'break.started' }
  | { readonly type: 'break.ended' }
  | { readonly type: 'visit.reserved'; readonly visitId: string }
  | { readonly type: 'visit.opened'; readonly visitId: string }
  | { readonly type: 'visit.wrapping'; readonly visitId: string }
  | { readonly type: 'visit.ended'; readonly visitId: string }

type In<P extends Seat['phase']> = Extract<Seat, { phase: P }>

/** Applies one event. An event that does not fit gives back the same `seat` object. */
export function stepSeat(seat: Seat, event: SeatEvent): Seat {
  switch (seat.phase) {
    case 'off':
      return event.type === 'seat.taken' ? { phase: 'ready', user: event.user } : seat
    case 'ready':
      return ready(seat, event)
    case 'break':
      return onBreak(seat, event)
    case 'reserved':
    case 'in_visit':
    case 'wrap_up':
      return held(seat, event)
    default:
      return seat
  }
}

function ready(seat: In<'ready'>, event: SeatEvent): Seat {
  const { user } = seat
  if (event.type === 'seat.left' || event.type === 'lease.expired') return { phase: 'off' }
  if (event.type === 'break.started') return { phase: 'break', user }
  if (event.type === 'visit.reserved') return { phase: 'reserved', user, visitId: event.visitId }
  return seat
}

function onBreak(seat: In<'break'>, event: SeatEvent): Seat {
  if (event.type === 'seat.left' || event.type === 'lease.expired') return { phase: 'off' }
  return event.type === 'break.ended' ? { phase: 'ready', user: seat.user } : seat
}

function held(seat: In<'reserved' | 'in_visit' | 'wrap_up'>, event: SeatEvent): Seat {
  const { user, visitId } = seat
  if (!('visitId' in event) || event.visitId !== visitId) return seat
  if (event.type === 'visit.ended') return { phase: 'ready', user }
  if (event.type === 'visit.wrapping' && seat.phase !== 'wrap_up')
    return { phase: 'wrap_up', user, visitId }
  if (event.type === 'visit.opened' && seat.phase === 'reserved')
    return { phase: 'in_visit', user, visitId }
  return seat
}
