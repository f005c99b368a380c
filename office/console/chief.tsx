import { StatusWord } from '../../daemon/screens/kit/components.tsx'
import type { Board, BoardTicket } from '../gateway/protocol.ts'
import { Archive } from './archive.tsx'
import { lasted, now } from './clock.ts'
import { LoketState } from './lokets.tsx'
import { type PlaceRow, placesOf } from './places.ts'
import type { Session } from './session.ts'
import { texts } from './speech.ts'

/** One board: the places as rows, the seats, the archive. A chief holds no seat and calls nobody. */
export function Chief({ s }: { s: Session }) {
  const words = texts.value
  const board = s.board.value
  return (
    <main class="board">
      <section class="board-places" aria-label={words.board}>
        <h2>{words.board}</h2>
        {board && <Places board={board} />}
      </section>
      <section class="board-seats" aria-label={words.seats}>
        <h2>{words.seats}</h2>
        {board && <Seats board={board} />}
      </section>
      <Archive s={s} />
    </main>
  )
}

function Places({ board }: { board: Board }) {
  const words = texts.value
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.place}</th>
          <th scope="col">{words.inQueue}</th>
          <th scope="col">{words.longest}</th>
          <th scope="col">{words.lokets}</th>
        </tr>
      </thead>
      <tbody>
        {placesOf(board).map((place) => (
          <Place key={place.site} place={place} />
        ))}
      </tbody>
    </table>
  )
}

function Place({ place }: { place: PlaceRow }) {
  const { waiting, lokets, longestSince } = place
  return (
    <tr data-site={place.site}>
      <th scope="row">{place.siteName}</th>
      <td>
        {waiting.length === 0 ? (
          <span class="soft">{texts.value.nobody}</span>
        ) : (
          <Numbers tickets={waiting} />
        )}
      </td>
      <td class="time">{longestSince === undefined ? '' : lasted(longestSince, now.value)}</td>
      <td>
        <ul class="place-lokets">
          {lokets.map((loket) => (
            <li key={loket.box}>
              <span>{loket.room}</span> <LoketState loket={loket} />
            </li>
          ))}
        </ul>
      </td>
    </tr>
  )
}

function Numbers({ tickets }: { tickets: readonly BoardTicket[] }) {
  return (
    <span class="numbers">
      {tickets.map((ticket) => (
        <span key={ticket.id} class="ticket-number">
          {ticket.number}
        </span>
      ))}
    </span>
  )
}

function Seats({ board }: { board: Board }) {
  const words = texts.value
  return (
    <ul class="seats">
      {board.seats.map(({ seat, name, state }) => (
        <li key={seat} data-seat={seat}>
          <span class="time">{seat}</span>
          <span>{name ?? <span class="soft">{words.freeSeat}</span>}</span>
          {name && (
            <StatusWord tone={state === 'ready' ? 'green' : state === 'break' ? 'amber' : 'blue'}>
              {words.seatStates[state]}
            </StatusWord>
          )}
        </li>
      ))}
    </ul>
  )
}
