import { readFileSync } from 'node:fs'
import * as z from 'zod'

const manifest = z.object({ name: z.string(), version: z.string() })
const { name, version } = manifest.parse(
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')),
)

/** Name and version of this software, for example `loket 0.1.0`. */
export const SOFTWARE = `${name} ${version}`
