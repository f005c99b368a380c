/**
 * The three nets of the tracker, made at set-up (`provisioning/setup/nets/`) from weights that Google published:
 * MediaPipe BlazeFace (short range), Face Mesh and Iris. They give points of a face, no template of it.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What each file of the folder has to be: lower-case hexadecimal SHA-256. */
export const netSha256 = {
  detector: '77b7260ce0e22ad8d83acbb1db9d4b65cf4471de14d2d24403be2d01a9b866f8',
  mesh: '4b56ce71bb88fc15b884d96367e5c7a6a3d2560e3a741598216c6f986771c2e3',
  iris: '8c2b6e3e0e46c7c6040730f61d8eb6288c335254f3e7bf37cc99fbdd7eaef77f',
} as const

export type NetName = keyof typeof netSha256

/** A net is missing, or is not the one that was checked in. */
export class NetError extends Error {
  override readonly name = 'NetError'
  readonly code = 'media.nets'
  readonly scope = 'unit'
}

/** @throws NetError when the file is missing or is another. */
export function loadNet(folder: string, name: NetName): Uint8Array {
  const file = join(folder, `${name}.onnx`)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new NetError(`the net ${file} cannot be read`, { cause })
  }
  checkSha256(bytes, netSha256[name], file)
  return bytes
}

/** @throws NetError when the bytes are not those that `expected` was worked out from. */
export function checkSha256(bytes: Uint8Array, expected: string, what: string): void {
  const actual = createHash('sha256').update(bytes).digest('hex')
  if (actual !== expected)
    throw new NetError(
      `${what} is not the file that was checked: SHA-256 ${actual}, not ${expected}`,
    )
}
