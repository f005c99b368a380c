/**
 * In the place of the tracker's thread: it sees eyes in every picture whose first byte is not 0, slowly, and dies of
 * one whose first byte is 66.
 */
import { parentPort } from 'node:worker_threads'
import type { WorkerOrder, WorkerReport } from '../../../../daemon/media/eyes/messages.ts'

const slowMs = 30
const report = (message: WorkerReport) => parentPort?.postMessage(message)

parentPort?.on('message', (order: WorkerOrder) => {
  if ('stop' in order) process.exit(0)
  const { stream, shared, takenAtMs } = order
  const [first] = new Uint8Array(shared)
  if (first === 66) throw new Error('it had to die')
  const eye = { x: 0.5, y: 0.5 }
  const reading = first ? { left: eye, right: eye, yawRad: 0, takenAtMs } : undefined
  const seen = first ? 'tracking' : 'lost'
  setTimeout(() => report({ type: 'looked', stream, seen, reading, cpuMs: 1 }), slowMs)
})
report({ type: 'ready' })
