import { readFileSync } from 'node:fs'
import * as z from 'zod'

/** Settings that we refuse: exit code for systemd not to restart on. Source: sysexits(3), EX_CONFIG. */
export const EX_CONFIG = 78

/** Names the file, the key and the reason. */
export class ConfigError extends Error {
  readonly code = 'BAD_CONFIG'
  readonly scope = 'system'
}

const id = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
const file = z.string().min(1)
const port = z.int().min(0).max(65_535)

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1', 'localhost'])

const box = z.strictObject({
  id,
  site: id,
  siteName: z.string().min(1).max(60),
  /** First letters of the site's ticket numbers. */
  prefix: z.string().regex(/^[A-Z]{1,2}$/),
  /** As it is spoken and shown, for example `lokaal 2`. */
  room: z.string().min(1).max(40),
  /** The box's public keys. */
  keys: file,
})

export const officeConfig = z.strictObject({
  /** Folder of the office's database. */
  state: file,
  /** The office's own keys. */
  keys: file,
  users: file,
  boxes: z.array(box).min(1),
  mqtt: z.strictObject({ url: z.url(), username: id, passwordFile: file }),
  gateway: z
    .strictObject({
      host: z.string().min(1).default('127.0.0.1'),
      port,
      tls: z.exactOptional(z.strictObject({ cert: file, key: file })),
      /** Folder of the built console. */
      pages: file,
      testSentence: z.exactOptional(file),
    })
    .refine(({ host, tls }) => tls !== undefined || LOOPBACK.has(host), {
      path: ['host'],
      error: 'is not loopback, which takes tls',
    }),
  /** Unix socket of `officectl`. The kernel takes 107 bytes. */
  control: file.max(107),
  iceServers: z
    .array(
      z.strictObject({
        urls: z.string(),
        username: z.exactOptional(z.string()),
        credential: z.exactOptional(z.string()),
      }),
    )
    .default([]),
  seats: z.int().min(1).max(64).default(4),
  /** How long a ticket can be called again after "not here" or a return. */
  undoMs: z.int().min(0).max(3_600_000).default(120_000),
  /** How long a seat without a visit is kept for a console that is away. */
  leaseMs: z.int().min(1000).max(3_600_000).default(120_000),
  loginHours: z.number().min(0.1).max(24).default(12),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})
export type OfficeConfig = z.infer<typeof officeConfig>

export const brokerConfig = z.strictObject({
  host: z.enum(['127.0.0.1', '::1', 'localhost']).default('127.0.0.1'),
  port,
  /** The accounts file. */
  accounts: file,
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})

export type BrokerConfig = z.infer<typeof brokerConfig>

/** Reads a JSON file and checks it. @throws ConfigError that names the file, the key and the reason. */
export function readSettings<T>(path: string, schema: z.ZodType<T>): T {
  const checked = schema.safeParse(readJson(path))
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const key = issue?.path.join('.') || '(whole file)'
  throw new ConfigError(`${path}: ${key}: ${issue?.message ?? 'not understood'}`)
}

function readJson(path: string): unknown {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ConfigError(`${path}: (whole file): cannot be read`, { cause })
  }
  try {
    return JSON.parse(text)
  } catch {
    // Without the cause: a parser quotes what it could not read.
    throw new ConfigError(`${path}: (whole file): is not JSON`)
  }
}
