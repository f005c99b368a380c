import { rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'

/** The keys of the pad as single bytes on its socket: the ASCII digits, CR, BS and ESC. */
const BYTES = { ok: 0x0d, clear: 0x08, cancel: 0x1b } as const
export type PadKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | keyof typeof BYTES
const MAX_DIGITS = 12

/** The keys beside the reader. Only the card child opens its socket: digits reach no other process. */
export interface PinPad {
  readonly asked: boolean
  readonly digits: number
  key(key: PadKey): void
  close(): void
}

/** Listens on `socket`; `changed` is called when the pad is asked for a PIN, let go, or counts another digit. */
export async function pinPad(socket: string, changed: () => void): Promise<PinPad> {
  let asker: Socket | null = null
  let digits = 0
  const server = createServer((link) => {
    asker?.destroy()
    asker = link
    digits = 0
    link.on('error', () => undefined) // 'close' follows
    link.on('close', () => {
      if (asker !== link) return
      asker = null
      digits = 0
      changed()
    })
    link.resume()
    changed()
  })
  rmSync(socket, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socket, resolve)
  })
  return {
    get asked() {
      return asker !== null
    },
    get digits() {
      return digits
    },
    key(key) {
      if (!asker) return
      const isDigit = /^\d$/.test(key)
      if (isDigit && digits === MAX_DIGITS) return
      asker.write(Buffer.of(byteOf(key)))
      digits = isDigit ? digits + 1 : 0
      changed()
    },
    close() {
      asker?.destroy()
      server.close()
    },
  }
}

function byteOf(key: PadKey): number {
  if (key === 'ok' || key === 'clear' || key === 'cancel') return BYTES[key]
  return key.charCodeAt(0)
}
