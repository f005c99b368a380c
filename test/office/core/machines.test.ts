import fc from 'fast-check'
import t from 'tap'
import { type HoldingEvent, type Progress, stepHolding } from '../../../office/core/holding.ts'
import { type Seat, type SeatEvent, stepSeat } from '../../../office/core/seat.ts'

const seats: Seat[] = [
  { phase: 'off' },
  { phase: 'ready', user: 'an' },
  { phase: 'break', user: 'an' },
  { phase: 'reserved', user: 'an', visitId: 'v' },
  { phase: 'in_visit', user: 'an', visitId: 'v' },
  { phase: 'wrap_up', user: 'an', visitId: 'v' },
]
const seatEvents: SeatEvent[] = [
  { type: 'seat.taken', user: 'bert' },
  { type: 'seat.left' },
  { type: 'lease.expired' },
  { type: 'break.started' },
  { type: 'break.ended' },
  { type: 'visit.reserved', visitId: 'v' },
  { type: 'visit.opened', visitId: 'v' },
  { type: 'visit.wrapping', visitId: 'v' },
  { type: 'visit.ended', visitId: 'v' },
]
const progresses: Progress[] = [
  { phase: 'claiming' },
  { phase: 'opening' },
  { phase: 'open', box: 'live' },
  { phase: 'ended', end: 'waiting', held: false },
  { phase: 'ended', end: 'served', held: true },
]
const holdingEvents: HoldingEvent[] = [
  { type: 'claim.granted' },
  { type: 'claim.denied' },
  { type: 'claim.expired' },
  { type: 'open.accepted' },
  { type: 'open.refused' },
  { type: 'open.expired' },
  { type: 'box.changed', phase: 'live' },
  { type: 'box.changed', phase: 'wrapping' },
  { type: 'box.changed', phase: 'closed', ticketEnd: 'no_show' },
  { type: 'box.changed', phase: 'closed' },
]

t.test('what each event does in each phase of a seat', async (t) => {
  const table = seats.flatMap((seat) =>
    seatEvents.flatMap((event) => {
      const next = stepSeat(seat, event)
      return next === seat ? [] : [`${seat.phase} + ${event.type} = ${next.phase}`]
    }),
  )
  t.matchSnapshot(table.join('\n'))
})

t.test('a seat with a visit is kept until that visit ends', async () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...seatEvents)), (events) => {
      const held: Seat = { phase: 'reserved', user: 'an', visitId: 'v' }
      const other = events.filter(({ type }) => type !== 'visit.ended')
      const end = other.reduce(stepSeat, held)
      return 'visitId' in end && end.user === 'an'
    }),
  )
})

t.test('another visit does not move the seat', async (t) => {
  for (const seat of seats.slice(3))
    for (const type of ['visit.opened', 'visit.wrapping', 'visit.ended'] as const)
      t.equal(stepSeat(seat, { type, visitId: 'other' }), seat)
})

t.test('what each event does in each phase of a visit', async (t) => {
  const table = progresses.flatMap((progress) =>
    holdingEvents.flatMap((event) => {
      const { progress: next, effects } = stepHolding(progress, event)
      if (next === progress && effects.length === 0) return []
      const what = 'phase' in event ? `${event.type}(${event.phase})` : event.type
      const does = effects.map((effect) => JSON.stringify(effect)).join(' ')
      return [`${JSON.stringify(progress)} + ${what} = ${JSON.stringify(next)} ${does}`]
    }),
  )
  t.matchSnapshot(table.join('\n'))
})

t.test(
  'whatever happens, an ended visit stays ended and its seat was freed exactly once',
  async () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...holdingEvents), { maxLength: 30 }), (events) => {
        let progress: Progress = { phase: 'claiming' }
        let freed = 0
        for (const event of events) {
          const before: Progress = progress
          const step = stepHolding(progress, event)
          progress = step.progress
          if (before.phase === 'ended' && progress !== before) return false
          freed += step.effects.filter(
            ({ type }) => type === 'seat.freed' || type === 'next.denied',
          ).length
        }
        return freed === (progress.phase === 'ended' ? 1 : 0)
      }),
    )
  },
)
