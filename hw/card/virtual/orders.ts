import type { FaultPlan } from './faults.ts'

/** The slots of a virtual reader: `pcsc` has two, `sim` the first only. */
export type SlotNumber = 0 | 1

/** What the virtual reader and its card process say to each other over the fork's IPC channel. */
export type CardProcessOrder = SlotOrder & { readonly slot: SlotNumber }
export type SlotOrder =
  | { readonly type: 'insert'; readonly card: string }
  | { readonly type: 'remove' }
  | { readonly type: 'mute'; readonly on: boolean }
  /** The contacts fail as planned, from the next command on; null makes them sound. */
  | { readonly type: 'fault'; readonly plan: FaultPlan | null }
  /** The contacts are as slow as those of a real card, or at once. */
  | { readonly type: 'wire'; readonly real: boolean }

export type CardProcessReport =
  | { readonly type: 'ready' }
  /** One for each order, in their order, when it has been done. */
  | { readonly type: 'done' }
  | { readonly type: 'powered'; readonly slot: SlotNumber; readonly on: boolean }
  /** A fault has pulled the card. */
  | { readonly type: 'pulled'; readonly slot: SlotNumber }
