import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import t from 'tap'
import { loadNet } from '../../daemon/media/eyes/nets.ts'
import { type Layer, NetFormatError, reordered } from '../../provisioning/setup/nets/layers.ts'
import { makeNets } from '../../provisioning/setup/nets/nets.ts'
import { toOnnx } from '../../provisioning/setup/nets/onnx.ts'
import { readTfjs } from '../../provisioning/setup/nets/tfjs.ts'
import { halfFloat } from '../../provisioning/setup/nets/tflite.ts'

const nets = '.loket/nets'

t.test('a package that is not the one that was checked is refused, and nothing is written', (t) => {
  const folder = t.testdir()
  mkdirSync(join(folder, '@mediapipe/face_mesh'), { recursive: true })
  const file = '@mediapipe/face_mesh/face_mesh_solution_packed_assets.data'
  writeFileSync(join(folder, file), 'another file')
  t.throws(() => makeNets(folder, join(folder, 'out')), {
    code: 'media.nets',
    message: /face_mesh_solution_packed_assets\.data is not the file that was checked: SHA-256 /,
  })
  t.notOk(existsSync(join(folder, 'out')))
  t.end()
})

t.test('a net that was changed or is gone is refused', (t) => {
  const folder = t.testdir()
  t.throws(() => loadNet(folder, 'iris'), { code: 'media.nets', message: /cannot be read/ })
  cpSync(join(nets, 'iris.onnx'), join(folder, 'iris.onnx'))
  t.ok(loadNet(folder, 'iris').length > 2_000_000)
  writeFileSync(join(folder, 'iris.onnx'), loadNet(folder, 'iris').with(1000, 0))
  t.throws(() => loadNet(folder, 'iris'), { message: /is not the file that was checked/ })
  t.end()
})

t.test('a half-precision number is read as IEEE 754 has it', (t) => {
  const known = [
    [0x0000, 0],
    [0x0001, 2 ** -24],
    [0x03ff, 2 ** -14 - 2 ** -24],
    [0x3c00, 1],
    [0xc000, -2],
    [0x3555, 0.333251953125],
    [0x7bff, 65504],
    [0xfc00, Number.NEGATIVE_INFINITY],
  ] as const
  for (const [bits, value] of known) t.equal(halfFloat(bits), value)
  t.ok(Number.isNaN(halfFloat(0x7e00)))
  t.end()
})

t.test('weights come back from any order of their dimensions', (t) => {
  const shape = [2, 3, 4, 5] as const
  const values = Float32Array.from({ length: 120 }, (_, i) => i)
  const there = reordered(values, shape, [3, 0, 1, 2])
  t.equal(there[1], 5, 'the last dimension became the first')
  t.same(reordered(there, [5, 2, 3, 4], [1, 2, 3, 0]), values)
  t.end()
})

const side = 5
const channels = 3
/** What a picture in the order row, column, channel becomes by this layer, as onnxruntime computes it. */
async function run(layer: Layer, picture: Float32Array): Promise<number[]> {
  const net = {
    input: { name: 'picture', shape: [1, side, side, channels] as const },
    outputs: [layer.output],
    layers: [layer],
  }
  const session = await InferenceSession.create(toOnnx(net))
  const planes = reordered(picture, [1, side, side, channels], [0, 3, 1, 2])
  const tensor = new Tensor('float32', planes, [1, channels, side, side])
  const { output0 } = await session.run({ input: tensor })
  return [...((output0?.data ?? []) as Float32Array)]
}

