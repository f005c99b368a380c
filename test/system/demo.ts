import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Demo, startDemo } from '../../provisioning/demo/demo.ts'
import { freePorts, makePlan } from '../../provisioning/demo/plan.ts'
import { canRunPcscd } from '../../hw/card/virtual-reader.ts'

export interface TestDemo extends Demo {
  readonly folder: string
  /** Stops everything and removes its folder. */
  end(): Promise<void>
}

/** The whole product in fresh temporary state, on free ports, beside whatever else runs. */
export async function testDemo(options: { lokets?: number; reader?: 'pcsc' | 'sim' } = {}): Promise<TestDemo> {
  const { lokets = 1 } = options
  const made = join(import.meta.dirname, '../../.loket')
  const reader = options.reader ?? ((await canRunPcscd(join(made, 'debian'))) ? 'pcsc' : 'sim')
  const run = mkdtempSync(join(tmpdir(), 'loket-'))
  const plan = makePlan({ lokets, reader, markFrames: true, ports: await freePorts(lokets) })
  const demo = await startDemo(plan, { made, run })
  return {
    ...demo,
    folder: run,
    end: async () => {
      await demo.stop()
      rmSync(run, { recursive: true, force: true })
    },
  }
}
