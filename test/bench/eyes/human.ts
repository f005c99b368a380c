/** The peer: `@vladmandic/human` with its detector, mesh and iris on WASM, and nothing else of it. */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import type { Picture } from '../../../daemon/media/eyes/picture.ts'

const packages = resolve('node_modules')
/** The build for WASM cannot be named through the package's exports. */
const build = join(packages, '@vladmandic/human/dist/human.node-wasm.js')
const wasm = join(packages, '@tensorflow/tfjs-backend-wasm/dist/')
const models = join(packages, '@vladmandic/human/models')

/** What is used of it. */
interface Human {
  readonly tf: {
    getBackend(): string
    tensor4d(values: Float32Array, shape: readonly [number, number, number, number]): unknown
  }
  init(): Promise<void>
  load(): Promise<void>
  detect(
    tensor: unknown,
  ): Promise<{ readonly face: readonly { readonly mesh: readonly unknown[] }[] }>
}
type HumanConstructor = new (settings: object) => Human

export interface Peer {
  /** A picture as it takes them; made once, outside what is measured. */
  tensor(picture: Picture): unknown
  /** Looks at one; whether it found a face with its irises. */
  look(tensor: unknown): Promise<boolean>
  close(): void
}

/** Mesh and irises in each picture; the detector only at the start, as it is used to follow somebody. */
const settings = {
  backend: 'wasm',
  wasmPath: wasm,
  debug: false,
  async: false,
  filter: { enabled: false },
  face: {
    enabled: true,
    detector: { rotation: false, maxDetected: 1, skipFrames: 1e6, skipTime: 1e9 },
    mesh: { enabled: true },
    iris: { enabled: true },
    emotion: { enabled: false },
    description: { enabled: false },
    attention: { enabled: false },
  },
  body: { enabled: false },
  hand: { enabled: false },
  gesture: { enabled: false },
  object: { enabled: false },
  segmentation: { enabled: false },
}
/** Points of a mesh with both irises. */
const allPoints = 478

export async function openHuman(): Promise<Peer> {
  // It fetches its models, and Node fetches no files.
  const server = createServer((request, response) => {
    try {
      response.end(readFileSync(join(models, new URL(request.url ?? '', 'http://models').pathname)))
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  const { Human } = createRequire(import.meta.url)(build) as { Human: HumanConstructor }
  const human = new Human({ ...settings, modelBasePath: `http://127.0.0.1:${port}/` })
  await human.init()
  await human.load()
  if (human.tf.getBackend() !== 'wasm') throw new Error('the peer does not run on WASM')
  return {
    tensor: (picture) => human.tf.tensor4d(rgbOf(picture), [1, picture.height, picture.width, 3]),
    async look(tensor) {
      const { face } = await human.detect(tensor)
      return (face[0]?.mesh.length ?? 0) >= allPoints
    },
    close: () => server.close(),
  }
}

/** Red, green and blue of each pixel, 0 to 255. Colours: ITU-R BT.601, limited range. */
function rgbOf({ data, width, height, lumaStride, chromaStride }: Picture): Float32Array {
  const rgb = new Float32Array(3 * width * height)
  const blueFrom = lumaStride * height
  const redFrom = blueFrom + chromaStride * ((height + 1) >> 1)
  for (let i = 0; i < width * height; i++) {
    const x = i % width
    const y = Math.floor(i / width)
    const chroma = (y >> 1) * chromaStride + (x >> 1)
    const light = 1.164 * ((data[y * lumaStride + x] ?? 0) - 16)
    const blue = (data[blueFrom + chroma] ?? 128) - 128
    const red = (data[redFrom + chroma] ?? 128) - 128
    const colours = [light + 1.596 * red, light - 0.392 * blue - 0.813 * red, light + 2.017 * blue]
    rgb.set(
      colours.map((colour) => Math.min(Math.max(colour, 0), 255)),
      3 * i,
    )
  }
  return rgb
}