t.test('a convolution gives what its definition says, at each border', async (t) => {
  const weight = fc.integer({ min: -4, max: 4 })
  const of = (length: number) => fc.array(weight, { minLength: length, maxLength: length })
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        picture: of(side * side * channels),
        weights: of(2 * channels * 9),
        bias: of(2),
        stride: fc.constantFrom(1, 2),
        padding: fc.constantFrom('same' as const, 'valid' as const),
      }),
      async ({ picture, weights, bias, stride, padding }) => {
        const made = await run(
          {
            kind: 'convolution',
            inputs: ['picture'],
            output: 'out',
            kernel: {
              shape: [2, channels, 3, 3],
              weights: Float32Array.from(weights),
              groups: 1,
            },
            bias: Float32Array.from(bias),
            strides: [stride, stride],
            padding,
          },
          Float32Array.from(picture),
        )
        // "Same" gives one value a stride; here one row or column of zeros stands on each side.
        const border = padding === 'same' ? 1 : 0
        const size = padding === 'same' ? Math.ceil(side / stride) : Math.ceil((side - 2) / stride)
        const at = (row: number, column: number, channel: number) =>
          row < 0 || column < 0 || row >= side || column >= side
            ? 0
            : (picture[(row * side + column) * channels + channel] ?? 0)
        const expected = bias.flatMap((offset, filter) =>
          Array.from({ length: size * size }, (_, place) => {
            let sum = offset
            for (let i = 0; i < 9 * channels; i++) {
              const channel = Math.floor(i / 9)
              const row = Math.floor(place / size) * stride - border + Math.floor((i % 9) / 3)
              const column = (place % size) * stride - border + (i % 3)
              sum += (weights[filter * 9 * channels + i] ?? 0) * at(row, column, channel)
            }
            return sum
          }),
        )
        t.same(made, expected)
      },
    ),
    { numRuns: 12 },
  )
})

t.test('padding, joining and reshaping keep the order that the net was described in', async (t) => {
  const picture = Float32Array.from({ length: side * side * channels }, (_, i) => i + 1)
  const inputs = ['picture']
  const padded = await run(
    { kind: 'pad', inputs, output: 'out', before: [0, 0, 0, 0], after: [0, 0, 0, 2] },
    picture,
  )
  t.equal(padded.length, side * side * (channels + 2))
  t.same(new Set(padded.slice(side * side * channels)), new Set([0]), 'channels are added')
  const joined = await run(
    {
      kind: 'concatenation',
      inputs: ['picture', 'picture'],
      output: 'out',
      axis: 3,
      dimensions: 4,
    },
    picture,
  )
  t.same(joined.slice(0, side * side), joined.slice(channels * side * side).slice(0, side * side))
  const flat = await run({ kind: 'reshape', inputs, output: 'out', shape: [1, 75] }, picture)
  t.same(flat, [...picture], 'a reshaped picture lies row by row, channels together')
})

t.test('a slope for what is negative gives the same numbers in either form', async (t) => {
  const picture = Float32Array.from({ length: side * side * channels }, (_, i) => (i % 7) - 3)
  for (const slope of [
    [0.25, -0.5, 1],
    [0.25, -0.5, 1.5],
  ]) {
    const made = await run(
      { kind: 'prelu', inputs: ['picture'], output: 'out', slope: Float32Array.from(slope) },
      picture,
    )
    const expected = slope.flatMap((each, channel) =>
      Array.from({ length: side * side }, (_, i) => {
        const value = picture[i * channels + channel] ?? 0
        return value < 0 ? value * each : value
      }),
    )
    t.ok(made.every((value, i) => value === expected[i]))
    t.equal(made.length, expected.length)
  }
})

t.test('a layer that is not known is refused by name', (t) => {
  const model = {
    modelTopology: {
      node: [
        {
          name: 'in',
          op: 'Placeholder',
          attr: { shape: { shape: { dim: [1, 2, 2, 3].map((size) => ({ size: `${size}` })) } } },
        },
        { name: 'odd', op: 'Softmax', input: ['in'] },
      ],
    },
    weightsManifest: [],
  }
  t.throws(
    () => readTfjs(JSON.stringify(model), new Uint8Array()),
    new NetFormatError('unknown in a TensorFlow.js model: Softmax'),
  )
  t.end()
})
