import t from 'tap'
import type { Visit } from '../../../daemon/core/visit-state.ts'
import type { MediaOrder } from '../../../daemon/media/protocol.ts'
import { roomScene } from '../../../daemon/runtime/room-scene.ts'

t.test('scene and language follow the visit, and only changes are told', async (t) => {
  const orders: MediaOrder[] = []
  const follow = roomScene((order) => orders.push(order))
  const at = (visit: Partial<Visit> | null) => {
    follow(visit as Visit | null)
    return orders.splice(0)
  }
  t.same(at(null), [])
  t.same(at({ phase: 'preparing' }), [{ type: 'room.set', scene: 'visit', language: 'nl' }])
  t.same(at({ phase: 'live' }), [])
  t.same(at({ phase: 'interrupted', language: 'nl' }), [])
  t.same(at({ phase: 'resumed', language: 'fr' }), [
    { type: 'room.set', scene: 'visit', language: 'fr' },
  ])
  t.same(at({ phase: 'closed', language: 'fr' }), [{ type: 'room.set', scene: 'idle' }])
  t.same(at(null), [])
})
