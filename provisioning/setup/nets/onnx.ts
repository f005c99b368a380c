/** Turns a net into ONNX. Pictures are in the order batch, channel, row, column there (NCHW). */
import type { Layer, Net, Padding, Shape } from './layers.ts'
import { type OnnxConstant, type OnnxNode, onnxFile } from './onnx-file.ts'

/** ONNX's place of each dimension of a picture. */
const nchw: Shape = [0, 3, 1, 2]

/** The file. Its input is called `input`, its outputs `output0`, `output1`, … in the net's own order. */
export function toOnnx(net: Net): Buffer {
  const constants: OnnxConstant[] = []
  const keep = (name: string, shape: readonly number[], values: OnnxConstant['values']) => {
    constants.push({ name, shape, values })
    return name
  }
  const nodes = net.layers.flatMap((layer) => toNodes(layer, keep))
  const renamed = new Map([[net.input.name, 'input']])
  net.outputs.forEach((name, index) => {
    renamed.set(name, `output${index}`)
  })
  const rename = (name: string) => renamed.get(name) ?? name
  return onnxFile({
    nodes: nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(rename),
      output: rename(node.output),
    })),
    constants,
    input: { name: 'input', shape: nchw.map((from) => net.input.shape[from] ?? 1) },
    outputs: net.outputs.map(rename),
  })
}

type Keep = (name: string, shape: readonly number[], values: OnnxConstant['values']) => string

function toNodes(layer: Layer, keep: Keep): readonly OnnxNode[] {
  const { inputs, output } = layer
  const node = (type: string, more: Partial<OnnxNode> = {}): OnnxNode => ({
    type,
    inputs,
    output,
    ...more,
  })
  switch (layer.kind) {
    case 'convolution':
      return [convolution(layer, keep)]
    case 'prelu': {
      const slope = keep(`${output}.slope`, [layer.slope.length, 1, 1], layer.slope)
      return prelu(layer, slope)
    }
    case 'relu':
      return [node('Relu')]
    case 'add':
      return [node('Add')]
    case 'multiply':
      return [node('Mul')]
    case 'sigmoid':
      return [node('Sigmoid')]
    case 'hardSwish': {
      const gate = `${output}.gate`
      return [
        node('HardSigmoid', { output: gate, attributes: { alpha: 1 / 6, beta: 0.5 } }),
        node('Mul', { inputs: [...inputs, gate] }),
      ]
    }
    case 'mean':
      return [node('GlobalAveragePool')]
    case 'resize': {
      const sizes = BigInt64Array.from(nchw, (from) => BigInt(layer.to[from] ?? 1))
      const name = keep(`${output}.sizes`, [4], sizes)
      const attributes = { coordinate_transformation_mode: 'half_pixel', mode: 'linear' }
      return [node('Resize', { inputs: [...inputs, '', '', name], attributes })]
    }
    case 'spread': {
      const weights = keep(`${output}.weights`, layer.kernel.shape, layer.kernel.weights)
      const bias = keep(`${output}.bias`, [layer.bias.length], layer.bias)
      const attributes = { strides: layer.strides }
      return [node('ConvTranspose', { inputs: [...inputs, weights, bias], attributes })]
    }
    case 'maxPool': {
      const { size, strides, padding } = layer
      return [node('MaxPool', { attributes: { kernel_shape: size, strides, ...autoPad(padding) } })]
    }
    case 'pad': {
      const pads = [layer.before, layer.after].flatMap((side) =>
        nchw.map((from) => side[from] ?? 0),
      )
      const name = keep(`${output}.pads`, [pads.length], BigInt64Array.from(pads, BigInt))
      return [node('Pad', { inputs: [...inputs, name] })]
    }
    case 'concatenation': {
      const axis = layer.dimensions === 4 ? nchw.indexOf(wrapped(layer.axis)) : layer.axis
      return [node('Concat', { attributes: { axis } })]
    }
    case 'reshape': {
      // The values have to lie in the net's own order before they are cut anew.
      const flat = `${output}.nhwc`
      const shape = BigInt64Array.from(layer.shape, BigInt)
      const name = keep(`${output}.shape`, [shape.length], shape)
      return [
        node('Transpose', { output: flat, attributes: { perm: [0, 2, 3, 1] } }),
        node('Reshape', { inputs: [flat, name] }),
      ]
    }
  }
}

/**
 * PReLU in steps that give the same numbers: onnxruntime's own asks of each value whether it is negative, which no
 * processor foresees in a real picture, and that costs as much as the convolutions.
 */
function prelu(layer: Extract<Layer, { kind: 'prelu' }>, slope: string): readonly OnnxNode[] {
  const { output } = layer
  const [value = ''] = layer.inputs
  const sloped = `${output}.sloped`
  if (layer.slope.every((each) => each <= 1))
    return [
      { type: 'Mul', inputs: [value, slope], output: sloped },
      { type: 'Max', inputs: [value, sloped], output },
    ]
  const positive = `${output}.positive`
  const negative = `${output}.negative`
  return [
    { type: 'Relu', inputs: [value], output: positive },
    { type: 'Sub', inputs: [value, positive], output: negative },
    { type: 'Mul', inputs: [negative, slope], output: sloped },
    { type: 'Add', inputs: [positive, sloped], output },
  ]
}

function convolution(layer: Extract<Layer, { kind: 'convolution' }>, keep: Keep): OnnxNode {
  const { inputs, output, kernel, bias, strides, padding } = layer
  const weights = keep(`${output}.weights`, kernel.shape, kernel.weights)
  const offsets = keep(`${output}.bias`, [bias.length], bias)
  return {
    type: 'Conv',
    inputs: [...inputs, weights, offsets],
    output,
    attributes: { group: kernel.groups, strides, ...autoPad(padding) },
  }
}

/** TensorFlow's "same" puts the odd row or column after the picture, as ONNX's SAME_UPPER does. */
function autoPad(padding: Padding) {
  return { auto_pad: padding === 'same' ? 'SAME_UPPER' : 'VALID' }
}

function wrapped(axis: number): number {
  return axis < 0 ? axis + 4 : axis
}
