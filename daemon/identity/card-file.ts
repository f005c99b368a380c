import { CardStatusError, exchange, OK, type Transmit } from './apdu.ts'
import { DerError, derLength } from './der.ts'

/** How a file is read with as few commands as its content allows. */
export interface FileShape {
  /** What the first READ BINARY asks for, 1 to 256 bytes. A file that is shorter costs one command more. */
  readonly firstBytes: number
  /** The length of what matters, from what has been read so far; null while it cannot be told. */
  readonly length: (read: Uint8Array) => number | null
}

const BLOCK_BYTES = 256
/** Well above the largest file of any card, and below where READ BINARY's offset ends. */
const MAX_FILE_BYTES = 16_384
const NO_FILE = 0x6a82

/** To the end of the file, with any padding. */
export const WHOLE: FileShape = { firstBytes: BLOCK_BYTES, length: () => null }
/** A certificate or key; what is behind it is padding. A file of zeros holds none. */
export const SEQUENCE: FileShape = { firstBytes: BLOCK_BYTES, length: sequenceLength }

/**
 * Selects a file by its absolute path (hex) and reads it. @throws CardStatusError when it is not there or cannot be read.
 * @throws DerError when it has no length that it can have. Errors of `transmit` pass through.
 */
export async function readFile(
  transmit: Transmit,
  path: string,
  shape: FileShape,
): Promise<Uint8Array> {
  const status = await select(transmit, path)
  if (status !== OK) throw new CardStatusError(`SELECT ${path}`, status)
  return await readSelected(transmit, path, shape)
}

/** The same for a file that a card need not have: null when it is not there, or full of zeros. */
export async function readOptional(
  transmit: Transmit,
  path: string,
  shape: FileShape,
): Promise<Uint8Array | null> {
  const status = await select(transmit, path)
  if (status === NO_FILE) return null
  if (status !== OK) throw new CardStatusError(`SELECT ${path}`, status)
  const content = await readSelected(transmit, path, shape)
  return content.length === 0 ? null : content
}

async function select(transmit: Transmit, path: string): Promise<number> {
  const command = Buffer.concat([Buffer.from('00A4080C06', 'hex'), Buffer.from(path, 'hex')])
  return (await exchange(transmit, command)).status
}

async function readSelected(
  transmit: Transmit,
  path: string,
  { firstBytes, length }: FileShape,
): Promise<Uint8Array> {
  let content = Buffer.alloc(0)
  let end = MAX_FILE_BYTES
  let wanted = firstBytes
  let more = true
  while (more && content.length < end) {
    const block = await readBlock(transmit, path, content.length, wanted)
    more = block.length === wanted
    content = Buffer.concat([content, block])
    end = length(content) ?? MAX_FILE_BYTES
    wanted = Math.min(BLOCK_BYTES, end - content.length)
  }
  return content.subarray(0, end)
}

async function readBlock(
  transmit: Transmit,
  path: string,
  offset: number,
  wanted: number,
): Promise<Buffer> {
  const read = Buffer.of(0x00, 0xb0, offset >> 8, offset & 0xff, wanted & 0xff)
  const { data, status } = await exchange(transmit, read)
  // The file ends exactly where the block before it did.
  if (status === 0x6b00 && offset > 0) return Buffer.alloc(0)
  if (status !== OK || data.length > wanted)
    throw new CardStatusError(`READ BINARY ${path}`, status)
  return data
}

function sequenceLength(read: Uint8Array): number {
  if (read.every((byte) => byte === 0)) return 0
  const length = derLength(read)
  if (length > MAX_FILE_BYTES) throw new DerError('longer than any file of a card')
  return length
}
