/** Reads a TFLite model. Source: TensorFlow, `tensorflow/lite/schema/schema.fbs`: fields are named by their place there. */
import { rootTable, type Table } from './flatbuffer.ts'
import {
  type Layer,
  type Net,
  NetFormatError,
  reordered,
  type Shape,
  type Steps,
} from './layers.ts'

/** `BuiltinOperator` of the schema. */
const operators = new Map([
  [0, 'ADD'],
  [2, 'CONCATENATION'],
  [3, 'CONV_2D'],
  [4, 'DEPTHWISE_CONV_2D'],
  [6, 'DEQUANTIZE'],
  [14, 'LOGISTIC'],
  [17, 'MAX_POOL_2D'],
  [18, 'MUL'],
  [19, 'RELU'],
  [22, 'RESHAPE'],
  [23, 'RESIZE_BILINEAR'],
  [32, 'CUSTOM'],
  [34, 'PAD'],
  [40, 'MEAN'],
  [54, 'PRELU'],
  [117, 'HARD_SWISH'],
])
/** `TensorType` of the schema. */
const float32 = 0
const float16 = 1
const int32 = 2

interface Tensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly type: number
  readonly bytes: Uint8Array
}
interface Operation {
  readonly name: string
  readonly inputs: readonly Tensor[]
  readonly output: Tensor
  readonly options: Table | undefined
  /** Of an operator that is none of TFLite's own: as its maker packed them. */
  readonly custom: Uint8Array
}
/** Constants that a layer before them unpacked. */
type Unpacked = Map<string, Float32Array>

/** @throws NetFormatError when the model uses what is not known here. */
export function readTflite(file: Uint8Array): Net {
  const model = rootTable(file)
  const buffers = model.tables(4).map((buffer) => buffer.bytes(0))
  const codes = model.tables(1).map((code) => ({
    builtin: Math.max(code.int8(0, 0), code.int32(3, 0)),
    custom: Buffer.from(code.bytes(1)).toString('latin1'),
  }))
  const graph = model.tables(2)[0]
  if (!graph) throw new NetFormatError('the model has no graph')
  const tensors = graph.tables(0).map((tensor, index) => toTensor(tensor, index, buffers))
  const at = (index: number | undefined): Tensor => found(tensors[index ?? -1], 'tensor')
  const unpacked: Unpacked = new Map()
  const layers: Layer[] = []
  for (const table of graph.tables(3)) {
    const code = found(codes[table.int32(0, 0)], 'operator')
    const name = operators.get(code.builtin) ?? `operator ${code.builtin}`
    const operation: Operation = {
      name: name === 'CUSTOM' ? code.custom : name,
      inputs: table.int32s(1).map(at),
      output: at(table.int32s(2)[0]),
      options: table.table(4),
      custom: table.bytes(5),
    }
    if (operation.name === 'DEQUANTIZE')
      unpacked.set(operation.output.name, floats(input(operation, 0), unpacked))
    else layers.push(...toLayers(operation, unpacked))
  }
  const first = at(graph.int32s(1)[0])
  return {
    input: { name: first.name, shape: shapeOf(first) },
    outputs: graph.int32s(2).map((index) => at(index).name),
    layers,
  }
}

function toTensor(table: Table, index: number, buffers: readonly Uint8Array[]): Tensor {
  return {
    name: `t${index}`,
    shape: table.int32s(0),
    type: table.int8(1, 0),
    bytes: buffers[table.int32(2, 0)] ?? new Uint8Array(),
  }
}

function toLayers(operation: Operation, unpacked: Unpacked): readonly Layer[] {
  const { name, options, output } = operation
  const of = (...names: readonly string[]) => ({ inputs: names, output: output.name })
  const source = input(operation, 0).name
  switch (name) {
    case 'CONV_2D':
      return convolution(operation, false, unpacked)
    case 'DEPTHWISE_CONV_2D':
      return convolution(operation, true, unpacked)
    case 'PRELU':
      return [{ ...of(source), kind: 'prelu', slope: floats(input(operation, 1), unpacked) }]
    case 'RELU':
      return [{ ...of(source), kind: 'relu' }]
    case 'LOGISTIC':
      return [{ ...of(source), kind: 'sigmoid' }]
    case 'HARD_SWISH':
      return [{ ...of(source), kind: 'hardSwish' }]
    case 'MEAN':
      return [mean(operation)]
    case 'RESIZE_BILINEAR':
      if (options?.int8(3, 0) !== 1) throw new NetFormatError('a resize is not between middles')
      return [{ ...of(source), kind: 'resize', to: shapeOf(output) }]
    case 'Convolution2DTransposeBias':
      return [spread(operation, unpacked)]
    case 'MUL':
      return withRelu(
        { ...of(source, input(operation, 1).name), kind: 'multiply' },
        options?.int8(0, 0),
      )
    case 'ADD':
      return withRelu({ ...of(source, input(operation, 1).name), kind: 'add' }, options?.int8(0, 0))
    case 'MAX_POOL_2D': {
      const size: Steps = [options?.int32(4, 0) ?? 0, options?.int32(3, 0) ?? 0]
      return [{ ...of(source), kind: 'maxPool', size, ...window(options) }]
    }
    case 'PAD': {
      const pairs = ints(input(operation, 1))
      const side = (odd: number) => pairs.filter((_, i) => i % 2 === odd)
      return [{ ...of(source), kind: 'pad', before: side(0), after: side(1) }]
    }
    case 'RESHAPE':
      return [{ ...of(source), kind: 'reshape', shape: output.shape }]
    case 'CONCATENATION': {
      const inputs = operation.inputs.map((each) => each.name)
      const dimensions = output.shape.length
      const axis = options?.int32(0, 0) ?? 0
      return [{ ...of(...inputs), kind: 'concatenation', axis, dimensions }]
    }
    default:
      throw new NetFormatError(`unknown in a TFLite model: ${name}`)
  }
}

