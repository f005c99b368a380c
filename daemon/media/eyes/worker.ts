/**
 * The thread that owns onnxruntime: its calls block, and more than one such thread in a process may crash. It keeps
 * where a face was in the last picture, nothing else.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openFaceNets } from './face-nets.ts'
import { type Looker, makeLooker } from './look.ts'
import {
  type LookOrder,
  type Stream,
  streams,
  type WorkerOrder,
  type WorkerReport,
} from './messages.ts'
import { toPicture } from './picture.ts'

/** Given by `eyes.ts`, which alone starts this thread. */
const { nets: folder } = workerData as { readonly nets: string }
const nets = await openFaceNets(folder)
const lookers = new Map<Stream, Looker>(streams.map((stream) => [stream, makeLooker(nets)]))

function report(message: WorkerReport): void {
  parentPort?.postMessage(message)
}

async function look(order: LookOrder): Promise<void> {
  const { stream, shared, width, height, takenAtMs } = order
  const before = process.threadCpuUsage()
  const picture = toPicture(new Uint8Array(shared), width, height)
  const result = picture && (await lookers.get(stream)?.look(picture, takenAtMs))
  const used = process.threadCpuUsage(before)
  const cpuMs = (used.user + used.system) / 1000
  const { seen, reading } = result ?? { seen: 'searching', reading: undefined }
  report({ type: 'looked', stream, seen, reading, cpuMs })
}

// One after another: what is awaited in between would mix the measured times of two pictures.
let turn = Promise.resolve()
parentPort?.on('message', (order: WorkerOrder) => {
  // In a worker this ends the thread, not the process.
  turn = turn.then(() => ('stop' in order ? process.exit(0) : look(order)))
})
report({ type: 'ready' })
