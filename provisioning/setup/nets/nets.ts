/** Makes the nets of the eye tracker out of the packages that carry their weights. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSha256, type NetName, netSha256 } from '../../../daemon/media/eyes/nets.ts'
import type { Net } from './layers.ts'
import { toOnnx } from './onnx.ts'
import { readTfjs } from './tfjs.ts'
import { readTflite } from './tflite.ts'

/** Google's packed file: MediaPipe's own loader script beside it names the places of its parts, in bytes. */
const packed = {
  path: '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data',
  sha256: 'dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99',
  mesh: [2_495_952, 3_737_848],
  detector: [3_757_224, 3_986_256],
} as const
const irisJson = {
  path: '@vladmandic/human/models/iris.json',
  sha256: '49038ac9dcc09aa05474d91d98e9db5b47af4830929bcf102ed5a56bfbabb465',
} as const
const irisWeights = {
  path: '@vladmandic/human/models/iris.bin',
  sha256: 'd7f296d184274213d4642681ae186112cbbec77fd2ab066257d3c56a1940bc71',
} as const

/**
 * Writes `detector.onnx`, `mesh.onnx` and `iris.onnx` into `folder`.
 * @param packages the `node_modules` that holds the packages.
 * @throws NetError when an input or an output is not, byte for byte, what was checked in; nothing is written then.
 * @throws NetFormatError when a model uses what the converters do not know.
 */
export function makeNets(packages: string, folder: string): void {
  const input = ({ path, sha256 }: { readonly path: string; readonly sha256: string }) => {
    const bytes = readFileSync(join(packages, path))
    checkSha256(bytes, sha256, path)
    return bytes
  }
  const parts = input(packed)
  const nets: Record<NetName, Net> = {
    detector: readTflite(parts.subarray(...packed.detector)),
    mesh: readTflite(parts.subarray(...packed.mesh)),
    iris: readTfjs(input(irisJson).toString(), input(irisWeights)),
  }
  const names = ['detector', 'mesh', 'iris'] as const
  const files = names.map((name) => ({ name, bytes: toOnnx(nets[name]) }))
  for (const { name, bytes } of files) checkSha256(bytes, netSha256[name], `${name}.onnx as made`)
  mkdirSync(folder, { recursive: true })
  for (const { name, bytes } of files) writeFileSync(join(folder, `${name}.onnx`), bytes)
}
