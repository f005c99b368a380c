import { decodeTlv, encodeTlv, TlvError } from '../eid-tlv.ts'
import type { CardImage } from './card-image.ts'
import { type CardKey, cardKey, warmUp } from './card-key.ts'
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
  readonly cardData: Buffer
  /** The applet is 1.8, not 1.7. */
  readonly modern: boolean
  readonly files: FileSystem
  readonly keys: ReadonlyMap<number, () => CardKey>
  readonly pin: PinState
  environment: { readonly algorithm: number; readonly reference: number } | null
  /** Kept for GET RESPONSE. */
  answer: Buffer
  basicUses: number
}

const APPLET_AT = 21
const APPLET_18 = 0x18
const [BASIC_KEY, NON_REPUDIATION] = [0x81, 0x83]
/** How often the basic key answers until the next right PIN. Source: Public Belpic Applet v1.8, INTERNAL AUTHENTICATE. */
const BASIC_USES = 5000

/** The chip of a test card: a Belgian eID, or something else that fits the reader. */
export function chipOf(image: CardImage): Chip {
  return image.note === 'not_an_eid' ? foreignChip(image) : eidChip(image)
}

/**
 * A Belgian eID with applet 1.7 or 1.8, whichever its card data name. Source: Public Belpic Applet v1.7 and v1.8. As
 * many chips can be made of one image as are wanted; each has a state of its own.
 */
export function eidChip(image: CardImage): Chip {
  const cardData = Buffer.from(image.cardData, 'hex')
  const modern = (cardData[APPLET_AT] ?? 0) >= APPLET_18
  if (modern) warmUp()
  const keys = Object.entries(image.keys).map(
    ([reference, pem]) => [Number.parseInt(reference, 16), cardKey(pem)] as const,
  )
  const state: ChipState = {
    cardData,
    modern,
    files: fileSystem(image.files),
    keys: new Map(keys),
    pin: pinState(image.pin, image.triesLeft),
    environment: null,
    answer: Buffer.alloc(0),
    basicUses: image.basicUses ?? BASIC_USES,
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
  if (!handler || (handler.modern && !state.modern)) return status(0x6d00)
  if (command.cla !== handler.cla) return status(0x6e00)
  const bytes = handler.run(state, command)
  state.pin.grow()
  return bytes
}

interface Instruction {
  readonly cla: number
  /** Only applet 1.8 has it. */
  readonly modern?: true
  readonly run: (state: ChipState, command: Command) => Buffer
}
const HANDLERS: Readonly<Record<number, Instruction>> = {
  32: { cla: 0x00, run: verify },
  34: { cla: 0x00, run: setEnvironment },
  42: { cla: 0x00, run: sign },
  136: { cla: 0x00, modern: true, run: internalAuthenticate },
  164: { cla: 0x00, run: (state, { p1, data }) => status(state.files.select(p1, data)) },
  176: { cla: 0x00, run: readBinary },
  178: { cla: 0x80, modern: true, run: readRecord },
  192: { cla: 0x00, run: getResponse },
  228: { cla: 0x80, run: getCardData },
  230: { cla: 0x80, run: logOff },
}

function readBinary(state: ChipState, { p1, p2, p3 }: Command): Buffer {
  const file = state.files.current()
  if (!file) return status(0x6986)
  const offset = (p1 << 8) | p2
  if (offset >= file.length) return status(0x6b00)
  return exactly(file.subarray(offset, offset + 256), p3)
}

/** Fields of the selected file from one tag to another. Source: Public Belpic Applet v1.8, READ RECORD. */
function readRecord(state: ChipState, { p1, p2, p3 }: Command): Buffer {
  const file = state.files.current()
  if (!file) return status(0x6986)
  try {
    const fields = decodeTlv(file).filter(({ tag }) => tag >= p1 && tag <= p2)
    return fields.length === 0 ? status(0x6a83) : exactly(encodeTlv(fields).subarray(0, 256), p3)
  } catch (error) {
    if (error instanceof TlvError) return status(0x6981)
    throw error
  }
}

/** T=0: asking for more than there is gets the right length, not the data. Source: ISO/IEC 7816-3, clause 10.4. */
function exactly(available: Buffer, p3: number): Buffer {
  const wanted = p3 || 256
  if (wanted > available.length) return status(0x6c00 | available.length)
  return ok(available.subarray(0, wanted))
}

function getResponse(state: ChipState, { p3 }: Command): Buffer {
  const { answer } = state
  if (answer.length === 0) return status(0x6985)
  if ((p3 || 256) !== answer.length) return status(0x6c00 | (answer.length & 0xff))
  state.answer = Buffer.alloc(0)
  return ok(answer)
}

/** Mode 01, of applet 1.8, adds the PIN tries left. */
function getCardData({ cardData, modern, pin }: ChipState, { p1, p2, p3 }: Command): Buffer {
  if (p1 !== 0 || p2 > (modern ? 1 : 0)) return status(0x6a86)
  const data = p2 === 0 ? cardData : Buffer.concat([cardData, Buffer.of(pin.triesLeft, 0xff, 0xff)])
  return p3 === data.length ? ok(data) : status(0x6c00 | data.length)
}

function verify(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0 || p2 !== 1) return status(0x6a86)
  if (data.length === 0) return status(state.pin.status())
  if (data.length !== 8) return status(0x6700)
  const word = state.pin.verify(data)
  if (word === 0x9000) state.basicUses = BASIC_USES
  return status(word)
}

