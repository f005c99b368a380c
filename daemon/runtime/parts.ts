import type { PartName, PartState, Parts } from '../core/visit-view.ts'

/** How each part of the room is. A simulator that works is `simulated`, never `up`. */
export interface PartBoard {
  readonly parts: Parts
  /** Settles once every part of the room has said how it is. */
  readonly settled: Promise<void>
  set(part: PartName, state: PartState): void
}

export function partBoard(simulated: readonly string[], onChange: () => void): PartBoard {
  let parts: Parts = {
    button: 'starting',
    slip_printer: 'starting',
    card_reader: 'starting',
    pad: 'starting',
    document_printer: 'starting',
    media: 'starting',
    office: 'starting',
  }
  const { promise: settled, resolve } = Promise.withResolvers<void>()
  return {
    settled,
    get parts() {
      return parts
    },
    set(part, reported) {
      const state = reported === 'up' && simulated.includes(part) ? 'simulated' : reported
      if (parts[part] === state) return
      parts = { ...parts, [part]: state }
      const starting = Object.entries(parts).filter(([, each]) => each === 'starting')
      if (starting.every(([name]) => name === 'office')) resolve()
      onChange()
    },
  }
}

/** The parts without which a visit at this loket makes no sense. */
const VITAL: readonly PartName[] = ['media']

export function isDown(parts: Parts): boolean {
  return VITAL.some((part) => parts[part] === 'down')
}
