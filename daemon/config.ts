import * as z from 'zod'
import { cardConfig } from './identity/config.ts'
import { mediaConfig } from './media/config.ts'
import { isTimeZone } from './runtime/local-time.ts'

const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,40}$/)
const port = z.int().min(1).max(65535)
const path = z.string().min(1)

/** The settings of one box. Unknown keys are refused; defaults live here and nowhere else. */
export const boxConfig = z.strictObject({
  box: name,
  site: z.strictObject({
    id: name,
    name: z.string().min(1),
    /** The room as citizens see it, for example `lokaal 1`. */
    room: z.string().min(1),
    /** The prefix of the site's ticket numbers. */
    prefix: z.string().regex(/^[A-Z]{1,2}$/),
    /** How many lokets share the site's row, and which of them this is, from 1. */
    lokets: z.int().min(1).max(9).default(1),
    place: z.int().min(1).max(9).default(1),
  }),
  timeZone: z
    .string()
    .refine(isTimeZone, 'is no time zone that this machine knows')
    .default('Europe/Brussels'),
  /** Local hour at which the business day starts and ticket numbers begin again. */
  dayStartsAtHour: z.int().min(0).max(23).default(4),
  /** Folder of the box's own state: its database and its secrets. */
  state: path,
  keys: z.strictObject({
    own: path,
    office: path,
    /** What pad signatures and refusals are sealed with: PEM files, `chain` the certificates above. */
    seal: z.strictObject({ key: path, certificate: path, chain: path }),
    /** Certificate of whoever keeps the key to handwriting. Without it strokes are drawn and not kept. */
    handwriting: path.optional(),
  }),
  mqtt: z.strictObject({
    url: z.string().regex(/^mqtts?:\/\//),
    username: z.string().min(1),
    passwordFile: path,
    /** Longest wait of an idle box before it connects again, spread at random up to this. */
    idleReconnectMs: z.int().min(100).max(120_000).default(60_000),
  }),
  screens: z.strictObject({
    host: z.string().default('127.0.0.1'),
    port,
    pages: path,
    tls: z.strictObject({ key: path, cert: path }).optional(),
    /** Origins besides its own that may frame the screens: the virtual loket page. */
    framedBy: z.array(z.url()).default([]),
  }),
  control: path,
  media: mediaConfig,
  card: cardConfig,
  button: z.discriminatedUnion('input', [
    z.strictObject({
      input: z.literal('gpio'),
      chip: z.string().min(1),
      line: z.int().min(0),
      activeLow: z.boolean().default(true),
    }),
    z.strictObject({ input: z.literal('sim'), socket: path }),
  ]),
  slipPrinter: z.strictObject({ device: path, baudRate: z.int().default(115_200) }),
  pad: z.strictObject({ device: path, baudRate: z.int().default(128_000) }),
  documentPrinter: z.strictObject({ url: z.string().regex(/^ipps?:\/\//) }),
  /** Which of the devices are simulators, so that every screen can say so. */
  simulated: z.array(z.string()).default([]),
  logLevel: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
})
export type BoxConfig = z.infer<typeof boxConfig>
