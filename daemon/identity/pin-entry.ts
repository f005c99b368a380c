import { createReadStream, statSync } from 'node:fs'
import { connect } from 'node:net'
import { byteKeys, eventKeys, type PadKey } from '../../hw/card/keypad.ts'
import {
  GET_FEATURES,
  PIN_PAD_CANCELLED,
  PIN_PAD_TIMEOUT,
  type PinPadLanguage,
  pinPadQuirk,
  pinVerifyStructure,
  readerFeatures,
  VERIFY_PIN_DIRECT,
} from '../../hw/card/pinpad.ts'
import { type CardReader, ReaderRefusedError } from '../../hw/card/port.ts'
import { exchange, type Transmit } from './apdu.ts'

/** The card's answer to VERIFY, or why it was not asked. */
export type Entered =
  | { readonly state: 'shown'; readonly status: number }
  | { readonly state: 'cancelled' | 'failed' }

/** Asks for the PIN and shows it to the card. Errors of the reader pass through. */
export type PinEntry = (transmit: Transmit, signal: AbortSignal) => Promise<Entered>

export interface PinPolicy {
  /** The keys beside the reader: a unix socket of the virtual reader, or a Linux input device. */
  readonly pinPad?: string | undefined
  /** The PIN may be entered at a reader's own keys only. */
  readonly pinpadRequired: boolean
}

const CONTROL_MS = 2000
/** A reader waits thirty seconds for the first key and thirty after it. */
const ENTRY_MS = 90_000

/** Where a PIN can be entered here: the reader's own keys before any others; null when nowhere. */
export async function pinEntryOf(
  reader: CardReader,
  policy: PinPolicy,
  language: PinPadLanguage,
): Promise<PinEntry | null> {
  const own = await readerKeys(reader, language)
  if (own) return own
  const { pinPad, pinpadRequired } = policy
  return pinPad === undefined || pinpadRequired ? null : keypadEntry(pinPad)
}

async function readerKeys(reader: CardReader, language: PinPadLanguage): Promise<PinEntry | null> {
  const quirk = pinPadQuirk(reader.name ?? '')
  if (quirk?.unusable) return null
  const features = await reader
    .control(GET_FEATURES, new Uint8Array(), CONTROL_MS)
    .then(readerFeatures, (cause: unknown) => {
      if (cause instanceof ReaderRefusedError) return new Map<number, number>()
      throw cause
    })
  const verify = features.get(VERIFY_PIN_DIRECT)
  if (verify === undefined) return null
  return async () => {
    const answer = await reader.control(verify, pinVerifyStructure(language, quirk), ENTRY_MS)
    const status = answer.length < 2 ? 0 : Buffer.from(answer).readUInt16BE(answer.length - 2)
    if (status === PIN_PAD_TIMEOUT || status === PIN_PAD_CANCELLED) return { state: 'cancelled' }
    return { state: 'shown', status }
  }
}

const MIN_DIGITS = 4
const MAX_DIGITS = 12
/** CLA INS P1 P2 Lc, then byte `2L` and the digits as BCD, filled with F. Source: Public Belpic Applet v1.7, VERIFY. */
const VERIFY = Buffer.from('002000010820FFFFFFFFFFFFFF', 'hex')
const DIGITS_AT = 6

/** The digits exist in one Buffer only, which is written over whatever happens. */
export function keypadEntry(pinPad: string): PinEntry {
  return async (transmit, signal) => {
    const command = Buffer.from(VERIFY)
    try {
      const entered = await enter(pinPad, command, signal)
      if (entered !== 'entered') return { state: entered }
      return { state: 'shown', status: (await exchange(transmit, command)).status }
    } finally {
      command.fill(0)
    }
  }
}

/** Writes the digits into `command` as they come, until the OK key. */
function enter(
  pinPad: string,
  command: Buffer,
  signal: AbortSignal,
): Promise<'entered' | 'cancelled' | 'failed'> {
  return new Promise((resolve) => {
    if (signal.aborted) return void resolve('cancelled')
    const keys = openKeys(pinPad)
    let count = 0
    let ended = false
    const end = (outcome: 'entered' | 'cancelled' | 'failed'): void => {
      ended = true
      resolve(outcome)
      keys.stream.destroy()
    }
    const press = (pressed: PadKey): void => {
      if ('digit' in pressed) {
        if (count === MAX_DIGITS) return
        putDigit(command, count, pressed.digit)
        count += 1
      } else if (pressed.key === 'cancel') end('cancelled')
      else if (pressed.key === 'ok' && count >= MIN_DIGITS) end('entered')
      else {
        count = 0
        VERIFY.copy(command)
      }
    }
    keys.stream.on('data', (chunk: Buffer) => {
      for (const pressed of keys.read(chunk)) if (!ended) press(pressed)
    })
    keys.stream.on('error', () => end('failed'))
    keys.stream.on('close', () => end('failed'))
    signal.addEventListener('abort', () => end('cancelled'), { once: true })
  })
}

function openKeys(path: string) {
  const isDevice = statSync(path, { throwIfNoEntry: false })?.isSocket() === false
  return isDevice
    ? { stream: createReadStream(path), read: eventKeys() }
    : { stream: connect(path), read: byteKeys }
}

function putDigit(command: Buffer, index: number, digit: number): void {
  const at = DIGITS_AT + (index >> 1)
  const byte = command[at] ?? 0xff
  command[at] = index % 2 === 0 ? (digit << 4) | 0x0f : (byte & 0xf0) | digit
  command[DIGITS_AT - 1] = 0x20 | (index + 1)
}