function logOff(state: ChipState): Buffer {
  state.pin.logOff()
  return status(0x9000)
}

function setEnvironment(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0x41 || p2 !== 0xb6) return status(0x6a86)
  const [length, algorithmTag, algorithm = 0, keyTag, reference = 0] = data
  if (data.length !== 5 || length !== 4 || algorithmTag !== 0x80 || keyTag !== 0x84)
    return status(0x6a80)
  const key = reference === BASIC_KEY ? undefined : state.keys.get(reference)
  if (!key) return status(0x6a88)
  if (!key().knows(algorithm)) return status(0x6a80)
  state.environment = { algorithm, reference }
  return status(0x9000)
}

function sign(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0x9e || p2 !== 0x9a) return status(0x6a86)
  const { environment } = state
  if (!environment) return status(0x6985)
  const nonRepudiation = environment.reference === NON_REPUDIATION
  const oldest = state.modern ? 2 : 1
  if (!state.pin.verified() || (nonRepudiation && state.pin.age > oldest)) return status(0x6982)
  const signature = state.keys.get(environment.reference)?.().sign(environment.algorithm, data)
  if (!signature) return status(0x6a80)
  if (nonRepudiation) state.pin.logOff()
  return later(state, signature)
}

/** The basic key signs a SHA-384 hash without a PIN: the proof that the chip is no copy. */
function internalAuthenticate(state: ChipState, { p1, p2, data }: Command): Buffer {
  if (p1 !== 0x02 || p2 !== BASIC_KEY) return status(0x6a86)
  if (data.length !== 50 || data[0] !== 0x94 || data[1] !== 0x30) return status(0x6a80)
  const signature = state.keys.get(BASIC_KEY)?.().sign(0x02, data.subarray(2))
  if (!signature) return status(0x6a88)
  if (state.basicUses === 0) return status(0x6985)
  state.basicUses -= 1
  return later(state, signature)
}

/** T=0: a command with data has no answer of its own, GET RESPONSE brings it. */
function later(state: ChipState, bytes: Buffer): Buffer {
  state.answer = bytes
  return status(0x6100 | (bytes.length & 0xff))
}

function ok(data: Buffer): Buffer {
  return Buffer.concat([data, status(0x9000)])
}

function status(word: number): Buffer {
  return Buffer.of(word >> 8, word & 0xff)
}
