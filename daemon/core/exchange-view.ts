/** A PDF travels as it is; a picture is drawn anew by the console, always as JPEG, so that nothing hidden comes along. */
export const EXCHANGE_TYPES = ['pdf', 'jpeg'] as const
export type ExchangeType = (typeof EXCHANGE_TYPES)[number]

/** What a visit can hold; a console says it before anything travels. */
export const EXCHANGE_LIMITS = {
  documents: 8,
  /** Of all of them together: the rest of a dossier and four times base64 fill what the link carries. */
  bytes: 720_000,
  pages: 20,
  /** Of each part but the last: signed, sealed and signed again it stays within one message. */
  partBytes: 64 * 1024,
  nameLength: 80,
} as const

/**
 * `altered` it is not what was announced; `not_this_type`; `damaged` it cannot be shown; `locked` it is encrypted;
 * `too_many_pages`; `hidden_data` a picture with more in it than the picture.
 */
export type ExchangeFault =
  | 'altered'
  | 'not_this_type'
  | 'damaged'
  | 'locked'
  | 'too_many_pages'
  | 'hidden_data'

/** A document that the citizen gives with the statement, known by the SHA-256 of its bytes, hex. */
export interface ExchangedView {
  readonly sha256: string
  /** Its place in the visit, from 1; the bytes are kept by it. */
  readonly place: number
  /** As the inspector calls it. */
  readonly name: string
  readonly type: ExchangeType
  readonly bytes: number
  readonly state: 'arriving' | 'checking' | 'held' | 'refused'
  /** How many of its parts are here. */
  readonly parts: number
  /** Once it is held. */
  readonly pages?: number
  /** ISO 8601, UTC: since when it is held. */
  readonly at?: string
  /** Why it is refused. */
  readonly fault?: ExchangeFault
}

/** What lies before the citizen, and the page they look at, from 1. */
export interface LookingView {
  readonly sha256: string
  readonly page: number
}

export function partsOf(bytes: number): number {
  return Math.ceil(bytes / EXCHANGE_LIMITS.partBytes)
}

/** How much more can be given; what was refused takes no room. */
export function roomLeft(exchanged: readonly ExchangedView[]) {
  const kept = exchanged.filter(({ state }) => state !== 'refused')
  const taken = kept.reduce((sum, { bytes }) => sum + bytes, 0)
  return {
    documents: EXCHANGE_LIMITS.documents - kept.length,
    bytes: EXCHANGE_LIMITS.bytes - taken,
  }
}

/** The statement cannot be made while one of them is on its way. */
export function isExchanging(exchanged: readonly ExchangedView[]): boolean {
  return exchanged.some(({ state }) => state === 'arriving' || state === 'checking')
}
