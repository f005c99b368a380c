import { effect, type ReadonlySignal, signal } from '@preact/signals'
import { type Place, readPlace } from './place.ts'

const KEPT = 'loket.place'
const current = signal<Place | null>(readPlace(localStorage.getItem(KEPT)))

/** This computer's working place; null while nobody measured it, or what was kept is of no use. */
export const place: ReadonlySignal<Place | null> = current

export function keepPlace(measured: Place): void {
  localStorage.setItem(KEPT, JSON.stringify(measured))
  current.value = measured
}

export function forgetPlace(): void {
  localStorage.removeItem(KEPT)
  current.value = null
}

/** Another window measured it. */
addEventListener('storage', ({ key }) => {
  if (key === KEPT) current.value = readPlace(localStorage.getItem(KEPT))
})

/** The page turns itself around where only the glass would. */
effect(() => {
  document.documentElement.toggleAttribute('data-mirrored', !!current.value?.mirrored)
})
