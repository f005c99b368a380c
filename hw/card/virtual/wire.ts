const APPLET_AT = 21

/** How fast a card's contacts are. */
interface WireSpeed {
  readonly bytesPerSecond: number
  /** What every command costs besides. */
  readonly commandMs: number
}
/** The order of magnitude of real cards at 4 MHz: TA1 13 of applet 1.7, TA1 96 of applet 1.8. */
const APPLET_17: WireSpeed = { bytesPerSecond: 3600, commandMs: 15 }
const APPLET_18: WireSpeed = { bytesPerSecond: 25_000, commandMs: 8 }

/** How long a real card of that generation takes for a command and its answer, in ms. `cardData` is in hex. */
export function wireMs(cardData: string, bytes: number): number {
  const modern = (Buffer.from(cardData, 'hex')[APPLET_AT] ?? 0) >= 0x18
  const { bytesPerSecond, commandMs } = modern ? APPLET_18 : APPLET_17
  return commandMs + (bytes * 1000) / bytesPerSecond
}
