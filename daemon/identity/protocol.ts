import type { CardFailure, Check, Person } from '../core/visit-view.ts'

/** What loketd and its card child say to each other over the fork's IPC channel. */
export type CardOrder =
  /** Waits for a card (or takes the one that is in) and reads it; answered by `card.read` or `card.failed`. */
  | { readonly type: 'card.read'; readonly requestId: string; readonly waitMs: number }
  | { readonly type: 'card.cancel'; readonly requestId: string }
  /** Asks for the PIN at the keys beside the reader, for the card that is in; answered by `pin.verified`. */
  | { readonly type: 'pin.verify'; readonly requestId: string; readonly waitMs: number }
  | { readonly type: 'stop' }

export type CardReport =
  | { readonly type: 'ready'; readonly reader: 'pcsc' | 'sim' }
  /** Presence in the reader; also once after `ready`. */
  | { readonly type: 'card.present'; readonly present: boolean }
  | { readonly type: 'reader.state'; readonly state: 'up' | 'gone' }
  | { readonly type: 'card.reading'; readonly requestId: string }
  /** The name that the card claims, as soon as it is read; nothing has been checked yet. */
  | {
      readonly type: 'card.seen'
      readonly requestId: string
      readonly surname: string
      readonly givenNames: string
    }
  | {
      readonly type: 'card.read'
      readonly requestId: string
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG, base64. */
      readonly photo?: string
    }
  | { readonly type: 'card.failed'; readonly requestId: string; readonly failure: CardFailure }
  | { readonly type: 'pin.verified'; readonly requestId: string; readonly outcome: PinOutcome }
  /** Once a second; the parent kills a child that is silent for five. */
  | { readonly type: 'health' }

/** How a PIN entry ended. `cancelled`: by the citizen, or nothing came in time; `failed`: card, reader or keys are out. */
export type PinOutcome =
  | { readonly state: 'ok' | 'blocked' | 'cancelled' | 'failed' }
  /** `triesLeft` is 1 to 3. */
  | { readonly state: 'wrong'; readonly triesLeft: number }
