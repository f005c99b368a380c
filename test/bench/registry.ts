import type { Benchmark } from './benchmark.ts'

/** Every benchmark, in the order in which they run. Each is loaded only when it is asked for. */
export const benchmarks: readonly Benchmark[] = [
  {
    names: ['ticket'],
    run: async (progress) => (await import('./ticket.ts')).ticket(progress),
  },
]
