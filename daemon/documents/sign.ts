import type { Language } from '../core/language.ts'
import { FIELD_NAME, NotAStatementError } from './field.ts'
import { type Box, inkDrawing, textDrawing } from './field-drawing.ts'
import { forgetWords, hasGlyph } from './fonts.ts'
import type { Ink } from './ink.ts'
import { attach } from './pades/attach.ts'
import type { Signer } from './pades/cms.ts'
import { addDrawing, type Drawing } from './pades/drawing.ts'
import { finishSignature, prepareHidden, prepareSignature } from './pades/pades.ts'
import { PdfError } from './pades/pdf-value.ts'
import type { Revision } from './pades/revision.ts'
import { pageNumber, rectOf, type SignatureField } from './pades/signature-fields.ts'
import { printable } from './printable.ts'
import { signTexts } from './sign-texts.ts'
import { encodeStrokes } from './strokes-record.ts'
import { type KeyHolder, placeOn, sealStrokes } from './strokes-seal.ts'
import { paperTexts } from './texts.ts'
import { shortTime } from './when.ts'

/** What stands with the ink: no name, for the paper above has it. `at` is ISO 8601, UTC. */
export interface SigningFacts {
  readonly language: Language
  readonly at: string
}
export interface RefusalFacts extends SigningFacts {
  /** In the citizen's words, when one was given. */
  readonly reason?: string
}
export interface CardFacts extends SigningFacts {
  /** As it stands in the certificate of the card. */
  readonly name: string
}

/** The box as it seals what is no electronic signature of a person: a pen's, a refusal. */
export interface BoxSeal {
  readonly signer: Signer
  readonly box: string
  readonly site: string
}
export interface InkOptions {
  readonly facts: SigningFacts
  readonly seal: BoxSeal
  /** Without one the strokes are drawn and not kept. */
  readonly keyHolder?: KeyHolder
}

/** The attached file with the sealed strokes. */
export const STROKES_FILE = 'handwriting.jwe'

/**
 * Puts ink, as vectors, and the sealed strokes into the signature field and seals the whole. The presented bytes stay,
 * unchanged, the beginning of the file. @throws NoInkError @throws NotAStatementError @throws StrokesError
 */
export async function signWithInk(
  presented: Uint8Array,
  ink: Ink,
  { facts, seal, keyHolder }: InkOptions,
): Promise<Uint8Array> {
  const words = paperTexts(facts.language)
  // Strokes with a hole are no signature, whether they are kept or only drawn.
  const strokes = encodeStrokes(ink)
  const signed = words.signedOnPad(shortTime(facts.at, words.locale))
  return await finished(presented, seal.signer, {
    at: facts.at,
    reason: signed,
    location: seal.site,
    draw: (box) => inkDrawing(ink, box, [signed, sealLine(facts, seal)]),
    ...(keyHolder === undefined
      ? {}
      : {
          extra: async (revision, { page }) =>
            attach(revision, {
              name: STROKES_FILE,
              description: signTexts(facts.language).strokes,
              mime: 'application/jose+json',
              at: facts.at,
              bytes: await sealStrokes(strokes, placeOn(presented, page, FIELD_NAME), keyHolder),
            }),
        }),
  })
}

/** Writes the refusal and its reason into the field and seals the whole. @throws NotAStatementError */
export async function markRefused(
  presented: Uint8Array,
  facts: RefusalFacts,
  seal: BoxSeal,
): Promise<Uint8Array> {
  const words = paperTexts(facts.language)
  const heading = words.refusedToSign(shortTime(facts.at, words.locale))
  const given = facts.reason?.trim() ?? ''
  const reason = given === '' ? words.noReason : `${words.reason}: ${printable(given, hasGlyph)}`
  return await finished(presented, seal.signer, {
    at: facts.at,
    reason: heading,
    location: seal.site,
    draw: (box) => textDrawing(box, heading, reason, [sealLine(facts, seal)]),
  })
}

/** Signs with the key of a card. @throws NotAStatementError @throws SignatureMismatchError */
export async function signWithCard(
  presented: Uint8Array,
  facts: CardFacts,
  signer: Signer,
): Promise<Uint8Array> {
  const words = paperTexts(facts.language)
  const name = printable(facts.name, hasGlyph)
  const how = signTexts(facts.language).signedWithCard
  const when = shortTime(facts.at, words.locale)
  return await finished(presented, signer, {
    at: facts.at,
    name: facts.name,
    reason: `${how}, ${when}`,
    draw: (box) => textDrawing(box, name, `${how}\n${when}`, []),
  })
}

/** Seals a paper that nobody else signs; on the page nothing changes. @throws PdfError */
export async function sealPaper(
  paper: Uint8Array,
  facts: SigningFacts,
  seal: BoxSeal,
): Promise<Uint8Array> {
  const claims = { at: facts.at, reason: sealLine(facts, seal), location: seal.site }
  return await finishSignature(prepareHidden(paper, 'seal', claims), seal.signer)
}

function sealLine({ language }: SigningFacts, { box, site }: BoxSeal): string {
  return printable(signTexts(language).sealedBy(box, site), hasGlyph)
}

interface Ending {
  readonly at: string
  readonly reason: string
  readonly name?: string
  readonly location?: string
  readonly draw: (box: Box) => Drawing
  readonly extra?: (revision: Revision, at: { readonly page: number }) => Promise<void>
}

async function finished(
  presented: Uint8Array,
  signer: Signer,
  ending: Ending,
): Promise<Uint8Array> {
  const { draw, extra, ...claims } = ending
  const compose = async (revision: Revision, field: SignatureField) => {
    const [left = 0, bottom = 0, right = 0, top = 0] = rectOf(revision.file, field)
    await extra?.(revision, { page: pageNumber(revision.file, field) })
    return await addDrawing(revision, draw({ width: right - left, height: top - bottom }))
  }
  const prepared = await prepareSignature(presented, FIELD_NAME, { claims, compose }).catch(
    (cause: unknown) => {
      if (!(cause instanceof PdfError)) throw cause
      throw new NotAStatementError(cause.message, { cause })
    },
  )
  forgetWords()
  return await finishSignature(prepared, signer)
}
