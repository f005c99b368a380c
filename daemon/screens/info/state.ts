import { computed, signal } from '@preact/signals'
import type { InfoState } from '../protocol.ts'

/** The last state pushed; it stays when the server goes. */
export const state = signal<InfoState | undefined>(undefined)
export const connected = signal(false)
/** Milliseconds that the box's clock is ahead of this page's. */
const clockOffsetMs = signal(0)
const pageNow = signal(Date.now())
const receivedAt = signal(0)

setInterval(() => {
  pageNow.value = Date.now()
}, 1_000)

export function takeState(pushed: InfoState): void {
  state.value = pushed
  pageNow.value = Date.now()
  clockOffsetMs.value = Date.parse(pushed.now) - Date.now()
  receivedAt.value = Date.parse(pushed.now)
}

/** The box's time in milliseconds of the epoch, to the second. */
export const now = computed(() => pageNow.value + clockOffsetMs.value)

/** The moment that the board shows when it is not the present one. */
export const staleSince = computed(() => {
  const last = state.value
  if (!last) return undefined
  if (last.office === 'lost') return last.boardAt ?? receivedAt.value
  return connected.value ? undefined : receivedAt.value
})
