import { execFile } from 'node:child_process'
import { createServer } from 'node:net'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Who listens on a port that we want: a name and a process id where they can be seen; null when it is free. */
export async function takenBy(port: number, host: string): Promise<string | null> {
  if (await isFree(port, host)) return null
  const { stdout } = await run('ss', ['-Hltnp', `sport = :${port}`]).catch(() => ({ stdout: '' }))
  const [, name, pid] = /users:\(\("([^"]+)",pid=(\d+)/.exec(stdout) ?? []
  return name && pid ? `${name} (proces ${pid})` : 'een ander programma'
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}
