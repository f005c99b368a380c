import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { CONTROL, deframer, frame } from '../vpcd.ts'
import type { Chip } from './card.ts'
import type { Outcome } from './faults.ts'

/** How long a card waits before it looks again for a reader that is not there. */
const RETRY_MS = 50

/** A card in a slot. */
export interface CardLink {
  /** Pulls the card out. */
  pull(): void
}
export interface CardInSlot {
  readonly chip: Chip
  readonly slot: NetConnectOpts
  /** What the reader gets for a command. */
  readonly exchange: (command: Buffer) => Outcome
  /** How long the contacts take for so many bytes, in ms; 0 answers at once. */
  readonly delayMs: (bytes: number) => number
  readonly powered: (on: boolean) => void
  /** A fault has pulled the card. */
  readonly pulled: () => void
}

/** Puts a chip into the reader at `slot`; dials again until it is pulled. */
export function insertChip(card: CardInSlot): CardLink {
  const { chip } = card
  let pulled = false
  let socket: Socket | null = null
  let retry: NodeJS.Timeout | undefined

  const control = (code: number | undefined, link: Socket): void => {
    if (code === CONTROL.atr) {
      link.write(frame(chip.atr))
      return
    }
    if (code === CONTROL.on || code === CONTROL.off) card.powered(code === CONTROL.on)
    chip.reset()
  }
  const answer = (command: Buffer, link: Socket): void => {
    const outcome = card.exchange(command)
    if (outcome.type === 'removed') {
      pull()
      card.pulled()
    }
    if (outcome.type !== 'answered') return
    const { bytes } = outcome
    const delay = card.delayMs(command.length + bytes.length)
    if (delay === 0) link.write(frame(bytes))
    else setTimeout(() => link.writable && link.write(frame(bytes)), delay)
  }
  const dial = (): void => {
    const link = connect(card.slot)
    const messages = deframer()
    socket = link
    link.setNoDelay(true)
    link.on('data', (chunk) => {
      for (const message of messages(chunk))
        if (message.length === 1) control(message[0], link)
        else answer(message, link)
    })
    link.on('error', () => undefined) // 'close' follows
    link.on('close', () => {
      chip.reset()
      card.powered(false)
      if (!pulled) retry = setTimeout(dial, RETRY_MS)
    })
  }
  function pull(): void {
    pulled = true
    clearTimeout(retry)
    socket?.destroy()
  }
  dial()
  return { pull }
}
