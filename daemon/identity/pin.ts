import { connect } from 'node:net'
import { exchange, OK, type Transmit } from './apdu.ts'
import type { PinOutcome } from './protocol.ts'

const MIN_DIGITS = 4
const MAX_DIGITS = 12
/** CLA INS P1 P2 Lc, then byte `2L` and the digits as BCD, filled with F. Source: Public Belpic Applet v1.7, VERIFY. */
const VERIFY = Buffer.from('002000010820FFFFFFFFFFFFFF', 'hex')
const DIGITS_AT = 6
const KEYS = { ok: 0x0d, clear: 0x08, cancel: 0x1b } as const

/**
 * Asks for the PIN at the keys and shows it to the card. The digits exist in one Buffer only, which is written over
 * whatever happens. Errors of `transmit` pass through.
 */
export async function verifyPin(
  transmit: Transmit,
  pinPad: string,
  signal: AbortSignal,
): Promise<PinOutcome> {
  const command = Buffer.from(VERIFY)
  try {
    const entered = await enterPin(pinPad, command, signal)
    if (entered !== 'entered') return { state: entered }
    return outcomeOf((await exchange(transmit, command)).status)
  } finally {
    command.fill(0)
  }
}

function outcomeOf(status: number): PinOutcome {
  if (status === OK) return { state: 'ok' }
  if (status === 0x6983 || status === 0x63c0) return { state: 'blocked' }
  if (status >> 4 === 0x63c) return { state: 'wrong', triesLeft: status & 0x0f }
  return { state: 'failed' }
}

/** Writes the digits into `command` as they come, until the OK key. */
function enterPin(
  pinPad: string,
  command: Buffer,
  signal: AbortSignal,
): Promise<'entered' | 'cancelled' | 'failed'> {
  return new Promise((resolve) => {
    const keys = connect(pinPad)
    let count = 0
    const end = (outcome: 'entered' | 'cancelled' | 'failed'): void => {
      resolve(outcome)
      keys.destroy()
    }
    const press = (key: number): void => {
      if (key === KEYS.cancel) end('cancelled')
      else if (key === KEYS.ok && count >= MIN_DIGITS) end('entered')
      else if (key === KEYS.ok || key === KEYS.clear) {
        count = 0
        VERIFY.copy(command)
      } else if (count < MAX_DIGITS) {
        putDigit(command, count, key & 0x0f)
        count += 1
      }
    }
    keys.on('data', (chunk) => {
      for (const key of chunk) press(key)
      chunk.fill(0)
    })
    keys.on('error', () => end('failed'))
    keys.on('close', () => end('failed'))
    signal.addEventListener('abort', () => end('cancelled'), { once: true })
  })
}

function putDigit(command: Buffer, index: number, digit: number): void {
  const at = DIGITS_AT + (index >> 1)
  const byte = command[at] ?? 0xff
  command[at] = index % 2 === 0 ? (digit << 4) | 0x0f : (byte & 0xf0) | digit
  command[DIGITS_AT - 1] = 0x20 | (index + 1)
}
