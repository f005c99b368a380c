import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/**
 * Fields that may hold personal data, content or secrets. Nobody should log them; where somebody does, the value is
 * replaced, at the top of a line and one level down.
 */
const SECRET_FIELDS = [
  'address',
  'apdu',
  'birthDate',
  'body',
  'candidate',
  'content',
  'cookie',
  'data',
  'givenNames',
  'jwe',
  'jws',
  'key',
  'keys',
  'nationalNumber',
  'password',
  'payload',
  'photo',
  'pin',
  'sdp',
  'secret',
  'signature',
  'strokes',
  'surname',
  'text',
  'token',
]

/**
 * The log of a process: JSON lines to stdout, which journald or the parent keeps. A unit takes a child of it:
 * `log.child({ unit: 'hw.card' })`. `to` is for tests.
 */
export function makeLog(
  options: { readonly name: string; readonly level?: string },
  to?: DestinationStream,
): Logger {
  const settings = {
    name: options.name,
    level: options.level ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`]),
      censor: '[kept out]',
    },
  }
  return to === undefined ? pino(settings) : pino(settings, to)
}
