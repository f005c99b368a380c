import * as z from 'zod'
import { LANGUAGES } from '../core/language.ts'
import type { CitizenAct } from '../core/visit-command.ts'

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What a reading screen may send. */
export const citizenAct: z.ZodType<CitizenAct> = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('language.choose'), language: z.enum(LANGUAGES) }),
  z.strictObject({ act: z.literal('rights.confirm') }),
  z.strictObject({ act: z.literal('identity.agree') }),
  z.strictObject({ act: z.literal('identity.decline') }),
  z.strictObject({ act: z.literal('identity.retry') }),
  z.strictObject({ act: z.literal('pin.agree') }),
  z.strictObject({ act: z.literal('pin.insist') }),
  z.strictObject({ act: z.literal('pin.decline') }),
  z.strictObject({ act: z.literal('exchange.page'), sha256, page: z.int().min(1) }),
  z.strictObject({ act: z.literal('exchange.close'), sha256 }),
  z.strictObject({ act: z.literal('document.read'), sha256 }),
  z.strictObject({ act: z.literal('document.object'), sha256 }),
  z.strictObject({ act: z.literal('sign.start') }),
  z.strictObject({ act: z.literal('sign.eid') }),
  z.strictObject({ act: z.literal('sign.again') }),
  z.strictObject({ act: z.literal('sign.accept') }),
  z.strictObject({ act: z.literal('sign.refuse'), reason: z.string().max(2000).exactOptional() }),
  z.strictObject({ act: z.literal('copy.print') }),
  z.strictObject({ act: z.literal('copy.decline') }),
  z.strictObject({ act: z.literal('person.want') }),
])
