/** A signature pad. */
export interface SignaturePad {
  /** Opens the pad and keeps it until `signal` aborts. @throws PadGoneError on unplug or a pad that does not answer. */
  run(signal: AbortSignal, emit: (event: PadEvent) => void): Promise<void>
  /**
   * Clears the pad and streams samples until `stopCapture`. A pad that is just being opened is waited for.
   * @throws PadGoneError when there is none after some seconds, or `stopCapture` came first.
   */
  startCapture(): Promise<void>
  stopCapture(): Promise<void>
}
export type PadEvent =
  | { readonly type: 'pad.ready'; readonly pad: PadModel }
  | { readonly type: 'pad.sample'; readonly sample: PenSample }
  /** A frame was cut, failed its CRC or left a gap in the sequence: the capture is void. */
  | { readonly type: 'pad.damaged'; readonly cause: 'crc' | 'gap' | 'cut' }

export interface PadModel {
  readonly model: string
  readonly firmware: string
  readonly maxX: number
  readonly maxY: number
  readonly maxPressure: number
  /** Pad units for one millimetre. */
  readonly unitsPerMm: number
}
export interface PenSample {
  /** Pad units, origin top left. */
  readonly x: number
  readonly y: number
  /** 0 to maxPressure; 0 while the pen hovers. */
  readonly pressure: number
  readonly down: boolean
  /** Milliseconds of the pad's own clock, wraps at 65 536. */
  readonly timeMs: number
  readonly sequence: number
}
export class PadGoneError extends Error {
  readonly code = 'PAD_GONE'
  readonly scope = 'unit'
}
