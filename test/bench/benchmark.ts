import type { Row } from './row.ts'

/** A named benchmark. It interleaves its subject and its baseline in one run and may give several rows. */
export interface Benchmark {
  /** The names of its rows; any of them asks for it. */
  readonly names: readonly string[]
  run(progress: (text: string) => void): Promise<readonly Row[]>
}
