import { createPublicKey, sign as edSign, verify as edVerify, KeyObject } from 'node:crypto'
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose'
import * as z from 'zod'
import type { KnownKeys, PartyKeys, PartyPublic } from '../runtime/keys.ts'

export type { KnownKeys, PartyKeys, PartyPublic } from '../runtime/keys.ts'

/**
 * `MALFORMED` it does not parse; `UNKNOWN_KEY` signed by nobody we know; `BAD_SIGNATURE` the signature does not
 * hold; `NOT_FOR_US` sealed to another key; `TAMPERED` it does not decrypt; `WRONG_CONTEXT` genuine, but made for
 * another purpose, box, id or reader.
 */
export type SealFault =
  | 'MALFORMED'
  | 'UNKNOWN_KEY'
  | 'BAD_SIGNATURE'
  | 'NOT_FOR_US'
  | 'TAMPERED'
  | 'WRONG_CONTEXT'

/** Something signed or sealed was not accepted. Its message never holds content. */
export class SealError extends Error {
  readonly code: SealFault
  readonly scope = 'visit'
  constructor(code: SealFault, options?: ErrorOptions) {
    super(`not accepted: ${code}`, options)
    this.name = 'SealError'
    this.code = code
  }
}

/** What is sealed, with the context that is bound inside its signature. */
export interface SealContent {
  /** What it is for, for example `dossier` or `visit.view`. */
  readonly purpose: string
  readonly box: string
  /** The visit, command or dossier that it belongs to. */
  readonly id: string
  readonly body: unknown
}

/** The two kinds of signature, kept apart so that none can stand in for the other. */
type Kind = 'lk1' | 'lk1-sealed'
const SIGN_ALG = 'EdDSA'
const KEY_ALG = 'ECDH-ES+A256KW'
const CONTENT_ALG = 'A256GCM'
const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

const sealedContent = z.strictObject({
  purpose: z.string(),
  box: z.string(),
  id: z.string(),
  to: z.string(),
  body: z.unknown(),
})

/**
 * Signs a payload as compact JWS (EdDSA, Ed25519; kid in the header). Synchronous, since a turn through WebCrypto takes
 * several times as long as the signature, twice for every message of a ticket. Source: RFC 7515 3.1, RFC 8037 3.1.
 */
export function sign(keys: PartyKeys, payload: object): string {
  return signAs('lk1', keys, payload)
}

/** Checks a compact JWS against the parties we know. @throws SealError MALFORMED | UNKNOWN_KEY | BAD_SIGNATURE */
export function verify(jws: string, known: KnownKeys): { kid: string; payload: unknown } {
  return verifyAs('lk1', jws, known)
}

/**
 * Signs, then encrypts to one party: a JWE (ECDH-ES+A256KW with X25519, A256GCM) of a JWS. Purpose, box, id and the
 * reader's kid lie inside the signature; the length is padded to steps. Source: RFC 7516.
 */
export async function seal(to: PartyPublic, content: SealContent, by: PartyKeys): Promise<string> {
  const { purpose, box, id, body } = content
  const jws = signAs('lk1-sealed', by, { purpose, box, id, to: to.kid, body })
  return await new CompactEncrypt(pad(encoder.encode(jws)))
    .setProtectedHeader({ alg: KEY_ALG, enc: CONTENT_ALG, kid: to.kid })
    .encrypt({ ...to.encryption })
}

/** Opens what was sealed to us and checks who made it and for what. @throws SealError for every other case. */
export async function unseal(
  jwe: string,
  keys: PartyKeys,
  known: KnownKeys,
  expect: { purpose: string; box?: string; id?: string },
): Promise<{ kid: string; body: unknown; box: string; id: string }> {
  if (kidOf(jwe) !== keys.kid) throw new SealError('NOT_FOR_US')
  const jws = await decrypt(jwe, keys)
  const { kid, payload } = verifyAs('lk1-sealed', jws, known)
  const parsed = sealedContent.safeParse(payload)
  if (!parsed.success) throw new SealError('MALFORMED')
  const { purpose, box, id, to, body } = parsed.data
  const fits =
    to === keys.kid &&
    purpose === expect.purpose &&
    (expect.box === undefined || box === expect.box) &&
    (expect.id === undefined || id === expect.id)
  if (!fits) throw new SealError('WRONG_CONTEXT')
  return { kid, body, box, id }
}

