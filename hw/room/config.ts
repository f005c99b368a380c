import { readFileSync } from 'node:fs'
import { z } from 'zod'

const loopback = new Set(['127.0.0.1', '::1', 'localhost'])
const port = z.int().min(0).max(65_535)
const folder = z.string().min(1)

/** The settings of one virtual room; an unknown key is refused. */
export const roomConfig = z.strictObject({
  box: z.string().min(1),
  site: z.string().min(1),
  /** The name of the room as the citizen sees it. */
  room: z.string().min(1),
  http: z
    .strictObject({
      host: z.string().default('127.0.0.1'),
      /** 0 picks a free one. */
      port: port.default(0),
      /** Files in PEM; a must for any address but loopback. */
      tls: z.strictObject({ key: z.string(), cert: z.string() }).optional(),
    })
    .refine((http) => loopback.has(http.host) || http.tls !== undefined, {
      path: ['host'],
      message: 'only a loopback address is served without tls',
    }),
  /** The folder with the built pages; the room's own is `room` in it. */
  pages: folder,
  /** A private folder for sockets and pseudo-terminals; made when it is not there. */
  dir: folder,
  /** The folder with the test cards. */
  cards: folder,
  /** The folder with the unpacked Debian packages of the virtual reader. */
  unpacked: folder,
  reader: z.enum(['pcsc', 'sim']).default('pcsc'),
  /** Cards take the time of real ones of their generation. */
  realWire: z.boolean().default(false),
  /** Where the box serves its two screens. */
  screens: z.strictObject({ info: z.url(), reading: z.url() }),
  ipp: z.strictObject({ port: port.default(0) }).default({ port: 0 }),
})
export type RoomConfig = z.infer<typeof roomConfig>

export class RoomConfigError extends Error {
  readonly code = 'BAD_CONFIG'
  readonly scope = 'system'
}

/** Reads the settings. @throws RoomConfigError that names file, key and reason. */
export function readRoomConfig(file: string): RoomConfig {
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    throw new RoomConfigError(`${file}: cannot be read as JSON`, { cause })
  }
  const parsed = roomConfig.safeParse(content)
  if (parsed.success) return parsed.data
  const reasons = parsed.error.issues.map(
    ({ path, message }) => `${path.join('.') || '(top)'}: ${message}`,
  )
  throw new RoomConfigError(`${file}: ${reasons.join('; ')}`)
}
