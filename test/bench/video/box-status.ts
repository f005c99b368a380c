import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { TimeoutError } from '../../system/clients.ts'
import type { TestDemo } from '../../system/demo.ts'
import type { Readings } from './readings.ts'

const status = z.object({
  media: z
    .object({
      roomFps: z.number(),
      codes: z.object({
        rendered: z.object({
          read: z.int(),
          unreadable: z.int(),
          agesMs: z.array(z.number()),
        }),
      }),
    })
    .nullable(),
})

const ASK_EVERY_MS = 200

/** Codes that the box found in the pixels that came out of its room pipeline, since the link came up. */
async function rendered(demo: TestDemo) {
  const socket = connect(join(demo.folder, `${demo.rooms[0]?.box}.sock`))
  socket.on('error', () => {})
  socket.write('{"ask":"status"}\n')
  for await (const line of createInterface({ input: socket })) {
    socket.destroy()
    return status.parse(JSON.parse(line)).media?.codes.rendered
  }
  throw new TimeoutError('loketd does not answer')
}

/** Watches for `ms`, from one health report of the media child to a later one: each holds the ages of its second. */
export async function watchBox(demo: TestDemo, ms: number): Promise<Readings> {
  const next = async (after: number) => {
    for (let tries = 0; tries < 20; tries += 1) {
      const codes = await rendered(demo)
      if (codes && codes.read !== after) return codes
      await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS))
    }
    return undefined
  }
  const seen = (await rendered(demo))?.read ?? 0
  let last = await next(seen)
  const before = last
  const begun = performance.now()
  const agesMs: number[] = []
  while (last && performance.now() - begun < ms) {
    last = await next(last.read)
    agesMs.push(...(last?.agesMs ?? []))
  }
  const unreadable = (last?.unreadable ?? 0) - (before?.unreadable ?? 0)
  return { agesMs, unreadable, elapsedMs: performance.now() - begun }
}
