import { execFile } from 'node:child_process'
import { resolve } from 'node:path'

/** Runs one of the office's programs to its end; the exit code and what it said. */
export function run(
  name: string,
  ...args: string[]
): Promise<{ code: number; out: string; err: string }> {
  const { NODE_OPTIONS: _options, ...env } = process.env
  const program = resolve(import.meta.dirname, '../../office', name)
  return new Promise((settle) => {
    const child = execFile(process.execPath, [program, ...args], { env }, (_error, out, err) =>
      settle({ code: child.exitCode ?? -1, out, err }),
    )
  })
}
