import { randomUUIDv7 } from 'node:crypto'
import type { PrintOutcome, Slip } from '../../hw/slip-printer/port.ts'
import type { Ticket } from '../core/ticket.ts'
import { ticketNumber } from '../core/ticket-number.ts'
import type { BoxStore } from '../store/box-store.ts'
import type { Clock } from './clock.ts'
import { endEarlierDays } from './day-end.ts'
import type { Logger } from './log.ts'

export interface TicketDeskOptions {
  readonly box: string
  readonly site: {
    readonly id: string
    readonly name: string
    readonly prefix: string
    readonly lokets: number
    readonly place: number
  }
  readonly timeZone: string
  readonly dayStartsAtHour: number
  readonly store: BoxStore
  readonly clock: Clock
  readonly log: Logger
  /** The slip's lines under the number, in the site's languages. */
  readonly slipLines: readonly string[]
  readonly print: (slip: Slip) => Promise<PrintOutcome>
  /** A ticket changed: screens and office want to know. */
  readonly onChange: () => void
}

/** Gives out tickets: a number is on paper only after it is on disk. */
export interface TicketDesk {
  /** One ticket for one press; a press while a slip is coming out is the same citizen, impatient. */
  press(): void
  /** A number that could not be printed, while it has to be shown large. */
  readonly unprinted: string | undefined
}

const SHOW_UNPRINTED_MS = 60_000

export function ticketDesk(options: TicketDeskOptions): TicketDesk {
  const { clock, log, onChange } = options
  let printing = false
  let unprinted: string | undefined

  const show = (number: string) => {
    unprinted = number
    onChange()
    clock.after(SHOW_UNPRINTED_MS, () => {
      if (unprinted !== number) return
      unprinted = undefined
      onChange()
    })
  }
  const issueAndPrint = async () => {
    const ticket = issue(options)
    log.info({ ticketId: ticket.id, number: ticket.number }, 'ticket issued')
    onChange()
    const outcome = await options.print(slipOf(options, ticket)).catch((err: unknown) => {
      log.error({ err }, 'slip printer failed')
      return 'unknown' as const
    })
    if (outcome === 'printed') return
    log.warn({ number: ticket.number, outcome }, 'slip not proven to be printed')
    show(ticket.number)
  }

  return {
    get unprinted() {
      return unprinted
    },
    press() {
      if (printing) return
      printing = true
      issueAndPrint()
        .catch((err: unknown) => log.error({ err }, 'ticket could not be given'))
        .finally(() => {
          printing = false
        })
    },
  }
}

/** Number, ticket, outbox and audit in one transaction. */
export function issue(
  options: Omit<TicketDeskOptions, 'print' | 'onChange' | 'slipLines' | 'log'>,
): Ticket {
  const { box, site, store, clock } = options
  const at = clock.now()
  return store.transact((tx) => {
    const n = tx.nextNumber(at, site.place, site.lokets)
    // The first of a day: a number of before may be given out again.
    if (n === site.place) endEarlierDays(tx, store, at, options)
    const ticket: Ticket = {
      // In order of time, so that the store's tree of tickets grows at its end.
      id: randomUUIDv7(),
      number: ticketNumber(site.prefix, n),
      box,
      site: site.id,
      state: 'waiting',
      rev: 1,
      issuedAt: at,
      since: at,
    }
    tx.putTicket(ticket)
    tx.append({ kind: 'ticket.changed', ticket })
    tx.audit('ticket.issued', { ticketId: ticket.id, number: ticket.number })
    return ticket
  })
}

function slipOf(options: TicketDeskOptions, ticket: Ticket): Slip {
  const printedAt = new Intl.DateTimeFormat('nl-BE', {
    timeZone: options.timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
  }).format(new Date(ticket.issuedAt))
  return { number: ticket.number, site: options.site.name, printedAt, lines: options.slipLines }
}
