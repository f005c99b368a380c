import * as z from 'zod'
import { CARD_FIELDS } from '../core/reading-screen.ts'

const path = z.string().min(1)

/**
 * Whom cards are held against. `belgium` knows the pinned Belgian roots only and takes no file; `test` is for
 * rehearsals and demonstrations, and everything that is made with it says so.
 */
const trustConfig = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('belgium') }),
  z.strictObject({ mode: z.literal('test'), roots: z.array(path).min(1) }),
])
export type TrustConfig = z.infer<typeof trustConfig>

/**
 * Where certificates may be asked after: only addresses that start with one of these. Without it nobody is asked, and
 * the check says so.
 */
export const revocationConfig = z.strictObject({
  allow: z.array(z.url({ protocol: /^https?$/ })).min(1),
  /** For all answers together, in milliseconds. */
  timeoutMs: z.int().min(100).max(8000).default(2500),
})
export type RevocationConfig = z.infer<typeof revocationConfig>

const common = {
  trust: trustConfig,
  revocation: revocationConfig.optional(),
  /** What is taken from a card, and nothing else: the consent screen lists it. Names and birth tell who it is. */
  fields: z
    .array(z.enum(CARD_FIELDS))
    .refine((fields) => fields.includes('names') && fields.includes('birth'), {
      error: 'must have names and birth: without them nobody is identified',
    })
    .default([...CARD_FIELDS]),
  /** The keys beside the reader: the socket of the virtual ones, or a Linux input device that nothing else opens. */
  pinPad: path.optional(),
  /** The PIN may be entered at a reader's own keys only. */
  pinpadRequired: z.boolean().default(false),
}

/** The settings of the card reader. `socket` is pcscd's, or the slot of the simulated reader. */
export const cardConfig = z.discriminatedUnion('reader', [
  z.strictObject({ reader: z.literal('pcsc'), socket: path, ...common }),
  z.strictObject({ reader: z.literal('sim'), socket: path, ...common }),
])
export type CardConfig = z.infer<typeof cardConfig>
