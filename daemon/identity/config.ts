import * as z from 'zod'
import { CARD_FIELDS } from '../core/reading-screen.ts'

const path = z.string().min(1)
const common = {
  /** PEM files of the roots that we trust; never the one on the card. */
  roots: z.array(path).min(1),
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
