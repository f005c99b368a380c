import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { CONTROL, deframer, frame } from '../vpcd.ts'
import type { Chip } from './card.ts'

/** How long a card waits before it looks again for a reader that is not there. */
const RETRY_MS = 50

/** A card in a slot. */
export interface CardLink {
  /** From now on the card takes commands and answers none; it still gives its ATR. */
  mute(): void
  /** Pulls the card out. */
  pull(): void
}

/** Puts a chip into the reader at `slot`; dials again until it is pulled. */
export function insertChip(
  chip: Chip,
  slot: NetConnectOpts,
  muted: boolean,
  powered: (on: boolean) => void,
): CardLink {
  let pulled = false
  let mute = muted
  let socket: Socket | null = null
  let retry: NodeJS.Timeout | undefined

  const control = (code: number | undefined): Buffer | null => {
    if (code === CONTROL.atr) return chip.atr
    if (code === CONTROL.on || code === CONTROL.off) powered(code === CONTROL.on)
    chip.reset()
    return null
  }
  const answer = (message: Buffer): Buffer | null => {
    if (message.length === 1) return control(message[0])
    return mute ? null : chip.process(message)
  }
  const dial = (): void => {
    const link = connect(slot)
    const messages = deframer()
    socket = link
    link.setNoDelay(true)
    link.on('data', (chunk) => {
      for (const message of messages(chunk)) {
        const bytes = answer(message)
        if (bytes) link.write(frame(bytes))
      }
    })
    link.on('error', () => undefined) // 'close' follows
    link.on('close', () => {
      chip.reset()
      powered(false)
      if (!pulled) retry = setTimeout(dial, RETRY_MS)
    })
  }
  dial()
  return {
    mute() {
      mute = true
    },
    pull() {
      pulled = true
      clearTimeout(retry)
      socket?.destroy()
    },
  }
}
