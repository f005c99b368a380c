import * as z from 'zod'
import { MAX_ATTEMPTS } from '../core/card-attempts.ts'
import { EXCHANGE_LIMITS, EXCHANGE_TYPES } from '../core/exchange-view.ts'
import { INJURED_CHOICES } from '../core/injured-view.ts'
import { LANGUAGES } from '../core/language.ts'
import { NO_CARD_REASONS, SHOWN_DOCUMENTS } from '../core/visit-view.ts'

const instant = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const language = z.enum(LANGUAGES)
const count = z.int().min(1)

const person = z.strictObject({
  surname: z.string(),
  givenNames: z.string(),
  birthDate: z.string(),
  birthPlace: z.string().optional(),
  nationality: z.string().optional(),
  nationalNumber: z.string().optional(),
  cardNumber: z.string().optional(),
  cardValidUntil: z.string().optional(),
  sex: z.enum(['F', 'M']).optional(),
  documentType: z.string().optional(),
  nobility: z.string().optional(),
  specialStatus: z
    .enum([
      'white_cane',
      'extended_minority',
      'white_cane_and_extended_minority',
      'yellow_cane',
      'yellow_cane_and_extended_minority',
    ])
    .optional(),
  address: z
    .strictObject({ street: z.string(), zip: z.string(), municipality: z.string() })
    .optional(),
})

const nonce = z.string().regex(/^[0-9a-f]{64}$/)
export const cardProof = z.strictObject({
  nonce,
  boxNonce: nonce,
  certificate: z.base64().max(8192),
  signature: z.base64().max(1024),
  hash: z.enum(['sha256', 'sha384']),
})

const file = z.base64().max(8192)
const cardMark = z.strictObject({
  chip: hash,
  authentication: hash.exactOptional(),
  signature: hash.exactOptional(),
})
const cardFiles = z.strictObject({
  applet: z.int().min(0).max(255),
  chip: file,
  identity: file,
  identitySignature: file,
  address: file,
  addressSignature: file,
  signer: file,
  authentication: file.exactOptional(),
  signature: file.exactOptional(),
  authority: file.exactOptional(),
  basicKey: file.exactOptional(),
  challenge: file.exactOptional(),
  answer: file.exactOptional(),
})

/** A code, and what was found in short: dates, names of hashes and authorities; nothing about the person. */
const evidence = z.strictObject({
  code: z.string(),
  values: z.record(z.string(), z.string()).optional(),
})

/** Who was identified, how, and by whom: a signature is worth what this is worth. */
const identity = z.strictObject({
  person,
  assurance: z.enum(['chip+pin', 'chip', 'visual', 'declared']),
  checks: z.array(
    z.strictObject({
      name: z.string(),
      verdict: z.enum(['holds', 'broken', 'not_checked']),
      evidence,
    }),
  ),
  /** `box` for a card that was read, else the inspector; in records of before only the seat. */
  checkedBy: z.union([z.string(), z.strictObject({ seat: z.string(), name: z.string() })]),
  at: instant,
  /** Which card it was, and the holder's certificates that were proven to be theirs (SHA-256). */
  card: cardMark.optional(),
  /** The files of the card, for anybody to check anew; left out where not all of them may be kept. */
  files: cardFiles.optional(),
  /** For `chip+pin`: what the card signed after its PIN, for anybody to check anew (`card-proof.ts`). */
  proof: cardProof.optional(),
  noCardReason: z.enum(NO_CARD_REASONS).optional(),
  /** Which document was looked at instead; `visual` needs one. */
  shown: z.enum(SHOWN_DOCUMENTS).optional(),
  shownNumber: z.string().optional(),
  /** Which country gave it. */
  shownCountry: z.string().optional(),
  basis: z.string().optional(),
})

/** A card that established nobody: what failed, or which checks of it did not hold and which card it was. */
const cardAttempt = z.union([
  z.strictObject({ at: instant, failure: z.string() }),
  z.strictObject({
    at: instant,
    broken: z.array(z.strictObject({ name: z.string(), evidence })).min(1),
    /** SHA-256 of its chip number. */
    card: hash.optional(),
  }),
])
const cardAttempts = z.strictObject({ count, kept: z.array(cardAttempt).min(1).max(MAX_ATTEMPTS) })

/** SHA-256 of the certificate that the box sealed the file with. */
const seal = hash.optional()

const signed = { state: z.literal('signed'), at: instant }
const ending = z.discriminatedUnion('state', [
  z.discriminatedUnion('means', [
    z.strictObject({
      ...signed,
      means: z.literal('pad'),
      padModel: z.string(),
      sealSha256: seal,
      /** Whether the strokes are in the file, sealed to the key holder; without one they are drawn only. */
      strokesKept: z.boolean().optional(),
    }),
    /** With the non-repudiation key of the identity card. */
    z.strictObject({ ...signed, means: z.literal('eid'), certificateSha256: hash }),
  ]),
  z.strictObject({
    state: z.literal('refused'),
    at: instant,
    reason: z.string().optional(),
    sealSha256: seal,
  }),
])

/** A statement or a declaration: what was shown, that it was read, how it ended, and the files' hashes. */
const document = z.strictObject({
  revision: count,
  language,
  pages: count,
  presentedAt: instant,
  /** SHA-256 and length in bytes of what was shown; it is the beginning of the file. */
  presented: z.strictObject({ sha256: hash, length: count }),
  readAt: instant.optional(),
  ending: ending.optional(),
  /** The file in the dossier and its SHA-256, signature or refusal included. */
  file: z.strictObject({ name: z.string(), sha256: hash }),
})

