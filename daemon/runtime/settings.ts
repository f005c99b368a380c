import { readFileSync } from 'node:fs'
import type { z } from 'zod'

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
