import * as z from 'zod'
import { commandBodySchema } from '../../daemon/sync/command-schema.ts'
import type { ConsoleAct } from './protocol.ts'

const id = z.uuid()
const plain = z.discriminatedUnion('do', [
  z.strictObject({ id, do: z.literal('seat.take') }),
  z.strictObject({ id, do: z.literal('seat.leave') }),
  z.strictObject({ id, do: z.literal('break.start') }),
  z.strictObject({ id, do: z.literal('break.end') }),
  z.strictObject({ id, do: z.literal('next') }),
  z.strictObject({ id, do: z.literal('undo') }),
  z.strictObject({ id, do: z.literal('visit'), visitId: z.uuid(), command: z.unknown() }),
])

export type ReadAct =
  | { readonly act: ConsoleAct }
  /** It has an id but is no act we know: it can be answered. */
  | { readonly malformed: string }
  | null

/** Reads one message of a console; null when it cannot even be answered. */
export function readAct(message: string): ReadAct {
  const value = readJson(message)
  const parsed = plain.safeParse(value)
  if (!parsed.success) return malformed(value)
  const act = parsed.data
  if (act.do !== 'visit') return { act }
  const { visitId, command } = act
  const body = commandBodySchema.safeParse({ name: 'visit', visitId, command })
  if (!body.success || body.data.name !== 'visit') return { malformed: act.id }
  return { act: { id: act.id, do: 'visit', visitId, command: body.data.command } }
}

const withId = z.object({ id })
function malformed(value: unknown): ReadAct {
  const known = withId.safeParse(value)
  return known.success ? { malformed: known.data.id } : null
}

function readJson(message: string): unknown {
  try {
    return JSON.parse(message)
  } catch {
    return null
  }
}
