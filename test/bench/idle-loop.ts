/** Played by a process of its own: an event loop that has nothing to do but tell how long it stood still. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'

export const RESOLUTION_MS = 5

/** What the machine alone does to an event loop. */
export interface IdleLoop {
  /** Whether it counts what happens from now on. */
  count(on: boolean): void
  /** The longest stand-still that it counted, in ms; ends the process. */
  mostMs(): Promise<number>
}

const own = fileURLToPath(import.meta.url)

export function idleLoop(): IdleLoop {
  const child = fork(own, { execArgv: [] })
  return {
    count: (on) => void child.send(on),
    async mostMs() {
      const answer = once(child, 'message')
      child.send('most')
      const [mostMs] = await answer
      child.disconnect()
      return Number(mostMs)
    },
  }
}

if (process.argv[1] === own && process.send) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  process.on('message', (order) => {
    if (order === 'most') process.send?.(delay.max / 1e6)
    else if (order) delay.enable()
    else delay.disable()
  })
}
