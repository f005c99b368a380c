/**
 * Builds the web pages: `node pages.ts FOLDER [PAGE...] [--inputs FILE]`. The names of pages choose some of them;
 * FILE gets the path of every module that went into them, one a line, so that set-up knows when they are out of date.
 */
import { cpSync, existsSync, writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build, type Plugin } from 'vite'
import { buildVerifierPage } from './verifier-page.ts'

const root = resolve(import.meta.dirname, '../..')
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { inputs: { type: 'string' } },
})
const [folder = '.loket/pages', ...chosen] = positionals
const outDir = resolve(folder)

/** Page → its folder; the page's HTML is `index.html` in it. */
const PAGES = {
  info: 'daemon/screens/info',
  reading: 'daemon/screens/reading',
  room: 'daemon/screens/room',
  console: 'office/console',
}

const sources = new Set<string>(['provisioning/setup/pages.ts'])
const listSources: Plugin = {
  name: 'list-sources',
  enforce: 'pre',
  load(id) {
    const source = relative(root, id.replace(/[?#].*$/, ''))
    if (/^(daemon|hw|office)\//.test(source)) sources.add(source)
  },
}

for (const [name, page] of Object.entries(PAGES))
  if (chosen.length === 0 || chosen.includes(name))
    await build({
      root: resolve(root, page),
      base: './',
      configFile: false,
      logLevel: 'warn',
      plugins: [listSources],
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      worker: { format: 'es', plugins: () => [listSources] },
      build: {
        outDir: resolve(outDir, name),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        target: 'es2023',
      },
    })
// Loaded on demand and never bundled: it is as set-up made it.
const matting = resolve(root, '.loket/nets/matting')
if ((chosen.length === 0 || chosen.includes('console')) && existsSync(matting))
  cpSync(matting, resolve(outDir, 'console/matting'), { recursive: true })
if (chosen.length === 0 || chosen.includes('verifier')) {
  const bytes = await buildVerifierPage(resolve(outDir, 'verifier/verifier.html'), [listSources])
  console.log(`verifier.html: ${bytes} bytes`)
}
if (values.inputs) writeFileSync(values.inputs, `${[...sources].toSorted().join('\n')}\n`)
