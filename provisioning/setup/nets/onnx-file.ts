/**
 * Writes ONNX files, which are protocol buffers. Source: ONNX, `onnx/onnx.proto3` (field numbers) and protobuf's
 * "Encoding" (varints, length-delimited fields).
 */

export interface OnnxNode {
  readonly type: string
  readonly inputs: readonly string[]
  readonly output: string
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>
}
export interface OnnxConstant {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array | BigInt64Array
}
export interface OnnxGraph {
  readonly nodes: readonly OnnxNode[]
  readonly constants: readonly OnnxConstant[]
  readonly input: { readonly name: string; readonly shape: readonly number[] }
  readonly outputs: readonly string[]
}

const irVersion = 8
const operatorSet = 13
/** `TensorProto.DataType`. */
const float = 1
const int64 = 7

/** The same graph always gives the same bytes. */
export function onnxFile(graph: OnnxGraph): Buffer {
  return Buffer.concat([
    varintField(1, irVersion),
    textField(2, 'loket'),
    field(7, graphOf(graph)),
    field(8, varintField(2, operatorSet)),
  ])
}

function graphOf({ nodes, constants, input, outputs }: OnnxGraph): Buffer {
  return Buffer.concat([
    ...nodes.map((node) => field(1, nodeOf(node))),
    textField(2, 'net'),
    ...constants.map((constant) => field(5, constantOf(constant))),
    field(11, typedValue(input.name, input.shape)),
    ...outputs.map((name) => field(12, typedValue(name))),
  ])
}

function nodeOf(node: OnnxNode): Buffer {
  return Buffer.concat([
    ...node.inputs.map((name) => textField(1, name)),
    textField(2, node.output),
    textField(3, node.output),
    textField(4, node.type),
    ...Object.entries(node.attributes ?? {}).map(([name, value]) =>
      field(5, Buffer.concat([textField(1, name), attributeOf(value)])),
    ),
  ])
}

/** `AttributeProto`: the value, and its type: 1 FLOAT, 2 INT, 3 STRING, 7 INTS. A number with a fraction is a FLOAT. */
function attributeOf(value: number | string | readonly number[]): Buffer {
  if (typeof value === 'number' && !Number.isInteger(value)) {
    const float = Buffer.alloc(5)
    // The field's number and the wire type of four bytes.
    float.writeUInt8((2 << 3) | 5)
    float.writeFloatLE(value, 1)
    return Buffer.concat([float, varintField(20, 1)])
  }
  if (typeof value === 'number') return Buffer.concat([varintField(3, value), varintField(20, 2)])
  if (typeof value === 'string') return Buffer.concat([textField(4, value), varintField(20, 3)])
  return Buffer.concat([...value.map((each) => varintField(8, each)), varintField(20, 7)])
}

function constantOf({ name, shape, values }: OnnxConstant): Buffer {
  return Buffer.concat([
    ...shape.map((size) => varintField(1, size)),
    varintField(2, values instanceof Float32Array ? float : int64),
    textField(8, name),
    field(9, Buffer.from(values.buffer, values.byteOffset, values.byteLength)),
  ])
}

/** `ValueInfoProto` of floats; without a shape it is left open. */
function typedValue(name: string, shape?: readonly number[]): Buffer {
  const dimensions = shape?.map((size) => field(1, varintField(1, size))) ?? []
  const tensor = Buffer.concat([
    varintField(1, float),
    ...(shape ? [field(2, Buffer.concat(dimensions))] : []),
  ])
  return Buffer.concat([textField(1, name), field(2, field(1, tensor))])
}

function textField(number: number, text: string): Buffer {
  return field(number, Buffer.from(text))
}

function field(number: number, content: Buffer): Buffer {
  return Buffer.concat([varint(number * 8 + 2), varint(content.length), content])
}

function varintField(number: number, value: number): Buffer {
  return Buffer.concat([varint(number * 8), varint(value)])
}

/** Of a number that is not negative. */
function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  return Buffer.from([...bytes, rest])
}
