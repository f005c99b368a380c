import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Test } from 'tap'
import {
  canRunPcscd,
  startVirtualReader,
  type VirtualReader,
} from '../../../hw/card/virtual-reader.ts'

const loket = fileURLToPath(new URL('../../../.loket', import.meta.url))
/** What set-up made. */
export const cards = join(loket, 'materials/cards')
export const rootFile = join(cards, 'roots/test-root.pem')
export const ecRootFile = join(cards, 'roots/test-root-ec.pem')
export const unpacked = join(loket, 'debian')

/** Why the PC/SC half of a suite cannot run here, or false. */
export const noPcscd = (await canRunPcscd(unpacked))
  ? false
  : 'no pcscd of our own can run on this machine (namespaces)'

/**
 * For a file that uses the PC/SC library in its own process: on a busy machine the library may lose the message that its
 * last thread has ended, and would keep the process for ever. The card child of the product is killed instead.
 */
export function endsWithItsTests(root: Test): void {
  root.teardown(() => {
    setTimeout(() => process.exit(), LINGER_MS).unref()
  })
}
const LINGER_MS = 1000

/** A virtual reader that ends with the test. Its folder is in /tmp: a socket's path holds 107 characters. */
export async function readerFor(
  t: Test,
  kind: 'pcsc' | 'sim',
  folder = cards,
): Promise<VirtualReader> {
  const dir = mkdtempSync(join(tmpdir(), 'loket-card-'))
  const reader = await startVirtualReader({ dir, cards: folder, unpacked, kind })
  t.teardown(async () => {
    await reader.stop()
    rmSync(dir, { recursive: true })
  })
  return reader
}

/** The reader's private folder. */
export const folderOf = (reader: VirtualReader): string => dirname(reader.socket)

/** Waits until `condition` holds; fails the test after `limitMs`. */
export async function until(condition: () => boolean, limitMs = 5000): Promise<void> {
  const end = performance.now() + limitMs
  while (!condition()) {
    if (performance.now() > end) throw new Error(`waited ${limitMs} ms for ${condition}`)
    await sleep(5)
  }
}
