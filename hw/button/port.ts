/** One digital input line: the raw contact, bounces and all. The debouncer is the core's. */
export interface DigitalInput {
  /** Reports each edge until `signal` aborts; the level at the start comes first. @throws InputGoneError */
  run(signal: AbortSignal, emit: (edge: Edge) => void): Promise<void>
}
export interface Edge {
  /** True while the contact is closed, whatever the electrical polarity. */
  readonly active: boolean
  /** Monotonic milliseconds of this process. */
  readonly atMs: number
}
export class InputGoneError extends Error {
  readonly code = 'INPUT_GONE'
  readonly scope = 'unit'
}
