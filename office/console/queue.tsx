import { useSignal } from '@preact/signals'
import { Armchair, BellRing, Coffee, LogOut, Play, Undo2 } from 'lucide'
import { useRef } from 'preact/hooks'
import { Button, Notice, StatusWord } from '../../daemon/screens/kit/components.tsx'
import type { BoardTicket } from '../gateway/protocol.ts'
import { lasted, now } from './clock.ts'
import { LoketList } from './lokets.tsx'
import type { Session } from './session.ts'
import { texts } from './speech.ts'
import { stableOrder } from './stable-rows.ts'

/** Left column: the one thing to do next, the seat, the row of people, the lokets. */
export function Queue({ s }: { s: Session }) {
  const notice = s.notice.value
  return (
    <section class="queue" aria-label={texts.value.queue}>
      <Primary s={s} />
      <Seat s={s} />
      <Undo s={s} />
      {notice && (
        <div data-name="notice">
          <Notice tone="amber">{texts.value.answers[notice]}</Notice>
        </div>
      )}
      <Tickets s={s} />
      <LoketList lokets={s.board.value?.lokets ?? []} />
    </section>
  )
}

function Primary({ s }: { s: Session }) {
  const words = texts.value
  const me = s.me.value
  const offline = s.lostAtMs.value !== undefined
  const asking = s.waiting.value.includes('next')
  if (!me?.seat) {
    return (
      <div class="primary" data-primary="seat.take">
        <Button
          look="primary"
          name="seat.take"
          icon={Armchair}
          off={offline}
          onPress={() => s.act({ do: 'seat.take' })}
        >
          {words.takeSeat} <kbd>Alt N</kbd>
        </Button>
      </div>
    )
  }
  if (me.state === 'break') {
    return (
      <div class="primary" data-primary="break.end">
        <Button
          look="primary"
          name="break.end"
          icon={Play}
          off={offline}
          onPress={() => s.act({ do: 'break.end' })}
        >
          {words.endBreak} <kbd>Alt N</kbd>
        </Button>
      </div>
    )
  }
  const off =
    offline ||
    asking ||
    s.visit.value !== null ||
    me.state === 'reserved' ||
    me.state === 'in_visit'
  return (
    <div class="primary" data-primary="next">
      <Button
        look="primary"
        name="next"
        icon={BellRing}
        off={off}
        onPress={() => s.act({ do: 'next' })}
      >
        {asking ? words.nextBusy : words.next} <kbd>Alt N</kbd>
      </Button>
    </div>
  )
}

function Seat({ s }: { s: Session }) {
  const words = texts.value
  const me = s.me.value
  if (!me?.seat) return <p class="soft seat-none">{words.noSeat}</p>
  const busy = s.visit.value !== null || s.lostAtMs.value !== undefined
  const tone = me.state === 'ready' ? 'green' : me.state === 'break' ? 'amber' : 'blue'
  return (
    <div class="seat">
      <p>
        <strong>{words.seat(me.seat)}</strong>
        <StatusWord tone={tone}>{words.seatStates[me.state]}</StatusWord>
      </p>
      <div class="seat-acts">
        {me.state !== 'break' && (
          <Button
            name="break.start"
            icon={Coffee}
            off={busy}
            onPress={() => s.act({ do: 'break.start' })}
          >
            {words.startBreak}
          </Button>
        )}
        <Button
          name="seat.leave"
          icon={LogOut}
          off={busy}
          onPress={() => s.act({ do: 'seat.leave' })}
        >
          {words.leaveSeat}
        </Button>
      </div>
    </div>
  )
}

function Undo({ s }: { s: Session }) {
  const words = texts.value
  const me = s.me.value
  const until = me?.undoUntil ? Date.parse(me.undoUntil) : 0
  if (!me?.undoNumber || until <= now.value) return null
  return (
    <div class="undo" role="status">
      <p>{words.undoWhat(me.undoNumber)}</p>
      <Button
        name="undo"
        icon={Undo2}
        off={s.lostAtMs.value !== undefined}
        onPress={() => s.act({ do: 'undo' })}
      >
        {words.undo} <span class="time">{lasted(now.value, until)}</span>
      </Button>
    </div>
  )
}

function Tickets({ s }: { s: Session }) {
  const words = texts.value
  const held = useSignal(false)
  const shown = useRef<readonly string[]>([])
  const last = useRef(new Map<string, BoardTicket>())
  const tickets = s.board.value?.tickets ?? []
  const live = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  for (const ticket of tickets) last.current.set(ticket.id, ticket)
  shown.current = stableOrder(shown.current, [...live.keys()], held.value)
  const waiting = tickets.filter(({ state }) => state === 'waiting' || state === 'issued').length
  return (
    <>
      <h2>
        {words.queue} <span class="soft">{words.waiting(waiting)}</span>
      </h2>
      <ul
        class="queue-list"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={words.queue}
        onPointerEnter={() => (held.value = true)}
        onPointerLeave={() => (held.value = false)}
      >
        {shown.current.map((id) => {
          const ticket = live.get(id) ?? last.current.get(id)
          return (
            ticket && (
              <Row
                key={id}
                ticket={ticket}
                gone={!live.has(id)}
                mine={ticket.seat === s.me.value?.seat}
              />
            )
          )
        })}
      </ul>
    </>
  )
}

function Row({ ticket, gone, mine }: { ticket: BoardTicket; gone: boolean; mine: boolean }) {
  const words = texts.value
  const busy = ticket.state === 'called' || ticket.state === 'serving'
  const state = gone ? words.gone : words.ticketStates[ticket.state]
  return (
    <li data-ticket={ticket.number} data-busy={busy || undefined} data-gone={gone || undefined}>
      <span class="ticket-number">{ticket.number}</span>
      <span class="row-place">
        {ticket.siteName}
        <span class="soft">
          {state}
          {busy && mine && `, ${words.mine}`}
        </span>
      </span>
      <span class="time">
        {lasted(Date.parse(busy ? ticket.since : ticket.issuedAt), now.value)}
      </span>
    </li>
  )
}
