import { z } from 'zod'
import type { HandAct } from './protocol.ts'

const fraction = z.number().min(0).max(1)
const count = z.int().min(0)
/** One message of a page carries what it saw in a frame or two, not a whole signature. */
const POINTS_LIMIT = 1000
/** More than any reading or signature takes. */
const COMMANDS_LIMIT = 10_000

const slot = z.literal([0, 1]).exactOptional()
const faultPlan = z.strictObject({
  fault: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['mute', 'empty', 'one_byte', 'truncated', 'too_long', 'removal']),
    }),
    z.strictObject({ kind: z.literal('status'), word: z.int().min(0).max(0xffff) }),
    z.strictObject({ kind: z.literal('bit_flip'), bits: z.int().min(1).max(8) }),
  ]),
  at: count.max(COMMANDS_LIMIT),
  times: z.int().min(1).max(COMMANDS_LIMIT),
  seed: z.int().min(0).max(0xffffffff),
})

const handAct = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('button.press') }),
  z.strictObject({ do: z.literal('slip.take'), slip: count }),
  z.strictObject({ do: z.literal('card.insert'), card: z.string().min(1).max(100), slot }),
  z.strictObject({ do: z.literal('card.remove'), slot }),
  z.strictObject({ do: z.literal('card.fault'), plan: faultPlan.nullable() }),
  z.strictObject({ do: z.literal('card.wire'), real: z.boolean() }),
  z.strictObject({
    do: z.literal('pin.key'),
    key: z.enum(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'ok', 'clear', 'cancel']),
  }),
  z.strictObject({
    do: z.literal('pad.pen'),
    points: z
      .array(z.strictObject({ x: fraction, y: fraction, pressure: fraction }))
      .max(POINTS_LIMIT),
  }),
  z.strictObject({ do: z.literal('tray.take'), job: count }),
  z.strictObject({
    do: z.literal('fault'),
    fault: z.enum([
      'slip_paper_out',
      'tray_empty',
      'pad_unplugged',
      'pad_loses_samples',
      'card_mute',
    ]),
    on: z.boolean(),
  }),
])

/** One message of a page; undefined when it is not what `HandAct` says. */
export function parseAct(text: string): HandAct | undefined {
  try {
    return handAct.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
