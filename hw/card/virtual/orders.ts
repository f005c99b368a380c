/** What the virtual reader and its card process say to each other over the fork's IPC channel. */
export type CardProcessOrder =
  | { readonly type: 'insert'; readonly card: string }
  | { readonly type: 'remove' }
  | { readonly type: 'mute'; readonly on: boolean }

export type CardProcessReport =
  | { readonly type: 'ready' }
  /** One for each order, in their order, when it has been done. */
  | { readonly type: 'done' }
  | { readonly type: 'powered'; readonly on: boolean }
