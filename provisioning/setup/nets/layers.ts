/**
 * A neural net as TFLite and TensorFlow.js both describe it: layers over pictures in the order batch, row, column,
 * channel (NHWC). `tflite.ts` and `tfjs.ts` read one, `onnx.ts` writes it.
 */

export interface Net {
  readonly input: { readonly name: string; readonly shape: Shape }
  /** Names of the values that the net gives, in its own order. */
  readonly outputs: readonly string[]
  /** In an order in which each can run. */
  readonly layers: readonly Layer[]
}
/** Batch, rows, columns, channels. */
export type Shape = readonly [number, number, number, number]
export type Padding = 'same' | 'valid'
/** Rows, columns. */
export type Steps = readonly [number, number]

export type Layer = { readonly inputs: readonly string[]; readonly output: string } & (
  | {
      readonly kind: 'convolution'
      readonly kernel: Kernel
      /** One a filter. */
      readonly bias: Float32Array
      readonly strides: Steps
      readonly padding: Padding
    }
  | { readonly kind: 'prelu' /** One a channel. */; readonly slope: Float32Array }
  | { readonly kind: 'relu' | 'add' | 'hardSwish' | 'sigmoid' | 'multiply' }
  /** The mean over rows and columns, one a channel. */
  | { readonly kind: 'mean' }
  /** Bilinear, between the middles of pixels; rows and columns of what comes out. */
  | { readonly kind: 'resize'; readonly to: Shape }
  /** Each value becomes a block as large as a step; the kernel's order is input channel, filter, row, column. */
  | {
      readonly kind: 'spread'
      readonly kernel: Kernel
      readonly bias: Float32Array
      readonly strides: Steps
    }
  | {
      readonly kind: 'maxPool'
      readonly size: Steps
      readonly strides: Steps
      readonly padding: Padding
    }
  /** Zeros before and after, for each of the four dimensions. */
  | { readonly kind: 'pad'; readonly before: readonly number[]; readonly after: readonly number[] }
  | { readonly kind: 'concatenation'; readonly axis: number; readonly dimensions: number }
  | { readonly kind: 'reshape'; readonly shape: readonly number[] }
)

/** Weights in the order filter, input channel, row, column. `groups` is the number of channels where each has its own filter. */
export interface Kernel {
  readonly shape: Shape
  readonly weights: Float32Array
  readonly groups: number
}

/** The file is not of the form that is read here, or uses what is not known here. */
export class NetFormatError extends Error {
  override readonly name = 'NetFormatError'
  readonly code = 'nets.format'
  readonly scope = 'system'
}

/**
 * The same values with their dimensions in another order: dimension `order[i]` of `values` becomes dimension i.
 * `shape` is that of `values`.
 */
export function reordered(values: Float32Array, shape: Shape, order: Shape): Float32Array {
  const strides = [shape[1] * shape[2] * shape[3], shape[2] * shape[3], shape[3], 1]
  const sizes = order.map((from) => shape[from] ?? 1)
  const steps = order.map((from) => strides[from] ?? 1)
  const [n = 1, a = 1, b = 1, c = 1] = sizes
  const [stepN = 0, stepA = 0, stepB = 0, stepC = 0] = steps
  const result = new Float32Array(values.length)
  let to = 0
  for (let i = 0; i < n; i++)
    for (let j = 0; j < a; j++)
      for (let k = 0; k < b; k++)
        for (let l = 0; l < c; l++)
          result[to++] = values[i * stepN + j * stepA + k * stepB + l * stepC] ?? 0
  return result
}
