/** Builds the page on which anybody checks a dossier: one HTML file that loads nothing. */
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite'

const folder = resolve(import.meta.dirname, '../../daemon/verifier/page')

/** The page could not be built. */
export class VerifierPageError extends Error {
  readonly code = 'VERIFIER_PAGE'
  readonly scope = 'system'
}

/** Node's cryptography is replaced by the page's own; no other part of Node may be left in what is bundled. */
const withoutNode: Plugin = {
  name: 'without-node',
  enforce: 'pre',
  resolveId(id) {
    if (id === 'node:crypto') return join(folder, 'node-crypto.ts')
    return id.startsWith('node:') ? { id, external: true } : null
  },
  generateBundle(_options, bundle) {
    for (const part of Object.values(bundle))
      if (part.type === 'chunk' && /["'`]node:/.test(part.code))
        throw new VerifierPageError(`${part.fileName} needs a part of Node`)
  },
}

/** Bundles a module of the page and all it needs: its code and its style. @throws VerifierPageError */
export async function bundle(
  input: string,
  plugins: readonly Plugin[] = [],
): Promise<{ readonly code: string; readonly style: string }> {
  const config: InlineConfig = {
    root: folder,
    configFile: false,
    logLevel: 'warn',
    plugins: [withoutNode, ...plugins],
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'es2022',
      cssCodeSplit: false,
      assetsInlineLimit: Number.POSITIVE_INFINITY,
      modulePreload: false,
      rolldownOptions: {
        input: join(folder, input),
        preserveEntrySignatures: 'strict',
        treeshake: { moduleSideEffects: (id) => !id.startsWith('node:') },
        transform: { inject: { Buffer: [join(folder, 'buffer.ts'), 'Buffer'] } },
        output: { codeSplitting: false },
      },
    },
  }
  const built = await build(config)
  const parts = [built].flat().flatMap((each) => ('output' in each ? each.output : []))
  const text = (wanted: (part: Rolldown.OutputChunk | Rolldown.OutputAsset) => string | false) =>
    parts.map((part) => wanted(part) || '').join('')
  return {
    code: text((part) => part.type === 'chunk' && part.code),
    style: text(
      (part) => part.type === 'asset' && part.fileName.endsWith('.css') && String(part.source),
    ),
  }
}

/** Writes the page to `file`; gives its size in bytes. */
export async function buildVerifierPage(file: string, plugins: readonly Plugin[]): Promise<number> {
  const { code, style } = await bundle('main.tsx', plugins)
  // An end tag in a string would end the script.
  const script = code.replaceAll('</script', '<\\/script')
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(script)}'`,
    `style-src '${hashOf(style)}'`,
    'font-src data:',
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const html = readFileSync(join(folder, 'index.html'), 'utf8')
    .replace('%POLICY%', () => policy)
    .replace('%STYLE%', () => style)
    .replace('%SCRIPT%', () => script)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, html)
  return Buffer.byteLength(html)
}

/** Source: Content Security Policy Level 3, hash-source. */
function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
