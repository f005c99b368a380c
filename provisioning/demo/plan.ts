import { createServer } from 'node:net'
import { type DemoLoket, demoLokets } from './zone.ts'

/** What a demo runs, and on which ports. */
export interface DemoPlan {
  readonly lokets: readonly DemoLoket[]
  readonly host: string
  /** Beyond loopback: HTTPS, and ICE on every address. */
  readonly exposed: boolean
  readonly reader: 'pcsc' | 'sim'
  /** Draws a time code into every picture, for a rehearsal's proof. */
  readonly markFrames: boolean
  readonly ports: {
    readonly console: number
    readonly broker: number
    /** Where office and boxes dial the broker: the same, unless something stands in between. */
    readonly dial: number
  }
  portsOf(box: string): LoketPorts
  /** How a browser reaches a port of this demo. */
  url(port: number): string
}
export interface LoketPorts {
  readonly room: number
  readonly screens: number
  readonly ipp: number
}

export const FIRST_PORT = 8440

/** Fixed ports in a row, so that bookmarks stay good. */
export function fixedPorts(count: number, first = FIRST_PORT): number[] {
  return Array.from({ length: 2 + 3 * count }, (_, index) => first + index)
}

/** Ports that are free now, for rehearsals and tests that run beside a demo. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: 2 + 3 * count }, () => anyServer()))
  const ports = servers.map((server) => {
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  })
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}

function anyServer(): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

export function makePlan(options: {
  /** How many, or the boxes by name. */
  readonly lokets: number | readonly string[]
  readonly host?: string
  /** What a browser calls that address; default the address itself. */
  readonly hostName?: string
  readonly reader: 'pcsc' | 'sim'
  readonly markFrames?: boolean
  readonly dial?: number
  /** Two for the office and three for each loket. */
  readonly ports: readonly number[]
}): DemoPlan {
  const { host = '127.0.0.1', reader, markFrames = false, ports } = options
  const lokets = demoLokets(options.lokets)
  const exposed = host !== '127.0.0.1'
  const at = (index: number) => ports[index] ?? 0
  const portsOf = (box: string) => {
    const first = 2 + 3 * lokets.findIndex((loket) => loket.box === box)
    return { room: at(first), screens: at(first + 1), ipp: at(first + 2) }
  }
  const hostName = options.hostName ?? host
  return {
    ...{ lokets, host, exposed, reader, markFrames, portsOf },
    ports: { console: at(0), broker: at(1), dial: options.dial ?? at(1) },
    url: (port) => `${exposed ? 'https' : 'http'}://${hostName}:${port}`,
  }
}