/** What lies in a seal as it was signed, for somebody else to check: a compact JWS. @throws SealError */
export async function signedContent(jwe: string, keys: PartyKeys): Promise<string> {
  if (kidOf(jwe) !== keys.kid) throw new SealError('NOT_FOR_US')
  return await decrypt(jwe, keys)
}

function signAs(typ: Kind, keys: PartyKeys, payload: object): string {
  const header = base64url(JSON.stringify({ alg: SIGN_ALG, kid: keys.kid, typ }))
  const signed = `${header}.${base64url(JSON.stringify(payload))}`
  // Ed25519 hashes by itself: no digest is named.
  const signature = edSign(null, encoder.encode(signed), KeyObject.from(keys.signing))
  return `${signed}.${signature.toString('base64url')}`
}

/** Exactly what we write ourselves, so that no `crit`, `b64` or other algorithm has to be thought about. */
const jwsHeader = z.strictObject({ alg: z.literal(SIGN_ALG), kid: z.string(), typ: z.string() })
const COMPACT = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/

function verifyAs(typ: Kind, jws: string, known: KnownKeys): { kid: string; payload: unknown } {
  const party = known.get(kidOf(jws))
  if (party === undefined) throw new SealError('UNKNOWN_KEY')
  const [, head, body, signature] = COMPACT.exec(jws) ?? []
  if (!head || !body || !signature) throw new SealError('BAD_SIGNATURE')
  const holds = edVerify(
    null,
    encoder.encode(`${head}.${body}`),
    publicKeyOf(party),
    Buffer.from(signature, 'base64url'),
  )
  const header = jwsHeader.safeParse(parseJson(Buffer.from(head, 'base64url')))
  if (!holds || !header.success || header.data.typ !== typ) throw new SealError('BAD_SIGNATURE')
  return { kid: header.data.kid, payload: parseJson(Buffer.from(body, 'base64url')) }
}

const publicKeys = new WeakMap<PartyPublic, KeyObject>()
function publicKeyOf(party: PartyPublic): KeyObject {
  const known = publicKeys.get(party)
  if (known) return known
  const key = createPublicKey({ key: { ...party.signing }, format: 'jwk' })
  publicKeys.set(party, key)
  return key
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}

async function decrypt(jwe: string, keys: PartyKeys): Promise<string> {
  const options = {
    keyManagementAlgorithms: [KEY_ALG],
    contentEncryptionAlgorithms: [CONTENT_ALG],
  }
  try {
    const { plaintext } = await compactDecrypt(jwe, keys.decryption, options)
    return decoder.decode(unpad(plaintext))
  } catch (cause) {
    throw new SealError('TAMPERED', { cause })
  }
}

function kidOf(token: string): string {
  try {
    const { kid } = decodeProtectedHeader(token)
    if (typeof kid === 'string') return kid
  } catch (cause) {
    throw new SealError('MALFORMED', { cause })
  }
  throw new SealError('MALFORMED')
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch {
    // The cause is left out: the parser quotes what it could not read.
    throw new SealError('MALFORMED')
  }
}

const LENGTH_BYTES = 4
const SMALLEST_STEP = 512

/** The size in bytes that `length` bytes are padded to: steps of 512, then of an eighth of the power of two below. */
export function paddedSize(length: number): number {
  const step = Math.max(SMALLEST_STEP, 2 ** (Math.floor(Math.log2(Math.max(length, 1))) - 3))
  return Math.ceil(Math.max(length, 1) / step) * step
}

/** Four bytes of length (big-endian), the content, zeros up to the step. */
function pad(content: Uint8Array): Uint8Array {
  const padded = new Uint8Array(paddedSize(LENGTH_BYTES + content.length))
  new DataView(padded.buffer).setUint32(0, content.length)
  padded.set(content, LENGTH_BYTES)
  return padded
}

function unpad(padded: Uint8Array): Uint8Array {
  const length = new DataView(padded.buffer, padded.byteOffset, padded.length).getUint32(0)
  if (LENGTH_BYTES + length > padded.length) throw new SealError('MALFORMED')
  return padded.subarray(LENGTH_BYTES, LENGTH_BYTES + length)
}
