/** Reads a TensorFlow.js graph model: its JSON and its one file of weights. */
import {
  type Kernel,
  type Layer,
  type Net,
  NetFormatError,
  reordered,
  type Steps,
} from './layers.ts'
import { toShape } from './tflite.ts'

/** What is read of the JSON; texts in it are base64. Source: TensorFlow, `node_def.proto` and `attr_value.proto`. */
interface Model {
  readonly modelTopology: { readonly node: readonly Node[] }
  readonly weightsManifest: readonly { readonly weights: readonly WeightEntry[] }[]
}
interface Node {
  readonly name: string
  readonly op: string
  readonly input?: readonly string[]
  readonly attr?: Readonly<Record<string, Attribute>>
}
interface Attribute {
  readonly s?: string
  readonly list?: { readonly i?: readonly string[]; readonly s?: readonly string[] }
  readonly shape?: { readonly dim: readonly { readonly size: string }[] }
}
interface WeightEntry {
  readonly name: string
  readonly shape: readonly number[]
  readonly dtype: string
}
interface Weight {
  readonly shape: readonly number[]
  readonly floats: Float32Array
  readonly ints: Int32Array
}
type Weights = ReadonlyMap<string, Weight>

/** @throws NetFormatError when the model uses what is not known here. */
export function readTfjs(json: string, bytes: Uint8Array): Net {
  // The one cast: the SHA-256 of the file has been checked, so its form is known.
  const model = JSON.parse(json) as Model
  const weights = weightsOf(model, bytes)
  const nodes = model.modelTopology.node.filter((node) => node.op !== 'Const')
  const input = nodes.find((node) => node.op === 'Placeholder')
  const sizes = input?.attr?.['shape']?.shape?.dim.map((dim) => Math.max(1, Number(dim.size)))
  if (!input || !sizes) throw new NetFormatError('the model has no input')
  const outputs = nodes.filter((node) => node.op === 'Identity')
  return {
    input: { name: input.name, shape: toShape(sizes) },
    outputs: outputs.map((node) => inputOf(node, 0)),
    layers: nodes
      .filter((node) => node.op !== 'Placeholder' && node.op !== 'Identity')
      .flatMap((node) => toLayers(node, weights)),
  }
}

function weightsOf(model: Model, bytes: Uint8Array): Weights {
  const weights = new Map<string, Weight>()
  let from = 0
  for (const { name, shape, dtype } of model.weightsManifest.flatMap((group) => group.weights)) {
    if (dtype !== 'float32' && dtype !== 'int32') throw new NetFormatError(`weights are ${dtype}`)
    const size = 4 * shape.reduce((product, each) => product * each, 1)
    const own = new Uint8Array(bytes.subarray(from, from + size)).buffer
    weights.set(name, { shape, floats: new Float32Array(own), ints: new Int32Array(own) })
    from += size
  }
  return weights
}

function toLayers(node: Node, weights: Weights): readonly Layer[] {
  const { name: output } = node
  const inputs = [inputOf(node, 0)]
  switch (node.op) {
    case '_FusedConv2D':
      return fusedConvolution(node, weights)
    case 'DepthwiseConv2dNative': {
      const kernel = kernelOf(weightOf(node, 1, weights), true)
      const bias = new Float32Array(kernel.groups)
      return [{ kind: 'convolution', inputs, output, kernel, bias, ...windowOf(node) }]
    }
    case 'Prelu':
      return [{ kind: 'prelu', inputs, output, slope: weightOf(node, 1, weights).floats }]
    case 'AddV2':
      return [{ kind: 'add', inputs: [...inputs, inputOf(node, 1)], output }]
    case 'MaxPool':
      return [{ kind: 'maxPool', inputs, output, size: stepsOf(node, 'ksize'), ...windowOf(node) }]
    case 'Pad': {
      const pairs = [...weightOf(node, 1, weights).ints]
      const side = (odd: number) => pairs.filter((_, i) => i % 2 === odd)
      return [{ kind: 'pad', inputs, output, before: side(0), after: side(1) }]
    }
    case 'ConcatV2': {
      const values = (node.input ?? []).slice(0, -1)
      const axis = weightOf(node, values.length, weights).ints[0] ?? 0
      return [{ kind: 'concatenation', inputs: values, output, axis, dimensions: 4 }]
    }
    default:
      throw new NetFormatError(`unknown in a TensorFlow.js model: ${node.op}`)
  }
}

/** A convolution with its bias and, where the node says so, PReLU in one. */
function fusedConvolution(node: Node, weights: Weights): readonly Layer[] {
  const parts = (node.attr?.['fused_ops']?.list?.s ?? []).map(text)
  const raw = parts[1] ? `${node.name}.raw` : node.name
  if (parts[0] !== 'BiasAdd' || (parts[1] && parts[1] !== 'Prelu') || parts.length > 2)
    throw new NetFormatError(`unknown in a convolution: ${parts.join(', ')}`)
  const layer: Layer = {
    kind: 'convolution',
    inputs: [inputOf(node, 0)],
    output: raw,
    kernel: kernelOf(weightOf(node, 1, weights), false),
    bias: weightOf(node, 2, weights).floats,
    ...windowOf(node),
  }
  if (!parts[1]) return [layer]
  const slope = weightOf(node, 3, weights).floats
  return [layer, { kind: 'prelu', inputs: [raw], output: node.name, slope }]
}

/** From row, column, input channel, filter; with a filter a channel: row, column, channel, 1. */
function kernelOf(weight: Weight, depthwise: boolean): Kernel {
  const shape = toShape(weight.shape)
  if (depthwise && shape[3] !== 1) throw new NetFormatError('a channel has more than one filter')
  const order = depthwise ? ([2, 3, 0, 1] as const) : ([3, 2, 0, 1] as const)
  return {
    shape: toShape(order.map((from) => shape[from])),
    weights: reordered(weight.floats, shape, order),
    groups: depthwise ? shape[2] : 1,
  }
}

function windowOf(node: Node) {
  const padding = text(node.attr?.['padding']?.s ?? '')
  if (padding !== 'SAME' && padding !== 'VALID') throw new NetFormatError(`padding "${padding}"`)
  return {
    padding: padding === 'SAME' ? 'same' : 'valid',
    strides: stepsOf(node, 'strides'),
  } as const
}

function stepsOf(node: Node, attribute: string): Steps {
  const [, rows = 1, columns = 1] = (node.attr?.[attribute]?.list?.i ?? []).map(Number)
  return [rows, columns]
}

function inputOf(node: Node, index: number): string {
  const name = node.input?.[index]
  if (name === undefined) throw new NetFormatError(`${node.name} lacks an input`)
  return name
}

function weightOf(node: Node, index: number, weights: Weights): Weight {
  const weight = weights.get(inputOf(node, index))
  if (!weight) throw new NetFormatError(`${node.name} lacks a weight`)
  return weight
}

function text(base64: string): string {
  return Buffer.from(base64, 'base64').toString()
}
