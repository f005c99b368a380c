import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import t from 'tap'
import type { Layer, Shape } from '../../provisioning/setup/nets/layers.ts'
import { makeMatting } from '../../provisioning/setup/nets/matting.ts'
import { toOnnx } from '../../provisioning/setup/nets/onnx.ts'

t.test(
  'weights that are not those that were checked are refused, and nothing is written',
  async (t) => {
    const folder = t.testdir()
    mkdirSync(join(folder, '@mediapipe/selfie_segmentation'), { recursive: true })
    const file = '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite'
    writeFileSync(join(folder, file), 'another file')
    t.throws(() => makeMatting(folder, join(folder, 'out')), { code: 'media.nets' })
    t.notOk(existsSync(join(folder, 'out')))
  },
)

const from = { inputs: ['picture'], output: 'result' }
/** What rows by columns of one channel become by this layer, as onnxruntime computes it. */
async function run(layer: Layer, values: readonly number[], shape: Shape): Promise<number[]> {
  const net = { input: { name: 'picture', shape }, outputs: ['result'], layers: [layer] }
  const session = await InferenceSession.create(toOnnx(net))
  const planes = [1, shape[3], shape[1], shape[2]]
  const { output0 } = await session.run({
    input: new Tensor('float32', Float32Array.from(values), planes),
  })
  return Array.from(
    output0?.data instanceof Float32Array ? output0.data : [],
    (value) => Math.round(value * 1e4) / 1e4,
  )
}

t.test('each layer of a matte gives what its definition says', async (t) => {
  const row: Shape = [1, 1, 5, 1]
  t.same(
    await run({ ...from, kind: 'hardSwish' }, [-4, -1, 0, 1, 4], row),
    [0, -0.3333, 0, 0.6667, 4],
  )
  t.same(
    await run({ ...from, kind: 'sigmoid' }, [0, 1, -1, 0, 0], row),
    [0.5, 0.7311, 0.2689, 0.5, 0.5],
  )
  t.same(await run({ ...from, kind: 'mean' }, [1, 2, 3, 6], [1, 2, 2, 1]), [3])
  t.same(
    await run({ ...from, kind: 'resize', to: [1, 1, 4, 1] }, [0, 4], [1, 1, 2, 1]),
    [0, 1, 3, 4],
  )
  const kernel = {
    shape: [1, 1, 2, 2] as const,
    weights: Float32Array.of(1, 2, 3, 4),
    groups: 1,
  }
  const spread = { ...from, kernel, bias: Float32Array.of(0.5), strides: [2, 2] } as const
  t.same(
    await run({ ...spread, kind: 'spread' }, [1, 10], [1, 1, 2, 1]),
    [1.5, 2.5, 10.5, 20.5, 3.5, 4.5, 30.5, 40.5],
  )
})

t.test('the net that set-up made is one that runs, and calls a grey wall no person', async (t) => {
  const net = readFileSync('.loket/nets/matting/matte.onnx')
  const session = await InferenceSession.create(net)
  const wall = new Float32Array(3 * 144 * 256).fill(0.5)
  const { output0 } = await session.run({ input: new Tensor('float32', wall, [1, 3, 144, 256]) })
  t.same(output0?.dims, [1, 1, 144, 256])
  t.ok(output0?.data instanceof Float32Array && output0.data.every((chance) => chance < 0.3))
})
