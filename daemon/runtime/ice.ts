import type { IceServer } from '../media/protocol.ts'

/** What the office last gave for the links of this box. In memory alone: credentials run out by themselves. */
export interface Ice {
  readonly take: (servers: readonly IceServer[]) => void
  readonly servers: () => readonly IceServer[]
}

export function keptIce(): Ice {
  let kept: readonly IceServer[] = []
  return {
    take(servers) {
      kept = servers
    },
    servers: () => kept,
  }
}
