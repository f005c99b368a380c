import { connect as connectSocket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pcsclite from '@pokusew/pcsclite'
import { within } from './deadline.ts'
import {
  type CardEvent,
  CardGoneError,
  type CardReader,
  ReaderGoneError,
  ReaderRefusedError,
} from './port.ts'

type PcscSlot = Parameters<Parameters<ReturnType<typeof pcsclite>['once']>[1]>[0]

/** What an answer may be long: 256 bytes of data and the status word. */
const ANSWER_BYTES = 258
const CONNECT_MS = 2000
const PROBE_MS = 250
/** An exchange fails a little before the loss of the whole reader is reported. */
const LOSS_MS = 50

/**
 * The first reader of pcscd that has a card, through pcsc-lite. `socket` is pcscd's own (PCSCLITE_CSOCK_NAME, which the
 * process must have been started with). One object serves one `run`: after ReaderGoneError start a fresh process, since
 * the library believes to be connected still. A mute card blocks a thread of the process until it is killed.
 */
export function pcscReader(socket: string): CardReader {
  /** Every reader of pcscd, with the ATR of the card in it: each must be closed, or the process never ends. */
  const readers = new Map<PcscSlot, Buffer | null>()
  let lost = false
  let current: { readonly reader: PcscSlot; protocol: number | null } | null = null

  /** Takes the first reader that has a card. */
  const choose = (emit: Emit): void => {
    for (const [reader, atr] of readers) {
      if (!atr) continue
      current = { reader, protocol: null }
      emit({ type: 'card.inserted', atr })
      return
    }
  }
  const status = (reader: PcscSlot, state: number, atr: Buffer | undefined, emit: Emit): void => {
    const present = (state & reader.SCARD_STATE_PRESENT) !== 0 && atr && atr.length > 0
    readers.set(reader, present ? atr : null)
    if (!present && current?.reader === reader) {
      current = null
      void disconnect(reader)
      emit({ type: 'card.removed' })
    }
    if (!current) choose(emit)
  }
  return {
    kind: 'pcsc',
    get name() {
      return current?.reader.name ?? null
    },
    async run(signal, emit) {
      if (!(await whenListening(socket, signal))) return
      const pcsc = pcsclite()
      try {
        await new Promise<void>((resolve, reject) => {
          const gone = (cause: unknown): void =>
            reject(new ReaderGoneError('pcscd or the reader went away', { cause }))
          signal.addEventListener('abort', () => resolve(), { once: true })
          pcsc.on('error', gone)
          pcsc.on('reader', (reader) => {
            if (readers.size === 0) emit({ type: 'reader.ready' })
            readers.set(reader, null)
            reader.on('error', gone)
            reader.on('end', () => gone(undefined))
            reader.on('status', ({ state, atr }) => status(reader, state, atr, emit))
          })
        })
      } catch (cause) {
        lost = true // closing now could block for good; the process ends anyway
        throw cause
      }
      current = null
      for (const reader of readers.keys()) reader.close()
      pcsc.close()
    },
    async control(code, data, deadlineMs) {
      const card = current
      if (!card) throw new CardGoneError('no card in the reader')
      card.protocol ??= await within(CONNECT_MS, powerUp(card.reader))
      return await within(deadlineMs, askReader(card.reader, code, data))
    },
    async transmit(command, deadlineMs) {
      const card = current
      if (!card) throw new CardGoneError('no card in the reader')
      try {
        card.protocol ??= await within(CONNECT_MS, powerUp(card.reader))
        return await within(deadlineMs, exchange(card.reader, card.protocol, command))
      } catch (cause) {
        if (!(cause instanceof CardGoneError)) throw cause
        card.protocol = null
        await sleep(LOSS_MS)
        if (lost) throw new ReaderGoneError('the reader went away during the exchange', { cause })
        await within(CONNECT_MS, disconnect(card.reader))
        throw cause
      }
    },
  }
}
type Emit = (event: CardEvent) => void

function powerUp(reader: PcscSlot): Promise<number> {
  const options = { share_mode: reader.SCARD_SHARE_EXCLUSIVE, protocol: reader.SCARD_PROTOCOL_T0 }
  return new Promise((resolve, reject) => {
    reader.connect(options, (cause, protocol) => {
      if (cause || typeof protocol !== 'number')
        reject(new CardGoneError('the card cannot be powered', { cause }))
      else resolve(protocol)
    })
  })
}

/** After a card left, the library takes itself for connected until this is done. */
function disconnect(reader: PcscSlot): Promise<void> {
  return new Promise((resolve) => reader.disconnect(reader.SCARD_LEAVE_CARD, () => resolve()))
}

function exchange(reader: PcscSlot, protocol: number, command: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // No copy: there may be a PIN in it, which its owner writes over.
    const bytes = Buffer.from(command.buffer, command.byteOffset, command.byteLength)
    reader.transmit(bytes, ANSWER_BYTES, protocol, (cause, answer) => {
      // A card that left in the middle gives an empty answer, and an error only the next time.
      if (cause || answer.length < 2)
        reject(new CardGoneError('the card left during the exchange', { cause }))
      else resolve(answer)
    })
  })
}

function askReader(reader: PcscSlot, code: number, data: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    reader.control(Buffer.from(data), code, ANSWER_BYTES, (cause, answer) => {
      if (cause) reject(new ReaderRefusedError('the reader refuses the control', { cause }))
      else resolve(answer)
    })
  })
}

/**
 * Waits until pcscd accepts connections; false when `signal` aborts first. Without a daemon the library would spin on
 * the event loop for ever.
 */
async function whenListening(socket: string, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await accepts(socket)) return true
    await sleep(PROBE_MS, undefined, { signal }).catch(() => undefined)
  }
  return false
}

function accepts(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connectSocket(socket)
    probe.on('connect', () => {
      probe.destroy()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
  })
}
