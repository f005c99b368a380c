import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { within } from './deadline.ts'
import { CardGoneError, type CardReader, ReaderGoneError, ReaderRefusedError } from './port.ts'
import { CONTROL, deframer, frame } from './vpcd.ts'

const ATR_MS = 2000
/** What an answer may be long: 256 bytes of data and the status word. */
const ANSWER_BYTES = 258

/** A card whose power is on. */
interface Slot {
  readonly link: Socket
  readonly atr: Buffer
}

/** A reader in this process: it listens on the unix socket `path`, and a virtual card that dials it is in its slot. */
export function simReader(path: string): CardReader {
  let slot: Slot | null = null
  /** What waits for the card's next message; null when the card left. */
  let waiter: ((message: Buffer | null) => void) | null = null

  const exchange = (link: Socket, message: Uint8Array): Promise<Buffer | null> =>
    new Promise((resolve) => {
      waiter = resolve
      const framed = frame(message)
      link.write(framed, () => framed.fill(0)) // there may be a PIN in it
    })
  const settle = (message: Buffer | null): void => {
    const waiting = waiter
    waiter = null
    waiting?.(message)
  }
  const admit = async (link: Socket): Promise<Slot | null> => {
    const messages = deframer()
    link.on('data', (chunk) => {
      for (const message of messages(chunk)) settle(message)
    })
    link.on('error', () => undefined) // 'close' follows
    link.write(frame(Buffer.of(CONTROL.on)))
    const atr = await within(ATR_MS, exchange(link, Buffer.of(CONTROL.atr)))
    return atr && { link, atr }
  }

  return {
    kind: 'sim',
    get name() {
      return slot ? 'Loket simulated reader' : null
    },
    async control() {
      throw new ReaderRefusedError('the simulated reader has no keys of its own')
    },
    async run(signal, emit) {
      const server = createServer((link) => {
        if (slot) {
          link.destroy() // one slot, one card
          return
        }
        link.on('close', () => {
          settle(null)
          if (slot?.link !== link) return
          slot = null
          emit({ type: 'card.removed' })
        })
        admit(link).then(
          (admitted) => {
            if (!admitted || link.destroyed) return
            slot = admitted
            emit({ type: 'card.inserted', atr: admitted.atr })
          },
          () => link.destroy(),
        )
      })
      rmSync(path, { force: true })
      await new Promise<void>((resolve, reject) => {
        server.once('error', (cause) =>
          reject(new ReaderGoneError('the slot cannot be opened', { cause })),
        )
        server.once('close', resolve)
        const close = (): void => {
          server.close()
          slot?.link.destroy()
        }
        if (signal.aborted) resolve()
        else server.listen(path, () => emit({ type: 'reader.ready' }))
        signal.addEventListener('abort', close, { once: true })
      })
    },
    async transmit(command, deadlineMs) {
      const card = slot
      if (!card) throw new CardGoneError('no card in the slot')
      try {
        const answer = await within(deadlineMs, exchange(card.link, command))
        if (answer && answer.length >= 2 && answer.length <= ANSWER_BYTES) return answer
      } catch (cause) {
        card.link.destroy() // a late answer must not be taken for the next one's
        throw cause
      }
      throw new CardGoneError('the card left during the exchange')
    },
  }
}
