import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { BoxSealError, readSeal, type SealKey } from '../documents/box-seal.ts'
import { type KeyHolder, KeyHolderError, readKeyHolder } from '../documents/strokes-seal.ts'

/** Exit code for settings that a restart cannot cure (EX_CONFIG, sysexits.h); systemd must not restart on it. */
export const EX_CONFIG = 78

/** The settings cannot be used: the message names file, key and reason. */
export class ConfigError extends Error {
  readonly code = 'BAD_CONFIG'
  readonly scope = 'system'
}

/** Reads a settings file, JSON, against its strict schema. @throws ConfigError */
export function readSettings<T>(file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(readJson(file))
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map(({ path, message }) => {
    const key = path.join('.') || '(the whole file)'
    return `${key}: ${message}`
  })
  throw new ConfigError(`${file}: ${faults.join('; ')}`)
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new ConfigError(`${file}: (the whole file): cannot be read`, { cause })
  }
  try {
    return JSON.parse(text)
  } catch {
    // Without the cause: a parser quotes what it could not read.
    throw new ConfigError(`${file}: (the whole file): is not JSON`)
  }
}

/** A file that the settings in `file` name under `key`, as it is. @throws ConfigError */
export function readNamedFile(file: string, key: string): Buffer {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new ConfigError(`${key}: ${file}: cannot be read`, { cause })
  }
}

/** A secret that the settings name under `key`: a line of text. @throws ConfigError */
export function readSecret(file: string, key: string): string {
  const secret = readNamedFile(file, key).toString('utf8').trim()
  if (secret === '') throw new ConfigError(`${key}: ${file}: is empty`)
  return secret
}

/** The box's seal, from the files that the settings name. @throws ConfigError */
export function readSealFiles(seal: {
  readonly key: string
  readonly certificate: string
  readonly chain: string
}): SealKey {
  const text = (file: string, key: string) => readNamedFile(file, `keys.seal.${key}`).toString()
  const pem = {
    key: text(seal.key, 'key'),
    certificate: text(seal.certificate, 'certificate'),
    chain: text(seal.chain, 'chain'),
  }
  try {
    return readSeal(pem)
  } catch (cause) {
    if (!(cause instanceof BoxSealError)) throw cause
    throw new ConfigError(`keys.seal: ${cause.message}`, { cause })
  }
}

/** The certificate of the key holder for handwriting. @throws ConfigError */
export function readHolderFile(file: string): KeyHolder {
  try {
    return readKeyHolder(readNamedFile(file, 'keys.handwriting'))
  } catch (cause) {
    if (!(cause instanceof KeyHolderError)) throw cause
    throw new ConfigError(`keys.handwriting: ${file}: ${cause.message}`, { cause })
  }
}
