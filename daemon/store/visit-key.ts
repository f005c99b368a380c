import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** A key or a sealed thing that does not open. Its message never holds content. */
export class VisitKeyError extends Error {
  readonly code: 'BOX_SECRET' | 'BAD_NAME' | 'DOES_NOT_OPEN'
  readonly scope = 'visit'
  constructor(code: VisitKeyError['code'], options?: ErrorOptions) {
    super(`visit key: ${code}`, options)
    this.name = 'VisitKeyError'
    this.code = code
  }
}

/** The secret of one visit. Never log it, never store it. */
export interface VisitKey {
  readonly visitId: string
  readonly bytes: Uint8Array
}

/** The keys of visits, each a file of its own wrapped to the box's secret; without it everything sealed is noise. */
export interface VisitKeys {
  /** Makes and keeps the key of a visit. It is on the disk when this returns. */
  newVisitKey(visitId: string): VisitKey
  /** The key of a visit that was begun before; null once destroyed. */
  visitKey(visitId: string): VisitKey | null
  /** Overwrites the wrapped key and removes its file; false when there was none. */
  destroy(visitId: string): boolean
  /** Visits whose key still exists, for the clean-up after a crash. */
  visits(): string[]
}

const SECRET_BYTES = 32
const SUFFIX = '.key'

/**
 * Reads the box's own 32-byte secret, made (mode 600) when there is none. It stands where a real box has its TPM.
 * @throws VisitKeyError BOX_SECRET when the file is something else.
 */
export function boxSecret(file: string): Uint8Array {
  if (!existsSync(file)) writeDurably(file, randomBytes(SECRET_BYTES))
  const secret = readFileSync(file)
  if (secret.length !== SECRET_BYTES) throw new VisitKeyError('BOX_SECRET')
  return secret
}

/** Keys live in `folder` (mode 700, made when missing). */
export function visitKeys(folder: string, secret: Uint8Array): VisitKeys {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const box = { visitId: 'box', bytes: secret }
  return {
    newVisitKey(visitId) {
      const bytes = randomBytes(SECRET_BYTES)
      writeDurably(fileOf(folder, visitId), sealBlob(box, `key ${visitId}`, bytes))
      return { visitId, bytes }
    },
    visitKey(visitId) {
      const file = fileOf(folder, visitId)
      if (!existsSync(file)) return null
      return { visitId, bytes: openBlob(box, `key ${visitId}`, readFileSync(file)) }
    },
    destroy: (visitId) => destroyFile(fileOf(folder, visitId)),
    visits: () =>
      readdirSync(folder)
        .filter((name) => name.endsWith(SUFFIX))
        .map((name) => basename(name, SUFFIX)),
  }
}

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** Seals bytes under the visit's key, bound to their name: nonce (12), ciphertext, tag (16). AES-256-GCM. */
export function sealBlob(key: VisitKey, name: string, bytes: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce)
  cipher.setAAD(Buffer.from(`${key.visitId}\n${name}`))
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
}

/** @throws VisitKeyError DOES_NOT_OPEN for another key, another name, or damage. */
export function openBlob(key: VisitKey, name: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new VisitKeyError('DOES_NOT_OPEN')
  const end = sealed.length - TAG_BYTES
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.bytes, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(`${key.visitId}\n${name}`))
    decipher.setAuthTag(sealed.subarray(end))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, end)), decipher.final()])
  } catch (cause) {
    throw new VisitKeyError('DOES_NOT_OPEN', { cause })
  }
}

function fileOf(folder: string, visitId: string): string {
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(visitId)) throw new VisitKeyError('BAD_NAME')
  return join(folder, `${visitId}${SUFFIX}`)
}

function writeDurably(file: string, bytes: Uint8Array): void {
  const fresh = `${file}.new`
  writeAndSync(fresh, bytes, 'w')
  renameSync(fresh, file)
  syncFolder(dirname(file))
}

/** Overwritten in place before it is unlinked, since an unlinked block keeps its content until it is used again. */
function destroyFile(file: string): boolean {
  if (!existsSync(file)) return false
  writeAndSync(file, randomBytes(readFileSync(file).length), 'r+')
  unlinkSync(file)
  syncFolder(dirname(file))
  return true
}

function writeAndSync(file: string, bytes: Uint8Array, flags: 'w' | 'r+'): void {
  const descriptor = openSync(file, flags, 0o600)
  try {
    writeSync(descriptor, bytes)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
