import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { TimeoutError } from './clients.ts'
import type { TestDemo } from './demo.ts'

const codeCount = z.object({ read: z.int(), unreadable: z.int(), lastMs: z.number().optional() })
const boxStatus = z.object({
  visit: z.unknown(),
  media: z
    .object({
      source: z.string(),
      sentFps: z.number(),
      soundInPerSecond: z.number(),
      soundOutPerSecond: z.number(),
      loudestIn: z.int(),
      codes: z.object({ received: codeCount, rendered: codeCount }),
    })
    .nullable(),
})

/** Asks loketd over its control socket, as the technician's command does. */
export async function status(demo: TestDemo, box = demo.rooms[0]?.box) {
  const socket = connect(join(demo.folder, `${box}.sock`))
  socket.on('error', () => {})
  socket.write('{"ask":"status"}\n')
  for await (const line of createInterface({ input: socket })) {
    socket.destroy()
    return boxStatus.parse(JSON.parse(line))
  }
  throw new TimeoutError('loketd does not answer')
}
