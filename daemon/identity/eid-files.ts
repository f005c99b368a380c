import { createHash } from 'node:crypto'
import { isPaddedTlv } from '../../hw/card/eid-tlv.ts'
import { exchange, OK, type Transmit } from './apdu.ts'
import type { Authorities } from './authorities.ts'
import { type FileShape, readFile, readOptional, SEQUENCE, WHOLE } from './card-file.ts'
import { readCertificate } from './certificate.ts'

/** The bytes of one card, as read; certificates and keys without their padding. */
export interface EidFiles {
  readonly identity: Uint8Array
  readonly identitySignature: Uint8Array
  readonly address: Uint8Array
  readonly addressSignature: Uint8Array
  /** JPEG. */
  readonly photo: Uint8Array
  readonly chip: ChipData
  /** The certificate of the National Register's signer. */
  readonly signer: Uint8Array
  /** The holder's certificates. Children have none for authentication, minors none for signatures. */
  readonly authentication: Uint8Array | null
  readonly signature: Uint8Array | null
  /** Who issued these, as the card says; null when it was known without reading it. */
  readonly authority: Uint8Array | null
  /** The root that the card carries; read only when the signer's issuer is none of ours, to name it. */
  readonly root: Uint8Array | null
  /** The public key of the chip itself, from applet 1.8. */
  readonly basicKey: Uint8Array | null
  readonly proof: ChipProof | null
}

/** What the chip says of itself. Source: Public Belpic Applet v1.8, GET CARD DATA. */
export interface ChipData {
  /** 16 bytes. */
  readonly number: Uint8Array
  /** 0x11, 0x17 or 0x18. */
  readonly applet: number
}

/** What the chip made of a fresh challenge: r and s (96 bytes), or nothing and the status word why. */
export interface ChipProof {
  /** The chip signed the SHA-384 of this. */
  readonly challenge: Uint8Array
  readonly answer: Uint8Array
  readonly status: number
}

export interface ReadOptions {
  /** Told as soon as the identity file is there; nothing has been checked then. */
  readonly onIdentity: (file: Uint8Array) => void
  /** What need not be read again. */
  readonly known: Pick<Authorities, 'issuerOf' | 'signerFrom'>
  /** 48 bytes, fresh for every card. */
  readonly challenge: Uint8Array
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
/** INTERNAL AUTHENTICATE with the basic key over a hash of 48 bytes. Source: Public Belpic Applet v1.8. */
const INTERNAL_AUTHENTICATE = Buffer.from('00880281329430', 'hex')
const FIRST_APPLET_WITH_KEY = 0x18

/** No signature file is longer: RSA-2048, or ECDSA padded to that. */
const SIGNATURE: FileShape = { firstBytes: 256, length: () => 256 }
/** 117 bytes were the file's size for long; behind its fields there is nothing but padding. */
const ADDRESS: FileShape = {
  firstBytes: 117,
  length: (read) => (isPaddedTlv(read) ? read.length : null),
}
/** A P-384 key as SubjectPublicKeyInfo. */
const KEY: FileShape = { firstBytes: 120, length: SEQUENCE.length }

/**
 * Reads what an identification needs, identity first and the photo last. The ATR is no proof of an eID: the applet is.
 * @throws NotAnEidError
 * @throws CardStatusError when a file cannot be read.
 * @throws DerError when a certificate is not one. Errors of `transmit` pass through.
 */
export async function readEidFiles(transmit: Transmit, options: ReadOptions): Promise<EidFiles> {
  const chip = await readChipData(transmit)
  const identity = await readFile(transmit, '3F00DF014031', WHOLE)
  options.onIdentity(identity)
  return {
    chip,
    identity,
    identitySignature: await readFile(transmit, '3F00DF014032', SIGNATURE),
    address: await readFile(transmit, '3F00DF014033', ADDRESS),
    addressSignature: await readFile(transmit, '3F00DF014034', SIGNATURE),
    ...(await readSigner(transmit, options)),
    ...(await readHolder(transmit, options)),
    ...(await readChipKey(transmit, chip, options)),
    photo: await readFile(transmit, '3F00DF014035', WHOLE),
  }
}

/** @throws NotAnEidError for any other card. */
export async function readChipData(transmit: Transmit): Promise<ChipData> {
  const selected = await exchange(transmit, SELECT_APPLET)
  if (selected.status !== OK) throw new NotAnEidError('the card has no eID applet')
  const { data, status } = await exchange(transmit, GET_CARD_DATA)
  if (status !== OK || data.length !== CARD_DATA_BYTES)
    throw new NotAnEidError('the card does not give the data of an eID')
  return { number: data.subarray(0, 16), applet: data[APPLET_AT] ?? 0 }
}

async function readSigner(
  transmit: Transmit,
  { known }: ReadOptions,
): Promise<Pick<EidFiles, 'signer' | 'root'>> {
  const read = await readFile(transmit, '3F00DF00503C', {
    firstBytes: SEQUENCE.firstBytes,
    length: (head) => (known.signerFrom(head) ? head.length : SEQUENCE.length(head)),
  })
  const signer = known.signerFrom(read)?.der ?? read
  const certificate = readCertificate(signer)
  const ours = certificate !== null && known.issuerOf(certificate) !== null
  return { signer, root: ours ? null : await readOptional(transmit, '3F00DF00503B', SEQUENCE) }
}

async function readHolder(
  transmit: Transmit,
  { known }: ReadOptions,
): Promise<Pick<EidFiles, 'authentication' | 'signature' | 'authority'>> {
  const authentication = await readOptional(transmit, '3F00DF005038', SEQUENCE)
  const signature = await readOptional(transmit, '3F00DF005039', SEQUENCE)
  const ours = [authentication, signature].every((der) => {
    const certificate = der && readCertificate(der)
    return certificate === null || known.issuerOf(certificate) !== null
  })
  return {
    authentication,
    signature,
    authority: ours ? null : await readOptional(transmit, '3F00DF00503A', SEQUENCE),
  }
}

async function readChipKey(
  transmit: Transmit,
  { applet }: ChipData,
  { challenge }: ReadOptions,
): Promise<Pick<EidFiles, 'basicKey' | 'proof'>> {
  if (applet < FIRST_APPLET_WITH_KEY) return { basicKey: null, proof: null }
  const basicKey = await readOptional(transmit, '3F00DF014040', KEY)
  const hash = createHash('sha384').update(challenge).digest()
  const { data, status } = await exchange(transmit, Buffer.concat([INTERNAL_AUTHENTICATE, hash]))
  return { basicKey, proof: { challenge, answer: data, status } }
}
