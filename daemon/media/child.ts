/**
 * The media child: GStreamer and WebRTC in a process of their own, which loketd may kill at any time.
 * Settings: the environment variable LOKET_MEDIA holds `MediaConfig` as JSON, already checked by loketd. Orders and
 * reports (`protocol.ts`) go over the fork's IPC channel. It leaves on `stop`, or when that channel closes.
 */
import type { MediaConfig } from './config.ts'
import { makeMedia } from './media.ts'
import type { MediaOrder, MediaReport } from './protocol.ts'

const leaveMs = 2000

/** EX_CONFIG: the settings are missing, so a restart would not help. */
const exitBadSettings = 78

const settings = process.env['LOKET_MEDIA']
if (!settings || !process.send) process.exit(exitBadSettings)
const config = JSON.parse(settings) as MediaConfig

function report(message: MediaReport): void {
  if (process.connected) process.send?.(message)
}

/** `process.exit` with a pull open, and a natural exit after a call, hang or crash: hence the order and the kill. */
async function leave(status: number): Promise<void> {
  if (leaving) return
  leaving = true
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), leaveMs)
  await media.stop()
  process.exit(status)
}

let leaving = false
const media = makeMedia({ config, report, onBroken: () => leave(1) })

process.on('message', (order: MediaOrder) => {
  if (order.type === 'stop') leave(0)
  else media.obey(order)
})
process.on('disconnect', () => leave(0))
process.on('SIGTERM', () => leave(0))
// Ctrl-C reaches the whole process group: loketd decides when its children go.
process.on('SIGINT', () => {})
report({ type: 'ready' })
