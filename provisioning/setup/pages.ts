/** Builds the web pages into the folder given as the first argument. */
import { resolve } from 'node:path'
import { build } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const outDir = resolve(process.argv[2] ?? '.loket/pages')

/** Page → its folder; the page's HTML is `index.html` in it. */
const PAGES = {
  info: 'daemon/screens/info',
  reading: 'daemon/screens/reading',
  room: 'daemon/screens/room',
  console: 'office/console',
}

for (const [name, folder] of Object.entries(PAGES))
  await build({
    root: resolve(root, folder),
    base: './',
    configFile: false,
    logLevel: 'warn',
    esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
    build: { outDir: resolve(outDir, name), emptyOutDir: true, assetsInlineLimit: 0, target: 'es2023' },
  })
