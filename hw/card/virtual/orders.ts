/** What the virtual reader and its card process say to each other over the fork's IPC channel. */
export type CardProcessOrder =
  | { readonly type: 'insert'; readonly card: string }
  | { readonly type: 'remove' }
  | { readonly type: 'mute'; readonly on: boolean }

export type CardProcessReport =
  | { readonly type: 'ready' }
  | { readonly type: 'powered'; readonly on: boolean }
