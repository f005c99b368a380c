/** Settings of the 3D screen and of how the inspector is cut out; part of `MediaConfig`. */
import { z } from 'zod'

const millimetres = z.number().positive().max(5000)
const pixels = z.int().min(160).max(8192).multipleOf(8)

export const profiles = [
  'flat',
  /** Reflected by a half-transparent glass: mirrored, and black where nobody is. */
  'beam-splitter',
  'side-by-side',
  'top-bottom',
  'row-interleaved',
  /** Red-cyan glasses. */
  'anaglyph',
  /** Many views in a grid, for a light-field display. */
  'quilt',
] as const

export const displayConfig = z.strictObject({
  /** `cable`: JPEG pictures over the cable; `window`: a GL window on the box's own display. */
  sink: z.enum(['cable', 'window']).default('cable'),
  profile: z.enum(profiles).default('flat'),
  /** The picture as the citizen sees it, behind the glass where it is reflected. */
  widthMm: millimetres.min(100).default(1210),
  heightMm: millimetres.min(100).default(680),
  /** How far behind that picture the inspector sits. */
  personDepthMm: z.number().min(0).max(3000).default(350),
  /** What is drawn; of a quilt, all of its views together. */
  widthPixels: pixels.default(640),
  heightPixels: pixels.default(360),
  /** A factor on everything that is drawn. */
  brightness: z.number().min(0.05).max(1).default(1),
  /** From one view to the next: of two, the distance between the citizen's eyes. */
  viewGapMm: z.number().min(0).max(200).default(64),
  /** Only of a quilt. */
  quilt: z
    .strictObject({ columns: z.int().min(1).max(16), rows: z.int().min(1).max(16) })
    .default({ columns: 4, rows: 2 }),
})
export type DisplayConfig = z.infer<typeof displayConfig>

const share = z.number().min(0).max(1)

/** How the inspector is cut out of the picture that comes in. */
export const matteConfig = z.discriminatedUnion('kind', [
  /** Not at all: a camera without a studio. */
  z.strictObject({ kind: z.literal('none') }),
  /** A wall of one colour. Within `near` of it all goes, beyond `far` all stays; distances in chroma, 0 to 1. */
  z
    .strictObject({
      kind: z.literal('chroma'),
      colour: z.string().regex(/^#[0-9a-f]{6}$/i),
      near: share.default(0.12),
      far: share.default(0.26),
    })
    .refine((key) => key.near < key.far, { message: 'must be near < far' }),
  /** A black ground: darker than `near` goes, brighter than `far` stays. */
  z
    .strictObject({
      kind: z.literal('luma'),
      near: share.default(0.03),
      far: share.default(0.1),
    })
    .refine((key) => key.near < key.far, { message: 'must be near < far' }),
  /** The lower half of the picture is the matte of the upper half: white stays. */
  z.strictObject({ kind: z.literal('alpha') }),
])
export type MatteConfig = z.infer<typeof matteConfig>