function convolution(operation: Operation, depthwise: boolean, unpacked: Unpacked) {
  const { options } = operation
  const kernel = input(operation, 1)
  const shape = shapeOf(kernel)
  // Filter, row, column, input channel; with a filter a channel: 1, row, column, channel.
  const order: Shape = depthwise ? [3, 0, 1, 2] : [0, 3, 1, 2]
  const sizes = order.map((from) => shape[from] ?? 0)
  if (options?.int32(depthwise ? 5 : 4, 1) !== 1)
    throw new NetFormatError('a convolution has dilation')
  if (depthwise && options.int32(3, 1) !== 1)
    throw new NetFormatError('a channel has more than one filter')
  const layer: Layer = {
    inputs: [input(operation, 0).name],
    output: operation.output.name,
    kind: 'convolution',
    kernel: {
      shape: toShape(sizes),
      weights: reordered(floats(kernel, unpacked), shape, order),
      groups: depthwise ? shape[3] : 1,
    },
    bias: floats(input(operation, 2), unpacked),
    ...window(options),
  }
  return withRelu(layer, options.int8(depthwise ? 4 : 3, 0))
}

function mean(operation: Operation): Layer {
  const axes = ints(input(operation, 1))
  if (axes.join() !== '1,2' || operation.options?.int8(0, 0) !== 1)
    throw new NetFormatError('a mean is not over rows and columns')
  return { inputs: [input(operation, 0).name], output: operation.output.name, kind: 'mean' }
}

/**
 * MediaPipe's transposed convolution. Source: MediaPipe, `transpose_conv_bias.cc`: its options are TFLite's C struct of
 * padding, step over columns, step over rows, each an int32.
 */
function spread({ inputs, output, custom }: Operation, unpacked: Unpacked): Layer {
  const [source, kernel, bias] = inputs.map((each) => found(each, 'input'))
  if (!source || !kernel || !bias || custom.byteLength < 12)
    throw new NetFormatError('a transposed convolution lacks a part')
  const options = new DataView(custom.buffer, custom.byteOffset, custom.byteLength)
  const strides: Steps = [options.getInt32(8, true), options.getInt32(4, true)]
  const shape = shapeOf(kernel)
  if (shape[1] !== strides[0] || shape[2] !== strides[1])
    throw new NetFormatError('the blocks of a transposed convolution overlap')
  const order: Shape = [3, 0, 1, 2]
  return {
    ...{ inputs: [source.name], output: output.name, kind: 'spread', strides },
    bias: floats(bias, unpacked),
    kernel: {
      shape: toShape(order.map((from) => shape[from] ?? 0)),
      weights: reordered(floats(kernel, unpacked), shape, order),
      groups: 1,
    },
  }
}

/** `Padding`, `stride_w` and `stride_h` are at the same places for convolutions and pools. */
function window(options: Table | undefined) {
  return {
    padding: options?.int8(0, 0) === 1 ? 'valid' : 'same',
    strides: [options?.int32(2, 0) ?? 0, options?.int32(1, 0) ?? 0],
  } as const
}

/** `ActivationFunctionType`: 0 is none, 1 is ReLU. */
function withRelu(layer: Layer, activation = 0): readonly Layer[] {
  if (activation === 0) return [layer]
  if (activation !== 1) throw new NetFormatError(`unknown activation ${activation}`)
  const before = `${layer.output}.raw`
  return [
    { ...layer, output: before },
    { kind: 'relu', inputs: [before], output: layer.output },
  ]
}

function floats(tensor: Tensor, unpacked: Unpacked): Float32Array {
  const known = unpacked.get(tensor.name)
  if (known) return known
  const { bytes } = tensor
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (tensor.type === float32 && bytes.length > 0)
    return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true))
  if (tensor.type === float16 && bytes.length > 0)
    return Float32Array.from({ length: bytes.length / 2 }, (_, i) =>
      halfFloat(view.getUint16(2 * i, true)),
    )
  throw new NetFormatError('a weight is neither float32 nor float16')
}

function ints(tensor: Tensor): number[] {
  if (tensor.type !== int32) throw new NetFormatError('paddings are not int32')
  const { bytes } = tensor
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true))
}

/** Source: IEEE 754-2019, binary16. */
export function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0) return sign * fraction * 2 ** -24
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}

function input(operation: Operation, index: number): Tensor {
  return found(operation.inputs[index], `input of ${operation.name}`)
}

function shapeOf(tensor: Tensor): Shape {
  return toShape(tensor.shape)
}

export function toShape(sizes: readonly number[]): Shape {
  const [a, b, c, d] = sizes
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new NetFormatError('a tensor has fewer than four dimensions')
  return [a, b, c, d]
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new NetFormatError(`the model lacks a ${what}`)
  return value
}
