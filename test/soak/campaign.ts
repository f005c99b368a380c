/** What a campaign is asked for. */
export interface Ask {
  /** How many cases; a campaign that goes through every case there is takes no notice. */
  readonly count: number
  /** Draws the cases: the same seed gives the same ones. */
  readonly seed: number
  /** What is going on. */
  readonly progress: (text: string) => void
}

/** What it found. */
export interface Found {
  /** The cases that were tried. */
  readonly count: number
  /** What must never be: which case, and how. */
  readonly failures: readonly string[]
  /** What else is worth knowing, in a few words. */
  readonly note?: string
}

/** A counted figure in its long form: so many cases, and not one may fail. */
export interface Campaign {
  readonly name: string
  /** What is counted, in a few words. */
  readonly subject: string
  /** How many cases the figure stands for. */
  readonly count: number
  run(ask: Ask): Promise<Found>
}
