/** `node main.ts NODE_MODULES FOLDER`: see `nets.ts`, and `matting.ts` for what goes into its `matting`. */
import { join } from 'node:path'
import { makeMatting } from './matting.ts'
import { makeNets } from './nets.ts'

const [packages = '', folder = ''] = process.argv.slice(2)
makeNets(packages, folder)
makeMatting(packages, join(folder, 'matting'))
