import type { Visit } from '../core/visit-state.ts'
import type { Parts } from '../core/visit-view.ts'
import type { Life } from '../sync/messages.ts'
import { isDown } from './parts.ts'

/** The state of the loket as office and console see it. A box that is still to be wiped takes nobody. */
export function loketState(visit: Visit | null, parts: Parts): Life['loket'] {
  if (visit)
    return visit.phase === 'closed'
      ? 'cleaning'
      : visit.phase === 'reserved'
        ? 'reserved'
        : 'in_visit'
  if (isDown(parts)) return 'down'
  const states = Object.values(parts)
  return states.includes('down') || states.includes('degraded') ? 'degraded' : 'idle'
}
