import { join } from 'node:path'
import { type DemoFolders, writeFiles } from './files.ts'
import type { DemoPlan } from './plan.ts'
import { type Kept, keep } from './process.ts'

/** A running demo: broker, office, and for each loket its room and its box. */
export interface Demo {
  /** By name: `broker`, `office`, `{box}` and `{box}.room`. */
  readonly processes: ReadonlyMap<string, Kept>
  readonly console: string
  readonly rooms: readonly {
    readonly box: string
    readonly siteName: string
    readonly room: string
    readonly url: string
    readonly screens: string
  }[]
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

/** Starts everything and waits until all of it is ready. Whatever was started is stopped again when a part fails. */
export async function startDemo(
  plan: DemoPlan,
  folders: DemoFolders,
  onRestart: (name: string) => void = () => {},
): Promise<Demo> {
  const files = await writeFiles(plan, folders)
  const processes = new Map<string, Kept>()
  const start = (name: string, ...args: readonly string[]) => {
    const log = join(folders.run, 'log', `${name}.log`)
    const [script = '', ...rest] = args
    const kept = keep({ name, args: [join(root, script), ...rest], log, onRestart })
    processes.set(name, kept)
    return kept.ready
  }
  const stop = async () => {
    // Boxes first, so that they can say goodbye; the broker last.
    const names = [...processes.keys()].reverse()
    const office = ['office', 'broker']
    await Promise.all(
      names.filter((name) => !office.includes(name)).map((name) => processes.get(name)?.stop()),
    )
    for (const name of office) await processes.get(name)?.stop()
  }
  try {
    await start('broker', 'office/broker.ts', files.broker)
    const office = start('office', 'office/main.ts', files.office)
    const boxes = [...files.boxes].map(async ([box, { room, box: settings }]) => {
      await start(`${box}.room`, 'hw/room/main.ts', '--config', room)
      await start(box, 'daemon/main.ts', '--config', settings)
    })
    await Promise.all([office, ...boxes])
  } catch (cause) {
    await stop()
    throw cause
  }
  const rooms = plan.lokets.map(({ box, siteName, room }) => {
    const ports = plan.portsOf(box)
    return { box, siteName, room, url: plan.url(ports.room), screens: plan.url(ports.screens) }
  })
  return { processes, console: plan.url(plan.ports.console), rooms, stop }
}
