import { CardStatusError, exchange, OK, type Transmit } from './apdu.ts'
import { derLength } from './der.ts'

/** The bytes of one card, as read. */
export interface EidFiles {
  readonly identity: Uint8Array
  readonly identitySignature: Uint8Array
  readonly address: Uint8Array
  readonly addressSignature: Uint8Array
  /** JPEG. */
  readonly photo: Uint8Array
  /** The certificate of the National Register's signer, DER without padding. */
  readonly signer: Uint8Array
  /** The chip number, 16 bytes, as the chip itself says. */
  readonly chipNumber: Uint8Array
}

/** What is in the reader is not an eID: it has no such applet. */
export class NotAnEidError extends Error {
  readonly code = 'NOT_AN_EID'
  readonly scope = 'visit'
}

const SELECT_APPLET = Buffer.from('00A404000FA00000003029057000AD13100101FF', 'hex')
const GET_CARD_DATA = Buffer.from('80E400001C', 'hex')
const CARD_DATA_BYTES = 28
const APPLET_AT = 21
const BLOCK_BYTES = 256
/** Well above the largest file of any card, and below where READ BINARY's offset ends. */
const MAX_FILE_BYTES = 16_384

/**
 * Reads what an identification needs, identity first and the photo last. The ATR is no proof of an eID: the applet is.
 * @throws NotAnEidError
 * @throws CardStatusError when a file cannot be read.
 * @throws DerError when the certificate is not one. Errors of `transmit` pass through.
 */
export async function readEidFiles(transmit: Transmit): Promise<EidFiles> {
  const { chipNumber } = await readCardData(transmit)
  const identity = await readFile(transmit, '3F00DF014031')
  const identitySignature = await readFile(transmit, '3F00DF014032')
  const address = await readFile(transmit, '3F00DF014033')
  const addressSignature = await readFile(transmit, '3F00DF014034')
  const signer = await readFile(transmit, '3F00DF00503C', derLength)
  const photo = await readFile(transmit, '3F00DF014035')
  return { identity, identitySignature, address, addressSignature, photo, signer, chipNumber }
}

/** Chip number (16 bytes) and applet version of the card. @throws NotAnEidError */
export async function readCardData(
  transmit: Transmit,
): Promise<{ readonly chipNumber: Uint8Array; readonly applet: number }> {
  const selected = await exchange(transmit, SELECT_APPLET)
  if (selected.status !== OK) throw new NotAnEidError('the card has no eID applet')
  const { data, status } = await exchange(transmit, GET_CARD_DATA)
  if (status !== OK || data.length !== CARD_DATA_BYTES)
    throw new NotAnEidError('the card does not give the data of an eID')
  return { chipNumber: data.subarray(0, 16), applet: data[APPLET_AT] ?? 0 }
}

/** `measure` tells the length of the content from the first block; without it the whole file is read, padding too. */
export async function readFile(
  transmit: Transmit,
  path: string,
  measure?: (head: Uint8Array) => number,
): Promise<Uint8Array> {
  const select = Buffer.concat([Buffer.from('00A4080C06', 'hex'), Buffer.from(path, 'hex')])
  const { status } = await exchange(transmit, select)
  if (status !== OK) throw new CardStatusError(`SELECT ${path}`, status)
  let content = await readBlock(transmit, path, 0, BLOCK_BYTES)
  let more = content.length === BLOCK_BYTES
  const length = measure?.(content) ?? MAX_FILE_BYTES
  while (more && content.length < length) {
    const wanted = Math.min(BLOCK_BYTES, length - content.length)
    const block = await readBlock(transmit, path, content.length, wanted)
    content = Buffer.concat([content, block])
    more = block.length === wanted
  }
  return content.subarray(0, length)
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
