import { type ChildProcess, spawn } from 'node:child_process'
import { accessSync, closeSync, constants, mkdirSync, openSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** vpcd has two slots and listens for the card of each on a port of its own. */
const [HOST, FIRST_PORT] = ['127.0.0.2', 0x8c7b] as const
export const SLOTS = [
  { host: HOST, port: FIRST_PORT },
  { host: HOST, port: FIRST_PORT + 1 },
] as const
/** The client socket of our pcscd inside its folder. */
export const PCSCD_SOCKET = 'pcscd.sock'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const pcscdPath = (unpacked: string): string => join(unpacked, 'usr/sbin/pcscd')
const driverPath = (unpacked: string): string =>
  join(unpacked, 'usr/lib/pcsc/drivers/serial/libifdvpcd.so')

/**
 * The command line in front of a program that gives it a network, a mount and a process namespace of its own, all of
 * which end with it; null where this machine or user may not make them, or the unpacked files are not there.
 */
export async function privateNamespace(unpacked: string): Promise<readonly string[] | null> {
  try {
    accessSync(pcscdPath(unpacked), constants.X_OK)
    accessSync(driverPath(unpacked), constants.R_OK)
  } catch {
    return null
  }
  const namespaces = ['-n', '-m', '-p', '-f', '--kill-child']
  for (const user of [[], ['-r']]) {
    const prefix = ['unshare', ...user, ...namespaces, 'sh', here('namespace.sh')]
    if (await succeeds([...prefix, 'true'])) return prefix
  }
  return null
}

/** Starts pcscd with one virtual reader; run it inside `privateNamespace` only. `dir` is its private folder. */
export function spawnPcscd(dir: string, unpacked: string): ChildProcess {
  const config = join(dir, 'reader.conf.d')
  mkdirSync(config, { recursive: true })
  writeFileSync(join(config, 'loket'), readerConf(unpacked))
  const log = openSync(join(dir, 'pcscd.log'), 'w')
  const pcscd = [pcscdPath(unpacked), '--foreground', '-c', config]
  const child = spawn('perl', [here('activate.pl'), join(dir, PCSCD_SOCKET), ...pcscd], {
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

function readerConf(unpacked: string): string {
  const port = `0x${FIRST_PORT.toString(16).toUpperCase()}`
  return [
    'FRIENDLYNAME "Loket virtual reader"',
    `DEVICENAME /dev/null:${port}`,
    `LIBPATH ${driverPath(unpacked)}`,
    `CHANNELID ${port}`,
    '',
  ].join('\n')
}

function succeeds([command = '', ...args]: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore' })
    child.on('error', () => resolve(false))
    child.on('exit', (code) => resolve(code === 0))
  })
}
