/** The net that tells a person from a room. Pure but for the runtime that it is given. */

/** Width and height of what the net sees and gives. */
export const NET = { width: 256, height: 144 } as const
const PIXELS = NET.width * NET.height

/** As much of onnxruntime-web as is used here; its own types would bring its code into the bundle. */
export interface Runtime {
  readonly env: {
    readonly wasm: { numThreads?: number; proxy?: boolean; wasmPaths?: unknown }
    logLevel?: string
  }
  readonly InferenceSession: {
    create(model: Uint8Array, options: object): Promise<Session>
  }
  readonly Tensor: new (type: 'float32', values: Float32Array, shape: readonly number[]) => object
}
interface Session {
  run(
    inputs: Readonly<Record<string, object>>,
  ): Promise<Readonly<Record<string, { readonly data: unknown }>>>
}

/** Red, green and blue planes of 0 to 1 out of the pixels of a canvas. */
export function planesOf(rgba: Uint8ClampedArray, into = new Float32Array(3 * PIXELS)) {
  for (let pixel = 0; pixel < PIXELS; pixel++)
    for (let plane = 0; plane < 3; plane++)
      into[plane * PIXELS + pixel] = (rgba[4 * pixel + plane] ?? 0) / 255
  return into
}

/** Below the first a pixel is room, above the second it is the person: the net is unsure of much that is far off. */
const EDGE = [0.3, 0.75] as const

/** The matte as the alpha of pixels. @param chances that a pixel is of a person, 0 to 1 */
export function alphaOf(chances: Float32Array, into: Uint8ClampedArray): void {
  for (let pixel = 0; pixel < PIXELS; pixel++) {
    const sure = ((chances[pixel] ?? 0) - EDGE[0]) / (EDGE[1] - EDGE[0])
    into[4 * pixel + 3] = 255 * Math.min(Math.max(sure, 0), 1)
  }
}

/** Loads the runtime and the net. @param base ends in a slash */
export async function loadNet(
  base: string,
): Promise<(planes: Float32Array) => Promise<Float32Array>> {
  const runtime: Runtime = await import(/* @vite-ignore */ `${base}ort.wasm.min.mjs`)
  runtime.env.wasm.numThreads = 1
  runtime.env.wasm.proxy = false
  runtime.env.wasm.wasmPaths = {
    mjs: `${base}ort-wasm-simd-threaded.mjs`,
    wasm: `${base}ort-wasm-simd-threaded.wasm`,
  }
  const response = await fetch(`${base}matte.onnx`)
  if (!response.ok) throw new MatteLoadError(`matte.onnx: ${response.status}`)
  const model = new Uint8Array(await response.arrayBuffer())
  const session = await runtime.InferenceSession.create(model, { executionProviders: ['wasm'] })
  return async (planes) => {
    const input = new runtime.Tensor('float32', planes, [1, 3, NET.height, NET.width])
    const { output0 } = await session.run({ input })
    if (!(output0?.data instanceof Float32Array)) throw new MatteLoadError('no matte came out')
    return output0.data
  }
}

export class MatteLoadError extends Error {
  override readonly name = 'MatteLoadError'
  readonly code = 'console.matte'
  readonly scope = 'unit'
}
