import { join } from 'node:path'
import { startAvRelay } from './av.ts'
import type { RoomConfig } from './config.ts'
import { createHand } from './hand.ts'
import { startHardware } from './hardware.ts'
import type { RoomState } from './protocol.ts'
import { startServer } from './server.ts'

/** One virtual room, running. */
export interface Room {
  /** Where its page is. */
  readonly url: string
  /** Where its document printer is. */
  readonly ipp: string
  readonly reader: 'pcsc' | 'sim'
  stop(): Promise<void>
}

export async function startRoom(config: RoomConfig): Promise<Room> {
  let changed = (): void => {}
  const hardware = await startHardware(config, () => changed())
  const relay = await startAvRelay(join(config.dir, 'av.sock'), () => changed())
  const state = (): RoomState => ({ ...hardware.state(), av: relay.connected })
  const hand = createHand({ state, act: hardware.act })
  changed = hand.changed
  const server = await startServer(config, {
    hand: hand.add,
    av: relay.add,
    paper: hardware.paper,
  })
  return {
    url: server.url,
    ipp: hardware.ipp,
    reader: state().reader.kind,
    async stop() {
      await Promise.allSettled([server.stop(), relay.stop()])
      await hardware.stop()
    },
  }
}
