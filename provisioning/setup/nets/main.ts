/** `node main.ts NODE_MODULES FOLDER`: see `nets.ts`. */
import { makeNets } from './nets.ts'

const [packages = '', folder = ''] = process.argv.slice(2)
makeNets(packages, folder)
