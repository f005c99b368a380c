import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What programs that are not ours say of a PDF; `folder` is the test's own. */
export function judges(folder: string, pdf: Uint8Array) {
  const file = join(folder, 'paper.pdf')
  const ready = writeFile(file, pdf)
  const ask = async (command: string, ...args: readonly string[]) => {
    await ready
    return (await run(command, [...args, file])).stdout
  }
  return {
    qpdf: () => ask('qpdf', '--check'),
    /** The text in the order of the structure tree, one space between words. */
    spoken: async () => {
      const tree = await ask('pdfinfo', '-struct-text', '-enc', 'UTF-8')
      const words = [...tree.matchAll(/^ *"(.*)"$/gm)].map((match) => match[1] ?? '')
      return words.join(' ').replace(/ +/g, ' ')
    },
    structure: () => ask('pdfinfo', '-struct-text', '-enc', 'UTF-8'),
    fonts: async () => (await ask('pdffonts')).trim().split('\n').slice(2),
    attached: async () => {
      await ready
      const out = join(folder, 'attached')
      await run('pdfdetach', ['-save', '1', '-o', out, file])
      return await readFile(out)
    },
    /** The name of the field that waits for a signature. */
    fieldToSign: async () => {
      // pdfsig ends with 2 when no signature is in the file yet.
      const said = await ask('pdfsig').catch((it: { stdout: string }) => it.stdout)
      return /Signature Field Name: (\w+)\n.*form field is not signed/.exec(said)?.[1]
    },
    attachedName: async () => /^1: (.*)$/m.exec(await ask('pdfdetach', '-list'))?.[1],
  }
}
