import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BoxConfig, boxConfig } from '../../daemon/config.ts'
import { writeFiles } from '../../provisioning/demo/files.ts'
import { makePlan } from '../../provisioning/demo/plan.ts'
import { makeSealAuthority } from '../../provisioning/setup/materials/seal.ts'

/** The settings of a box that would start; its keys and passwords lie in `folder`. */
export async function boxSettings(folder: string): Promise<BoxConfig> {
  const plan = makePlan({ lokets: 1, reader: 'sim', ports: [1, 2, 3, 4, 5] })
  const made = join(folder, 'made')
  await makeSealAuthority(join(made, 'materials', 'seal'))
  const files = await writeFiles(plan, { made, run: folder })
  const box = readFileSync(files.boxes.get('genk-1')?.box ?? '', 'utf8')
  const config = boxConfig.parse(JSON.parse(box))
  return { ...config, card: { ...config.card, trust: { mode: 'belgium' } } }
}
