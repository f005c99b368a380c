import * as z from 'zod'
import { revocationConfig } from '../daemon/identity/config.ts'

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

/** Who stamps what was signed, and who says whether its certificates were withdrawn. */
const timestampConfig = z.strictObject({
  /** Addresses of authorities (RFC 3161), asked in this order. */
  urls: z
    .array(z.url({ protocol: /^https?$/ }))
    .min(1)
    .max(4),
  /** Object identifier of the policy that is asked for. */
  policy: z.exactOptional(z.string().regex(/^[0-2](\.(0|[1-9]\d{0,9})){1,20}$/)),
  /** The trust file of verifiers, with the roots of these authorities: what is stored is what they will believe. */
  trust: file,
  /** For one answer of an authority, in milliseconds. */
  timeoutMs: z.int().min(100).max(60_000).default(10_000),
  /** As for cards; the time is for one certificate. */
  revocation: revocationConfig,
})
export type TimestampConfig = z.infer<typeof timestampConfig>

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
  /** Without it documents stay as their box signed them. */
  timestamp: z.exactOptional(timestampConfig),
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
  /** A relay (TURN) for links that find no other way; consoles and boxes get credentials that run out. */
  relay: z.exactOptional(
    z.strictObject({
      /** For example `turn:relay.example:3478?transport=udp` and `turns:relay.example:443?transport=tcp`. */
      urls: z
        .array(z.string().regex(/^(stun|turns?):[^\s?]+(\?transport=(udp|tcp))?$/))
        .min(1)
        .max(6),
      /** The secret that it is set up with (`static-auth-secret`). */
      secretFile: file,
      /** Longer than a visit: a link that is restarted in it uses what it was given at first. */
      validMinutes: z.int().min(5).max(1440).default(240),
    }),
  ),
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
