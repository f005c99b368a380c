import type { CardFailure, Check, Person } from '../core/visit-view.ts'

/** What loketd and its card child say to each other over the fork's IPC channel. */
export type CardOrder =
  /** Waits for a card (or takes the one that is in) and reads it; answered by `card.read` or `card.failed`. */
  | { readonly type: 'card.read'; readonly requestId: string; readonly waitMs: number }
  | { readonly type: 'card.cancel'; readonly requestId: string }
  | { readonly type: 'stop' }

export type CardReport =
  | { readonly type: 'ready'; readonly reader: 'pcsc' | 'sim' }
  /** Presence in the reader; also once after `ready`. */
  | { readonly type: 'card.present'; readonly present: boolean }
  | { readonly type: 'reader.state'; readonly state: 'up' | 'gone' }
  | { readonly type: 'card.reading'; readonly requestId: string }
  | {
      readonly type: 'card.read'
      readonly requestId: string
      readonly person: Person
      readonly checks: readonly Check[]
      /** JPEG, base64. */
      readonly photo?: string
    }
  | { readonly type: 'card.failed'; readonly requestId: string; readonly failure: CardFailure }
  /** Once a second; the parent kills a child that is silent for five. */
  | { readonly type: 'health' }
