import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { type CryptoKey, exportJWK, generateKeyPair, importJWK } from 'jose'
import * as z from 'zod'

/** The public halves of a party, as they stand in its public JSON file. Source: RFC 8037, OKP keys. */
export interface PartyPublic {
  /** `box:genk-1` or `office`. */
  readonly kid: string
  readonly signing: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string }
  readonly encryption: { readonly kty: 'OKP'; readonly crv: 'X25519'; readonly x: string }
}

/** A party's own keys: what it signs with and what it opens sealed things with. Never log it. */
export interface PartyKeys {
  readonly kid: string
  readonly signing: CryptoKey
  readonly decryption: CryptoKey
  readonly public: PartyPublic
}

/** The parties whose signatures are believed, by kid. */
export type KnownKeys = ReadonlyMap<string, PartyPublic>

/** A key file that is missing, unreadable or not ours. Its message never holds key material. */
export class KeyFileError extends Error {
  readonly code = 'KEY_FILE'
  readonly scope = 'system'
}

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
const kid = z.string().regex(/^(office|box:[a-z0-9][a-z0-9-]{0,62})$/)
const signingPublic = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: coordinate,
})
const encryptionPublic = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('X25519'),
  x: coordinate,
})
const publicFile = z.strictObject({ kid, signing: signingPublic, encryption: encryptionPublic })
const keyFile = z.strictObject({
  kid,
  signing: signingPublic.extend({ d: coordinate }),
  encryption: encryptionPublic.extend({ d: coordinate }),
})

/** The kid of a box, for example `box:genk-1`. */
export function boxKid(box: string): string {
  return `box:${box}`
}
export const OFFICE_KID = 'office'

/** Makes the two key pairs of a party: Ed25519 to sign, X25519 to receive sealed things. */
export async function makeKeys(party: string): Promise<PartyKeys> {
  const name = kid.parse(party)
  const signing = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const encryption = await generateKeyPair('ECDH-ES+A256KW', { crv: 'X25519', extractable: true })
  const halves = {
    kid: name,
    signing: await exportJWK(signing.publicKey),
    encryption: await exportJWK(encryption.publicKey),
  }
  return {
    kid: name,
    signing: signing.privateKey,
    decryption: encryption.privateKey,
    public: publicFile.parse(halves),
  }
}

/** The public file beside a key file: `x.json` → `x.public.json`. */
export function publicFileOf(file: string): string {
  return file.replace(/(\.json)?$/, '.public.json')
}

/**
 * Writes fresh keys to `file` (mode 600) and their public halves beside it. A crash leaves either no file or a
 * whole one. Keys that were loaded cannot be saved again: they are not extractable.
 */
export async function saveKeys(file: string, keys: PartyKeys): Promise<void> {
  const secret = {
    kid: keys.kid,
    signing: await exportJWK(keys.signing),
    encryption: await exportJWK(keys.decryption),
  }
  await replace(publicFileOf(file), keys.public, 0o644)
  await replace(file, keyFile.parse(secret), 0o600)
}

async function replace(file: string, content: object, mode: number): Promise<void> {
  const fresh = `${file}.${process.pid}.new`
  await writeFile(fresh, `${JSON.stringify(content)}\n`, { mode, flush: true })
  await chmod(fresh, mode)
  await rename(fresh, file)
}

/** Reads a party's own keys. @throws KeyFileError when the file is missing or not a key file. */
export async function loadKeys(file: string): Promise<PartyKeys> {
  const secret = await readJson(file, keyFile)
  const { d: _signing, ...signing } = secret.signing
  const { d: _encryption, ...encryption } = secret.encryption
  try {
    return {
      kid: secret.kid,
      signing: await privateKey({ ...secret.signing, alg: 'EdDSA' }),
      decryption: await privateKey({ ...secret.encryption, alg: 'ECDH-ES+A256KW' }),
      public: { kid: secret.kid, signing, encryption },
    }
  } catch {
    throw new KeyFileError(`the keys in ${file} do not fit together`)
  }
}

async function privateKey(jwk: { kty: 'OKP'; crv: string; x: string; d: string; alg: string }) {
  const key = await importJWK(jwk)
  if (key instanceof Uint8Array) throw new KeyFileError('not a private key')
  return key
}

/** Reads a party's public halves. @throws KeyFileError when the file is missing or not a public key file. */
export async function loadPublic(file: string): Promise<PartyPublic> {
  return await readJson(file, publicFile)
}

/** Reads public halves from text that came from elsewhere. @throws KeyFileError when it is something else. */
export function parsePublic(value: unknown): PartyPublic {
  const parsed = publicFile.safeParse(value)
  if (!parsed.success) throw new KeyFileError('not the public halves of a party')
  return parsed.data
}

/** The map of believed parties. @throws KeyFileError when two of them share a kid. */
export function knownKeys(parties: Iterable<PartyPublic>): KnownKeys {
  const known = new Map<string, PartyPublic>()
  for (const party of parties) {
    if (known.has(party.kid)) throw new KeyFileError(`two parties are called ${party.kid}`)
    known.set(party.kid, party)
  }
  return known
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    // The cause is left out on purpose: a parser quotes what it could not read.
    throw new KeyFileError(`${file} is missing or is not a key file`)
  }
}
