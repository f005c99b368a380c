import { until } from './console-client.ts'
import type { Rig } from './rig.ts'

/** Inspector An takes a seat, somebody presses the button in Genk, and she calls them. */
export async function oneVisit(rig: Rig) {
  const box = rig.box('genk-1')
  const an = await rig.console('an')
  await an.act({ do: 'seat.take' })
  const ticket = box.press()
  await until(() => an.state.board?.tickets.length === 1, 'waits')
  await until(() => an.state.board?.lokets[0]?.state === 'idle', 'idle')
  await an.act({ do: 'next' })
  await until(() => an.state.visit, 'visit')
  return { box, an, ticket, visitId: an.state.visit?.visitId ?? '' }
}
