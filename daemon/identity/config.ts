import * as z from 'zod'

const path = z.string().min(1)
const common = {
  /** PEM files of the roots that we trust; never the one on the card. */
  roots: z.array(path).min(1),
  /** The socket of the keys beside the reader. */
  pinPad: path.optional(),
}

/** The settings of the card reader. `socket` is pcscd's, or the slot of the simulated reader. */
export const cardConfig = z.discriminatedUnion('reader', [
  z.strictObject({ reader: z.literal('pcsc'), socket: path, ...common }),
  z.strictObject({ reader: z.literal('sim'), socket: path, ...common }),
])
export type CardConfig = z.infer<typeof cardConfig>
