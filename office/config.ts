import * as z from 'zod'

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
      /** The built verifier and the trust file that goes into it. */
      verifier: z.exactOptional(z.strictObject({ page: file, trust: file })),
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
  /** The far end of a box's rehearsal. */
  echo: z
    .strictObject({
      /** Folder of the compiled native parts: keeps its ICE on 127.0.0.1 alone, for the demo. */
      loopbackFrom: z.exactOptional(file),
    })
    .prefault({}),
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
