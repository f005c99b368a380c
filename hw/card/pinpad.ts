/**
 * The bytes of secure PIN entry: the reader asks for the PIN on its own keys and shows it to the card, so that no digit
 * reaches the computer. Source: PC/SC Specification part 10 (IFDs with secure PIN entry capabilities), 2.5 and 2.6.
 */

/** CM_IOCTL_GET_FEATURE_REQUEST: SCARD_CTL_CODE(3400) of pcsc-lite. */
export const GET_FEATURES = 0x42000d48
export const VERIFY_PIN_DIRECT = 0x06

/** What a reader can do: control code by feature tag. Bytes that are no list of features give none. */
export function readerFeatures(answer: Uint8Array): ReadonlyMap<number, number> {
  const view = new DataView(answer.buffer, answer.byteOffset, answer.length)
  const features = new Map<number, number>()
  for (let at = 0; at + 6 <= answer.length && answer[at + 1] === 4; at += 6)
    features.set(view.getUint8(at), view.getUint32(at + 2))
  return features
}

/** Low byte of a Windows language id, which readers show their own text in. Source: [MS-LCID]; 08 is Belgium. */
const LANGUAGES = {
  nl: [0x13, 0x08],
  fr: [0x0c, 0x08],
  de: [0x07, 0x04],
  en: [0x09, 0x08],
} as const
export type PinPadLanguage = keyof typeof LANGUAGES

export interface PinPadQuirk {
  /** Begins the reader's name in pcscd. */
  readonly name: string
  /** Its keys must not be used at all. */
  readonly unusable?: string
  /** Another bmFormatString. */
  readonly format?: number
}
const OWN_COMMAND = 'answers a command of its own only'
const EMPTY_PIN = 'shows the card an empty PIN, which costs a try on old ones'
/** Readers that do not do what the standard says, as the middleware of the Belgian eID has found them. */
export const PIN_PAD_QUIRKS: readonly PinPadQuirk[] = [
  // With firmware below 5.06; later ones take it too.
  { name: 'SPRx32', format: 0x01 },
  { name: 'SPR532', format: 0x01 },
  { name: 'Gemplus GemPC Pinpad', unusable: EMPTY_PIN },
  { name: 'Gemalto GemPC Pinpad', unusable: EMPTY_PIN },
  ...['840', '870', '875', '876', '920'].map((model) => ({
    name: `VASCO DIGIPASS ${model}`,
    unusable: OWN_COMMAND,
  })),
]
export function pinPadQuirk(readerName: string): PinPadQuirk | undefined {
  return PIN_PAD_QUIRKS.find(({ name }) => readerName.startsWith(name))
}

const TIMEOUT_S = 30
/** Bytes as units; the PIN one byte after Lc, left justified, BCD. */
const FORMAT = 0x89
const BLOCK = 0x47
const LENGTH_AT_BIT = 0x04
const MIN_DIGITS = 4
const MAX_DIGITS = 12
const ON_OK_KEY = 0x02
/** Lc 8, byte 2L and fourteen digits of filling. Source: Public Belpic Applet v1.7, VERIFY. */
const VERIFY = Buffer.from('002000010820FFFFFFFFFFFFFF', 'hex')

/** PIN_VERIFY_STRUCTURE (19 bytes) and the command that the reader completes, for the PIN of a Belgian eID. */
export function pinVerifyStructure(language: PinPadLanguage, quirk?: PinPadQuirk): Buffer {
  const [primary, country] = LANGUAGES[language]
  const head = Buffer.of(
    TIMEOUT_S,
    TIMEOUT_S,
    quirk?.format ?? FORMAT,
    BLOCK,
    LENGTH_AT_BIT,
    // wPINMaxExtraDigit, little endian: the most and the least.
    MAX_DIGITS,
    MIN_DIGITS,
    ON_OK_KEY,
    0x01, // one message
    primary,
    country,
    0x00, // its number
    ...[0x00, 0x00, 0x00], // T=1 prologue
    ...[VERIFY.length, 0x00, 0x00, 0x00],
  )
  return Buffer.concat([head, VERIFY])
}

/** What a reader answers in place of the card. Source: PC/SC part 10, 2.5.2. */
export const PIN_PAD_TIMEOUT = 0x6400
export const PIN_PAD_CANCELLED = 0x6401
