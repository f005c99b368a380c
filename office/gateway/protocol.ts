import type { ExchangeType } from '../../daemon/core/exchange-view.ts'
import type { PaperKind } from '../../daemon/core/paper-view.ts'
import type { TicketState } from '../../daemon/core/ticket.ts'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import type { PartState, VisitKind, VisitOutcome, VisitView } from '../../daemon/core/visit-view.ts'
import type { Level } from '../../daemon/documents/pades/level.ts'
import type { LinkNews } from '../../daemon/media/link/link-stats.ts'
import type { Claim } from '../../daemon/verifier/claim.ts'

/**
 * What the gateway and a console say to each other. Log-in is `POST /api/login {user, password}`, which sets an
 * httpOnly cookie (`POST /api/logout` ends it; `GET /api/me` tells who one is). Then one WebSocket, `/api/console`.
 *
 * Every act of the console has an `id` of its own making (a UUID). The console repeats an act with the same id until
 * it is answered, across reconnects: a repeated act is done once and answered again. The gateway pushes the others
 * whenever they change.
 */
export type ConsoleAct = { readonly id: string } & (
  | { readonly do: 'seat.take' }
  | { readonly do: 'seat.leave' }
  | { readonly do: 'break.start' }
  | { readonly do: 'break.end' }
  /** Asks for the next citizen; the answer comes when a box has granted one, or `nobody_waiting`. */
  | { readonly do: 'next' }
  /** Within the undo time after `visit.not_here` or `visit.return`: the same ticket is called again. */
  | { readonly do: 'undo' }
  | { readonly do: 'visit'; readonly visitId: string; readonly command: VisitCommand }
)

export type GatewayPush =
  | { readonly is: 'me'; readonly me: Me }
  | { readonly is: 'board'; readonly board: Board }
  /** A newer tab of this user has taken over: nothing more is pushed here until a `me` says that this one counts again. */
  | { readonly is: 'elsewhere' }
  /** The visit of this seat; null when there is none. */
  | { readonly is: 'visit'; readonly visit: VisitView | null }
  /** The box offers a link. */
  | {
      readonly is: 'offer'
      readonly visitId: string
      readonly linkId: string
      readonly sdp: string
      readonly iceServers: readonly {
        readonly urls: string
        readonly username?: string
        readonly credential?: string
      }[]
    }
  /** How the links of this visit do, as the box counts it; once a second. */
  | ({ readonly is: 'links'; readonly visitId: string } & LinkNews)
  | { readonly is: 'dossiers'; readonly dossiers: readonly DossierRow[] }
  | ({ readonly is: 'answer'; readonly id: string } & Answer)

export type Answer =
  | { readonly ok: true; readonly draftRev?: number }
  | { readonly ok: false; readonly code: AnswerCode }
export type AnswerCode =
  | 'no_seat_free'
  | 'no_seat'
  | 'nobody_waiting'
  | 'in_visit'
  | 'not_in_visit'
  | 'nothing_to_undo'
  | 'not_allowed'
  | 'expired'
  | 'box_unreachable'
  /** The box knows this command but its visit is in another state; the visit that follows shows which. */
  | 'not_now'
  | 'malformed'

export type Role = 'inspector' | 'chief'
export type SeatState = 'off' | 'ready' | 'reserved' | 'in_visit' | 'wrap_up' | 'break'
export interface Me {
  readonly user: string
  readonly name: string
  readonly role: Role
  /** Seat number as text, `1` to `4`; absent while the console holds none. */
  readonly seat?: string
  readonly state: SeatState
  /** Until when the last not-here or return can be undone, ISO 8601, UTC. */
  readonly undoUntil?: string
  readonly undoNumber?: string
  /** Test sentence for a console without a microphone. */
  readonly testSentence: string
}

export interface Board {
  readonly rev: number
  readonly at: string
  /** In the one order; called and serving tickets first. */
  readonly tickets: readonly BoardTicket[]
  readonly lokets: readonly BoardLoket[]
  readonly seats: readonly {
    readonly seat: string
    readonly name?: string
    readonly state: SeatState
  }[]
}
export interface BoardTicket {
  readonly id: string
  readonly number: string
  readonly site: string
  readonly siteName: string
  readonly state: TicketState
  readonly since: string
  readonly issuedAt: string
  readonly seat?: string
  readonly room?: string
}
export interface BoardLoket {
  readonly box: string
  readonly site: string
  readonly siteName: string
  readonly room: string
  readonly state:
    | 'new'
    | 'idle'
    | 'reserved'
    | 'in_visit'
    | 'cleaning'
    | 'degraded'
    | 'service_mode'
    | 'down'
  readonly parts: Readonly<Record<string, PartState>>
}

/** One archived dossier in the list; the name of the person is inside the dossier only. */
export interface DossierRow {
  readonly dossierId: string
  readonly number: string
  readonly siteName: string
  readonly kind: VisitKind
  readonly outcome: VisitOutcome
  readonly closedAt: string
  readonly inspector: string
  /** Whether this user may open it: the inspector who made it. */
  readonly mine: boolean
}
/** What proves when a document was there; `waiting`: the office goes on trying, `off`: no authority is set. */
export type StampState =
  | { readonly state: 'waiting' | 'off' }
  | {
      readonly state: 'stamped'
      readonly level: Level
      /** ISO 8601, UTC. */
      readonly at: string
      readonly authority: string
    }

/**
 * `GET /api/dossiers/{id}` opens one: 200 with `OpenedDossier`, 403 when it is somebody else's, 404. Each opening is
 * written to the access log. `GET /api/dossiers/{id}/documents/{sha256}.pdf` (or `.jpeg`) gives a document of it.
 */
export interface OpenedDossier {
  readonly dossierId: string
  readonly record: unknown
  readonly documents: readonly {
    readonly sha256: string
    readonly role: 'presented' | 'signed' | 'refused' | 'exchanged' | PaperKind
    /** Of which document beside the statement. */
    readonly of?: 'injured'
    /** Of what was exchanged: what it is called, and its type; any other is a PDF. */
    readonly title?: string
    readonly type?: ExchangeType
    readonly bytes: number
    /** Of what was signed or sealed. */
    readonly stamp?: StampState
  }[]
  /** As the verifier finds it, told in the reader's language by `say-claim.ts`. */
  readonly verified: readonly Claim[]
}
