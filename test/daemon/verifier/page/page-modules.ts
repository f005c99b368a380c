/** A module of the page, bundled for a browser as the page itself is, and loaded here. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from '../../../../provisioning/setup/verifier-page.ts'

export async function loadPageModule<T>(folder: string, module: string): Promise<T> {
  const { code } = await bundle(module)
  const file = join(folder, `${module}.mjs`)
  writeFileSync(file, code)
  const loaded: unknown = await import(pathToFileURL(file).href)
  return loaded as T
}