/** The declaration of injured person: what was declared, and its own reading and ending. */
const injured = document.extend({
  choice: z.enum(INJURED_CHOICES),
  facts: z.string().min(1),
  damage: z.string().optional(),
  prosecutor: z.string().optional(),
})

/** A paper that the police gave besides, with the certificate that the box sealed it with. */
const paper = z.strictObject({
  kind: z.enum(['attestation', 'loss']),
  language,
  at: instant,
  file: z.strictObject({ name: z.string(), sha256: hash }),
  sealSha256: hash,
})

/** What the citizen gave with the statement, which names its hash too. */
const exchanged = z.strictObject({
  /** As the inspector called it. */
  name: z.string().min(1),
  type: z.enum(EXCHANGE_TYPES),
  pages: count,
  /** The seat that added it, and since when it was held. */
  by: z.string(),
  at: instant,
  file: z.strictObject({ name: z.string(), sha256: hash }),
})

/** What was confirmed: the very text that was on the screen, and its SHA-256; records of before have neither. */
const rights = z.strictObject({
  version: z.string(),
  language,
  confirmedAt: instant,
  text: z.string().max(16_384).exactOptional(),
  sha256: hash.exactOptional(),
})

const degrees = z.strictObject({ median: z.number().min(0), p95: z.number().min(0) })
/** How far eyes were drawn beside the line on which one looks into the lens, at one end of the visit. */
const eyeContact = z.strictObject({
  alignment: z.enum(['aligned', 'near', 'not_aligned']),
  samples: count,
  xDeg: degrees,
  yDeg: degrees,
  calibration: z.strictObject({ at: instant, residualDeg: z.number().min(0) }).exactOptional(),
})

const shape = z.strictObject({
  v: z.literal(1),
  dossierId: z.string().min(1),
  visitId: z.string().min(1),
  box: z.string().min(1),
  ticket: z.strictObject({ id: z.string(), number: z.string(), box: z.string() }),
  site: z.strictObject({ id: z.string(), name: z.string(), room: z.string() }),
  kind: z.enum(['talk', 'notification', 'report', 'complaint']),
  language: language.optional(),
  inspector: z.strictObject({ seat: z.string(), name: z.string() }),
  openedAt: instant,
  madeAt: instant,
  /** Whether the box's clock was synchronised when the times were taken. */
  clock: z.strictObject({ synchronised: z.boolean(), source: z.string() }),
  rights: rights.optional(),
  identity: identity.optional(),
  cardAttempts: cardAttempts.optional(),
  document: document.optional(),
  injured: injured.optional(),
  papers: z.array(paper).max(8).optional(),
  exchanged: z.array(exchanged).min(1).max(EXCHANGE_LIMITS.documents).optional(),
  /**
   * `box`: how the citizen saw the inspector's eyes, `seat`: how the inspector saw the citizen's. Absent where none were
   * measured.
   */
  eyeContact: z
    .strictObject({ box: eyeContact.exactOptional(), seat: eyeContact.exactOptional() })
    .refine(({ box, seat }) => box !== undefined || seat !== undefined, 'measured at no end')
    .exactOptional(),
  /** The text as typed: the paper shows what its font lacks as code points. */
  text: z.string().optional(),
  outcome: z.enum(['advised', 'referred', 'signed', 'refused', 'left', 'abandoned']),
})

/**
 * The structured part of a dossier. Times are ISO 8601, UTC. A statement that was signed or refused must say who was
 * identified and how, that the rights were confirmed, and when it was read; the outcome must be what happened,
 * and only an ending changes a file. A declaration of injured person follows an ended statement of a complaint or a
 * report, and is ended only after it was read; one that lay before the citizen when the visit was wrapped has no ending.
 */
export const dossierRecord = shape.refine(holdsTogether, 'the record contradicts itself')

function holdsTogether(record: z.infer<typeof shape>): boolean {
  const { document: paper, injured, identity: known, rights, outcome } = record
  const end = paper?.ending?.state
  if (known?.assurance === 'visual' && known.shown === 'none') return false
  const names = filesOf(record).map(({ name }) => name)
  if (new Set(names).size < names.length) return false
  if (paper && !isWhole(paper)) return false
  if (record.exchanged && !paper) return false
  if (injured && !(end && follows(record.kind, injured))) return false
  if (outcome === 'signed' || outcome === 'refused' || end !== undefined)
    return end === outcome && !!known && !!rights && paper?.readAt !== undefined
  return true
}
type Document = z.infer<typeof document>
function isWhole({ ending, file, presented }: Document): boolean {
  return (ending === undefined) === (file.sha256 === presented.sha256)
}
function follows(kind: z.infer<typeof shape>['kind'], declaration: Document): boolean {
  const { ending, readAt } = declaration
  const readFirst = ending === undefined || readAt !== undefined
  return (kind === 'complaint' || kind === 'report') && readFirst && isWhole(declaration)
}
export type DossierRecord = z.infer<typeof dossierRecord>

/** What a record says of a file. */
export interface NamedFile {
  readonly name: string
  readonly sha256: string
}
/** The files that a record names, in their order: statement, declaration, papers, what the citizen gave. */
export function filesOf(record: DossierRecord): readonly NamedFile[] {
  const { document, injured, papers = [], exchanged = [] } = record
  return [document, injured, ...papers, ...exchanged].flatMap((each) => each?.file ?? [])
}
