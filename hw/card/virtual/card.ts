import { constants, createPrivateKey, privateEncrypt } from 'node:crypto'
import type { CardImage } from './card-image.ts'
import { type FileSystem, fileSystem } from './file-system.ts'
import { type PinState, pinState } from './pin.ts'

/** A card's chip: answers one command APDU after another. */
export interface Chip {
  readonly atr: Buffer
  /** Power on, off and reset: selections and rights are lost, the PIN counter stays. */
  reset(): void
  /** Answers one short command APDU with data, SW1, SW2. */
  process(command: Buffer): Buffer
}

interface Command {
  readonly cla: number
  readonly ins: number
  readonly p1: number
  readonly p2: number
  /** Body of a command with data; empty otherwise. */
  readonly data: Buffer
  /** The fifth byte: Lc, or Le on a command without data (0 stands for 256). */
  readonly p3: number
}

interface ChipState {
  readonly image: CardImage
  readonly files: FileSystem
  readonly pin: PinState
  environment: { readonly algorithm: number; readonly key: string } | null
  /** Kept for GET RESPONSE. */
  answer: Buffer
}

/** A Belgian eID with applet 1.7 and RSA-2048 keys. Source: Public Belpic Applet v1.7. */
export function eidChip(image: CardImage): Chip {
  const state: ChipState = {
    image,
    files: fileSystem(image.files),
    pin: pinState(image.pin),
    environment: null,
    answer: Buffer.alloc(0),
  }
  return {
    atr: Buffer.from(image.atr, 'hex'),
    reset() {
      state.files.reset()
      state.pin.logOff()
      state.environment = null
      state.answer = Buffer.alloc(0)
    },
    process: (bytes) => answer(state, parse(bytes)),
  }
}

/** A chip that knows no eID: it selects nothing and has no instruction in common with one. */
export function foreignChip(image: CardImage): Chip {
  return {
    atr: Buffer.from(image.atr, 'hex'),
    reset: () => undefined,
    process: (bytes) => status(bytes[1] === 0xa4 ? 0x6a82 : 0x6d00),
  }
}

function parse(bytes: Buffer): Command {
  const [cla = 0, ins = 0, p1 = 0, p2 = 0, p3 = 0] = bytes
  return { cla, ins, p1, p2, p3, data: bytes.subarray(5, 5 + p3) }
}

function answer(state: ChipState, command: Command): Buffer {
  const handler = HANDLERS[command.ins]
  if (!handler) return status(0x6d00)
  if (command.cla !== handler.cla) return status(0x6e00)
  const freshlyVerified = state.pin.takeFresh()
  return handler.run(state, command, freshlyVerified)
}

type Run = (state: ChipState, command: Command, freshlyVerified: boolean) => Buffer
const HANDLERS: Readonly<Record<number, { readonly cla: number; readonly run: Run }>> = {
  164: { cla: 0x00, run: (state, { p1, data }) => status(state.files.select(p1, data)) },
  176: { cla: 0x00, run: readBinary },
  192: { cla: 0x00, run: getResponse },
  32: { cla: 0x00, run: verify },
  34: { cla: 0x00, run: setEnvironment },
  42: { cla: 0x00, run: sign },
  228: { cla: 0x80, run: getCardData },
  230: { cla: 0x80, run: logOff },
}

function readBinary(state: ChipState, { p1, p2, p3 }: Command): Buffer {
  const file = state.files.current()
  if (!file) return status(0x6986)
  const offset = (p1 << 8) | p2
  if (offset >= file.length) return status(0x6b00)
  const available = file.length - offset
  const wanted = p3 || 256
  if (wanted > available) return status(0x6c00 | available)
  return ok(file.subarray(offset, offset + wanted))
}

function getResponse(state: ChipState, { p3 }: Command): Buffer {
  const { answer } = state
  if (answer.length === 0) return status(0x6985)
  if ((p3 || 256) !== answer.length) return status(0x6c00 | (answer.length & 0xff))
  state.answer = Buffer.alloc(0)
  return ok(answer)
}

function getCardData({ image }: ChipState, { p1, p2, p3 }: Command): Buffer {
  if (p1 !== 0 || p2 !== 0) return status(0x6a86)
  const data = Buffer.from(image.cardData, 'hex')
  return p3 === data.length ? ok(data) : status(0x6c00 | data.length)
}

function verify(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0 || p2 !== 1) return status(0x6a86)
  if (data.length === 0) return status(state.pin.status())
  return status(data.length === 8 ? state.pin.verify(data) : 0x6700)
}

function logOff(state: ChipState): Buffer {
  state.pin.logOff()
  return status(0x9000)
}

function setEnvironment(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0x41 || p2 !== 0xb6) return status(0x6a86)
  const [length, algorithmTag, algorithm = 0, keyTag, key = 0] = data
  if (data.length !== 5 || length !== 4 || algorithmTag !== 0x80 || keyTag !== 0x84)
    return status(0x6a80)
  const reference = key.toString(16)
  if (!(reference in state.image.keys)) return status(0x6a88)
  if (!(algorithm in INPUT_FITS)) return status(0x6a80)
  state.environment = { algorithm, key: reference }
  return status(0x9000)
}

/** Algorithm bytes: 01 a ready DigestInfo, 08 a SHA-256 hash; the value is what the input's length may be. */
const INPUT_FITS: Readonly<Record<number, (length: number) => boolean>> = {
  1: (length) => length > 0 && length <= 245,
  8: (length) => length === 32,
}
/** DER of DigestInfo for SHA-256 up to the hash. Source: RFC 8017, section 9.2, note 1. */
const SHA256_PREFIX = Buffer.from('3031300d060960864801650304020105000420', 'hex')

function sign(state: ChipState, { p1, p2, data }: Command, freshlyVerified: boolean): Buffer {
  if (p1 !== 0x9e || p2 !== 0x9a) return status(0x6a86)
  const { environment } = state
  if (!environment) return status(0x6985)
  const nonRepudiation = environment.key === '83'
  if (!state.pin.verified() || (nonRepudiation && !freshlyVerified)) return status(0x6982)
  if (!INPUT_FITS[environment.algorithm]?.(data.length)) return status(0x6a80)
  const input = environment.algorithm === 0x08 ? Buffer.concat([SHA256_PREFIX, data]) : data
  const key = createPrivateKey(state.image.keys[environment.key] ?? '')
  if (nonRepudiation) state.pin.logOff()
  state.answer = privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, input)
  return status(0x6100 | (state.answer.length & 0xff))
}

function ok(data: Buffer): Buffer {
  return Buffer.concat([data, status(0x9000)])
}

function status(word: number): Buffer {
  return Buffer.of(word >> 8, word & 0xff)
}
