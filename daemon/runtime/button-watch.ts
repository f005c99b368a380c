import {
  type DebounceEffect,
  type DebounceEvent,
  type InputFault,
  initial,
  step,
} from '../core/debounce.ts'
import type { Clock } from './clock.ts'

/** Turns raw edges into presses: runs the debouncer with its one timer. */
export interface ButtonWatch {
  edge(active: boolean, atMs: number): void
  /** The input is gone: what it last said means nothing. */
  lost(): void
}

export function buttonWatch(
  clock: Clock,
  onPress: () => void,
  onFault: (fault: InputFault, on: boolean) => void,
): ButtonWatch {
  let state = initial()
  let cancel = () => {}
  const act = (effect: DebounceEffect) => {
    switch (effect.type) {
      case 'press.accept':
        return onPress()
      case 'fault.raise':
      case 'fault.clear':
        return onFault(effect.fault, effect.type === 'fault.raise')
      case 'timer.set':
        cancel()
        cancel = clock.after(effect.afterMs, expire)
        return
      case 'timer.cancel':
        return cancel()
    }
  }
  const apply = (event: DebounceEvent) => {
    const next = step(state, event)
    state = next.state
    next.effects.forEach(act)
  }
  const expire = () => apply({ type: 'timer.expired', atMs: performance.now() })
  return {
    edge: (active, atMs) => apply({ type: 'input.changed', active, atMs }),
    lost: () => apply({ type: 'input.lost' }),
  }
}
