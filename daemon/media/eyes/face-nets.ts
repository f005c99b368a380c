/** The three nets on onnxruntime. It blocks the thread that runs it, so only the tracker's worker loads this. */
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { detectorSize, type FoundFace, facesOf } from './detector.ts'
import {
  type IrisFound,
  irisCut,
  irisOf,
  irisSize,
  type MeshFace,
  meshOf,
  meshSize,
  type Side,
} from './face.ts'
import { loadNet, type NetName } from './nets.ts'
import {
  cutAveraged,
  cutSmooth,
  minusOneToOne,
  type Picture,
  type Square,
  zeroToOne,
} from './picture.ts'

export interface FaceNets {
  /** Every face in this square of the picture; it is not turned. */
  detect(picture: Picture, square: Square): Promise<readonly FoundFace[]>
  /** The face in this square, if there is one. */
  mesh(picture: Picture, square: Square): Promise<MeshFace | undefined>
  iris(picture: Picture, face: MeshFace, side: Side): Promise<IrisFound>
}

/** @throws NetError when a net is missing or is another. */
export async function openFaceNets(folder: string): Promise<FaceNets> {
  const detector = await open(folder, 'detector', detectorSize)
  const mesh = await open(folder, 'mesh', meshSize)
  const iris = await open(folder, 'iris', irisSize)
  return {
    async detect(picture, square) {
      cutAveraged({ picture, square, size: detectorSize, range: minusOneToOne }, detector.input)
      const [boxes, scores] = await detector.run()
      return facesOf(boxes, scores, square)
    },
    async mesh(picture, square) {
      cutSmooth({ picture, square, size: meshSize, range: zeroToOne }, mesh.input)
      const [points, presence] = await mesh.run()
      return meshOf(points, presence[0] ?? Number.NaN, square)
    },
    async iris(picture, face, side) {
      const cut = { picture, size: irisSize, range: zeroToOne, ...irisCut(face, side) }
      cutSmooth(cut, iris.input)
      const [points] = await iris.run()
      return irisOf(points, face, side)
    },
  }
}

interface Session {
  /** Planes of red, green and blue. */
  readonly input: Float32Array
  run(): Promise<readonly [Float32Array, Float32Array]>
}

async function open(folder: string, name: NetName, size: number): Promise<Session> {
  // A second thread costs two to four times the CPU and is no faster.
  const session = await InferenceSession.create(loadNet(folder, name), {
    executionMode: 'sequential',
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  })
  const input = new Float32Array(3 * size * size)
  const feeds = { input: new Tensor('float32', input, [1, 3, size, size]) }
  return {
    input,
    async run() {
      const { output0, output1 } = await session.run(feeds)
      return [floats(output0), floats(output1)]
    },
  }
}

const nothing = new Float32Array()
function floats(tensor: Tensor | undefined): Float32Array {
  return tensor?.data instanceof Float32Array ? tensor.data : nothing
}
