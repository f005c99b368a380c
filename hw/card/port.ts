/** One PC/SC reader slot. */
export interface CardReader {
  readonly kind: 'pcsc' | 'sim'
  /** Reports the card until `signal` aborts. @throws ReaderGoneError on unplug or loss of pcscd. */
  run(signal: AbortSignal, emit: (event: CardEvent) => void): Promise<void>
  /**
   * Sends one short command APDU (4–261 bytes); returns data, SW1, SW2 (2–258 bytes). A status word other than 9000
   * is an answer, not an error. No copy of the command is left behind. Source: ISO/IEC 7816-4, command-response pairs.
   * @throws CardGoneError when the card left during the exchange.
   * @throws CardMuteError when the card did not answer before the deadline.
   * @throws ReaderGoneError when the reader left during the exchange.
   */
  transmit(command: Uint8Array, deadlineMs: number): Promise<Uint8Array>
  /**
   * Asks something of the reader itself. Source: PC/SC part 5, IFD control; `code` is SCardControl's.
   * @throws ReaderRefusedError when it knows nothing of it. @throws what `transmit` throws.
   */
  control(code: number, data: Uint8Array, deadlineMs: number): Promise<Uint8Array>
  /** The reader with the card, as pcscd calls it; null without a card. */
  readonly name: string | null
}
export type CardEvent =
  /** The reader is there; comes before any card. */
  | { readonly type: 'reader.ready' }
  | { readonly type: 'card.inserted'; readonly atr: Uint8Array }
  | { readonly type: 'card.removed' }

export class ReaderGoneError extends Error {
  readonly code = 'READER_GONE'
  readonly scope = 'unit'
}
export class CardGoneError extends Error {
  readonly code = 'CARD_GONE'
  readonly scope = 'visit'
}
export class ReaderRefusedError extends Error {
  readonly code = 'READER_REFUSED'
  readonly scope = 'visit'
}
export class CardMuteError extends Error {
  readonly code = 'CARD_MUTE'
  readonly scope = 'unit'
}
