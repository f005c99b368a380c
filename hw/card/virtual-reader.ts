import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PinKey } from '../room/protocol.ts'
import { PCSCD_SOCKET, privateNamespace } from './pcscd/pcscd.ts'
import { listCards } from './virtual/card-image.ts'
import { keepCardProcess } from './virtual/card-process.ts'
import type { FaultPlan } from './virtual/faults.ts'
import type { SlotNumber } from './virtual/orders.ts'
import { pinPad } from './virtual/pin-pad.ts'

/** A card reader without hardware, with the hand at it. */
export interface VirtualReader {
  readonly kind: 'pcsc' | 'sim'
  /** PCSCLITE_CSOCK_NAME for `pcsc`, the simulated reader's slot for `sim`. */
  readonly socket: string
  /** The id of the card in the first slot. */
  readonly inserted: string | null
  /** The reader has given the card in the first slot power. */
  readonly powered: boolean
  readonly pin: { readonly asked: boolean; readonly digits: number }
  /**
   * Into the first slot, or into the second of a `pcsc` reader.
   * @throws UnknownCardError
   * @throws NoSlotError
   */
  insert(cardId: string, slot?: SlotNumber): Promise<void>
  remove(slot?: SlotNumber): Promise<void>
  /** What follows happens in the first slot. A mute card takes commands and answers none. */
  mute(on: boolean): Promise<void>
  /** Lets the contacts fail as planned, from the next command on, whatever card is in; null makes them sound. */
  fault(plan: FaultPlan | null): Promise<void>
  /** Lets cards take the time that real ones of their generation would, or answer at once. */
  setWire(real: boolean): Promise<void>
  key(key: PinKey): void
  /** `listener` is called after every change of what can be seen here. */
  onChange(listener: () => void): void
  stop(): Promise<void>
}

export interface VirtualReaderOptions {
  /** A private folder for sockets and pcscd's own files. */
  readonly dir: string
  /** The folder with the test cards. */
  readonly cards: string
  /** The folder with the unpacked Debian packages. */
  readonly unpacked: string
  readonly kind: 'pcsc' | 'sim'
  /** A card takes the time that a real one of its generation would; false without it. */
  readonly realWire?: boolean
}

/** `pcsc` was asked for where no pcscd of our own can run. */
export class NoPcscdError extends Error {
  readonly code = 'NO_PCSCD'
  readonly scope = 'unit'
}

/** The folder of test cards has no such card. */
export class UnknownCardError extends Error {
  readonly code = 'UNKNOWN_CARD'
  readonly scope = 'unit'
}

/** A simulated reader has one slot. */
export class NoSlotError extends Error {
  readonly code = 'NO_SLOT'
  readonly scope = 'unit'
}

/** Whether a pcscd of our own can run here: namespaces are allowed and the unpacked files are there. */
export async function canRunPcscd(unpacked: string): Promise<boolean> {
  return (await privateNamespace(unpacked)) !== null
}

/**
 * Starts a virtual reader, empty. Its card process (and with `pcsc` its pcscd) is started again when it dies, with the
 * card in it that was in it. @throws NoPcscdError
 */
export async function startVirtualReader(options: VirtualReaderOptions): Promise<VirtualReader> {
  const { dir, kind } = options
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const command = await commandLine(options)
  const listeners: (() => void)[] = []
  const changed = (): void => {
    for (const listener of listeners) listener()
  }
  const pad = await pinPad(join(dir, 'pinpad.sock'), changed)
  const inserted = new Map<SlotNumber, string>()
  const powered = new Set<SlotNumber>()
  let muted = false
  let realWire = options.realWire ?? false
  const child = keepCardProcess(command, options.cards, {
    standing: () => [
      { slot: 0, type: 'mute', on: muted },
      { slot: 0, type: 'wire', real: realWire },
      ...[...inserted].map(([slot, card]) => ({ slot, type: 'insert', card }) as const),
    ],
    pulled(slot) {
      inserted.delete(slot)
      changed()
    },
    powered(slot, on) {
      if (on === powered.has(slot)) return
      powered[on ? 'add' : 'delete'](slot)
      changed()
    },
    died() {
      powered.clear()
      changed()
    },
  })
  const remove = async (slot: SlotNumber = 0): Promise<void> => {
    inserted.delete(slot)
    await child.send({ slot, type: 'remove' })
    changed()
  }
  await child.ready
  return {
    kind,
    socket: socketOf(options),
    get inserted() {
      return inserted.get(0) ?? null
    },
    get powered() {
      return powered.has(0)
    },
    get pin() {
      return { asked: pad.asked, digits: pad.digits }
    },
    async insert(card, slot = 0) {
      if (!listCards(options.cards).some(({ id }) => id === card))
        throw new UnknownCardError(`there is no test card ${card}`)
      if (slot === 1 && kind === 'sim') throw new NoSlotError('a simulated reader has one slot')
      const other = slot === 0 ? 1 : 0
      if (inserted.get(other) === card) await remove(other) // there is one of each
      inserted.set(slot, card)
      await child.send({ slot, type: 'insert', card })
      changed()
    },
    remove,
    async mute(on) {
      muted = on
      await child.send({ slot: 0, type: 'mute', on })
      changed()
    },
    fault: (plan) => child.send({ slot: 0, type: 'fault', plan }),
    async setWire(real) {
      realWire = real
      await child.send({ slot: 0, type: 'wire', real })
    },
    key: (key) => pad.key(key),
    onChange: (listener) => void listeners.push(listener),
    async stop() {
      pad.close()
      await child.stop()
    },
  }
}

function socketOf({ dir, kind }: VirtualReaderOptions): string {
  return join(dir, kind === 'pcsc' ? PCSCD_SOCKET : 'reader.sock')
}

async function commandLine(options: VirtualReaderOptions): Promise<readonly string[]> {
  const main = fileURLToPath(new URL('virtual/main.ts', import.meta.url))
  if (options.kind === 'sim') return [process.execPath, main, 'sim', socketOf(options)]
  const namespace = await privateNamespace(options.unpacked)
  if (!namespace) throw new NoPcscdError('no pcscd of our own can run on this machine')
  return [...namespace, process.execPath, main, 'pcsc', options.dir, options.unpacked]
}
