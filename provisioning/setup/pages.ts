/** Builds the web pages into the folder given as the first argument; the names of pages after it choose some. */
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const outDir = resolve(process.argv[2] ?? '.loket/pages')
const chosen = process.argv.slice(3)

/** Page → its folder; the page's HTML is `index.html` in it. */
const PAGES = {
  info: 'daemon/screens/info',
  reading: 'daemon/screens/reading',
  room: 'daemon/screens/room',
  console: 'office/console',
}

for (const [name, folder] of Object.entries(PAGES))
  if (chosen.length === 0 || chosen.includes(name))
    await build({
      root: resolve(root, folder),
      base: './',
      configFile: false,
      logLevel: 'warn',
      oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      worker: { format: 'es' },
      build: {
        outDir: resolve(outDir, name),
        emptyOutDir: true,
        assetsInlineLimit: 0,
        target: 'es2023',
      },
    })
