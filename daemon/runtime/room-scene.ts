import type { Visit } from '../core/visit-state.ts'
import type { MediaOrder } from '../media/protocol.ts'

/** Follows a visit with the scene of the 3D screen and the language of its words; tells the media child of changes alone. */
export function roomScene(media: (order: MediaOrder) => void): (visit: Visit | null) => void {
  let told = 'idle'
  return (visit) => {
    const language = visit && visit.phase !== 'closed' ? (visit.language ?? 'nl') : undefined
    const next = language ?? 'idle'
    if (next === told) return
    told = next
    media({ type: 'room.set', ...(language ? { scene: 'visit', language } : { scene: 'idle' }) })
  }
}
