import type { ComponentChildren } from 'preact'
import type { TicketState } from '../../core/ticket.ts'
import { StatusWord, TicketNumber, type Tone } from '../kit/components.tsx'
import type { InfoTexts } from '../kit/texts/texts.ts'
import type { InfoTicket } from '../protocol.ts'
import { state } from './state.ts'

/** Rows that fit under the called number at every size of screen. */
const rowsShown = 6

const words: Readonly<Record<TicketState, keyof InfoTexts['states']>> = {
  issued: 'waiting',
  waiting: 'waiting',
  called: 'called',
  serving: 'serving',
  parked: 'parked',
  transferred: 'transferred',
  served: 'ended',
  referred: 'ended',
  no_show: 'ended',
  cancelled: 'ended',
  expired: 'ended',
}
const tones: Readonly<Partial<Record<TicketState, Tone>>> = { called: 'blue', serving: 'green' }

export function Queue({ texts, also }: { texts: InfoTexts; also: ComponentChildren }) {
  const queue = state.value?.queue ?? []
  const shown = queue.length > rowsShown ? queue.slice(0, rowsShown - 1) : queue
  return (
    <section class="queue">
      <h2>
        {texts.queue} {also}
      </h2>
      {state.value && queue.length === 0 && <p class="soft">{texts.queueEmpty}</p>}
      {queue.length > 0 && (
        <table>
          <thead class="visually-hidden">
            <tr>
              <th>{texts.number}</th>
              <th>{texts.place}</th>
              <th>{texts.state}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((ticket) => (
              <Row key={`${ticket.site} ${ticket.number}`} ticket={ticket} texts={texts} />
            ))}
          </tbody>
        </table>
      )}
      {queue.length > shown.length && <p class="soft">{texts.more(queue.length - shown.length)}</p>}
    </section>
  )
}

function Row({ ticket, texts }: { ticket: InfoTicket; texts: InfoTexts }) {
  return (
    <tr data-own={ticket.own ? 'yes' : 'no'}>
      <td>
        <TicketNumber number={ticket.number} />
      </td>
      <td>
        {ticket.siteName}
        {ticket.room && <span class="soft">, {ticket.room}</span>}
        {ticket.own && <span class="here">{texts.here}</span>}
      </td>
      <td>
        <StatusWord tone={tones[ticket.state] ?? 'soft'}>
          {texts.states[words[ticket.state]]}
        </StatusWord>
      </td>
    </tr>
  )
}
