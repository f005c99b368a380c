/** What the console loads to put an inspector before black: the net, and the runtime that runs it in a browser. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkSha256 } from '../../../daemon/media/eyes/nets.ts'
import { toOnnx } from './onnx.ts'
import { readTflite } from './tflite.ts'

/** MediaPipe's selfie segmentation for wide pictures: 256 by 144, persons within two metres. */
const weights = {
  path: '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite',
  sha256: '4aafe6223bb8dac6fac8ca8ed56852870a33051ef3f6238822d282a109962894',
} as const
const runtime = [
  {
    name: 'ort.wasm.min.mjs',
    sha256: '219e6a1fc8a9938268d18efca3c91d310bd2f4a59bbd13744df5b2b7fc6cee3b',
  },
  {
    name: 'ort-wasm-simd-threaded.mjs',
    sha256: 'e13f7f94fc51b4ca72b12faeb1ee95f4ace6dfbc8939bc718aabdc0a27c4299b',
  },
  {
    name: 'ort-wasm-simd-threaded.wasm',
    sha256: '3398c10d07d229bd91b364548e130e0e51a8e5704b88c7c083ebbeb78842dee2',
  },
] as const
const madeSha256 = 'f32e0ff1d97ee531737d351407d2eb3a708cd016a7e05707aa539e412af66270'

/**
 * Writes `matte.onnx` and the runtime into `folder`.
 * @param packages the `node_modules` that holds the packages.
 * @throws NetError when a file is not, byte for byte, what was checked in; nothing is written then.
 */
export function makeMatting(packages: string, folder: string): void {
  const input = (path: string, sha256: string) => {
    const bytes = readFileSync(join(packages, path))
    checkSha256(bytes, sha256, path)
    return bytes
  }
  const net = toOnnx(readTflite(input(weights.path, weights.sha256)))
  checkSha256(net, madeSha256, 'matte.onnx as made')
  const files = [
    { name: 'matte.onnx', bytes: net },
    ...runtime.map(({ name, sha256 }) => ({
      name,
      bytes: input(`onnxruntime-web/dist/${name}`, sha256),
    })),
  ]
  mkdirSync(folder, { recursive: true })
  for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes)
}
