import type { LineName } from './gpio-lines.ts'

/** What the input and its GPIO child say to each other over the fork's IPC channel. */
export interface WatchOrder {
  readonly type: 'watch'
  readonly line: LineName
  readonly activeLow: boolean
  /** Another sysfs than the kernel's, for a recorded one. */
  readonly sysfs?: string
}
export type GpioReport =
  | { readonly type: 'level'; readonly active: boolean }
  /** Once a second; the parent kills a child that is silent for three. */
  | { readonly type: 'health' }
  /** No line can be watched; the child ends after it. */
  | { readonly type: 'fault'; readonly message: string }
