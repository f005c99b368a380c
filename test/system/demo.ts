import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { canRunPcscd } from '../../hw/card/virtual-reader.ts'
import { type Demo, startDemo } from '../../provisioning/demo/demo.ts'
import { freePorts, makePlan } from '../../provisioning/demo/plan.ts'
import { wireTap } from './wire-tap.ts'

export interface TestDemo extends Demo {
  readonly folder: string
  /** Every byte that went to or from the broker, when a tap was asked for. */
  traffic(): Buffer
  /** Stops everything and removes its folder. */
  end(): Promise<void>
}

/** The whole product in fresh temporary state, on free ports, beside whatever else runs. */
export async function testDemo(
  options: {
    lokets?: number | readonly string[]
    reader?: 'pcsc' | 'sim'
    tap?: boolean
    /** A time code in every picture; so it is without a word. */
    marked?: boolean
  } = {},
): Promise<TestDemo> {
  const { lokets = 1, marked = true } = options
  const made = join(import.meta.dirname, '../../.loket')
  const reader = options.reader ?? ((await canRunPcscd(join(made, 'debian'))) ? 'pcsc' : 'sim')
  const run = mkdtempSync(join(tmpdir(), 'loket-'))
  const ports = await freePorts(typeof lokets === 'number' ? lokets : lokets.length)
  const wire = options.tap ? await wireTap(ports[1] ?? 0) : undefined
  const dial = wire ? { dial: wire.port } : {}
  const plan = makePlan({ lokets, reader, markFrames: marked, ports, ...dial })
  const demo = await startDemo(plan, { made, run })
  return {
    ...demo,
    folder: run,
    traffic: () => wire?.traffic() ?? Buffer.alloc(0),
    end: async () => {
      await demo.stop()
      await wire?.close()
      rmSync(run, { recursive: true, force: true })
    },
  }
}
