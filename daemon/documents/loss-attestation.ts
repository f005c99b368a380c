import type { Loss, LostDocument } from '../core/paper-view.ts'
import { type LetterInput, makeLetter, section, steps } from './letter.ts'
import { cleaned } from './paper.ts'
import { note, table } from './sheet.ts'
import { DOCSTOP, lossTexts } from './texts/loss.ts'

/** What an attestation of loss or theft of an identity document says. */
export interface LossAttestationInput extends LetterInput {
  readonly what: LostDocument
  readonly how: Loss
  /** The number of the document, when it is known. */
  readonly number?: string
  /** When and where, in words. */
  readonly circumstances: readonly string[]
  /** Whether DOCSTOP was told already. */
  readonly docstopTold: boolean
}

/** Makes the attestation of loss or theft: a paper that the police give, with `loss-attestation.json` inside. */
export async function makeLossAttestation(input: LossAttestationInput): Promise<Uint8Array> {
  const shown = cleaned(input)
  const { what, how, number, circumstances, docstopTold } = shown
  const words = lossTexts(input.language)
  const { docstop } = words
  const numbered = number === undefined ? [] : [words.number(number)]
  return await makeLetter(shown, {
    document: 'loss-attestation',
    title: words.title[how],
    intro: words.confirms[how],
    person: words.holder,
    facts: [
      { label: words.document, sentences: [words.documents[what], ...numbered] },
      { label: words.happened[how], sentences: circumstances },
    ],
    sections: [
      section(docstop.heading, [docstopTold ? docstop.told : docstop.tell]),
      table([
        { label: docstop.call, sentences: [DOCSTOP.free, docstop.free], strong: true },
        { label: docstop.else, sentences: [DOCSTOP.abroad] },
        { label: docstop.site, sentences: [DOCSTOP.site] },
      ]),
      note(docstop.only, 5),
      steps(words.next.heading, words.next.steps),
      note(words.noIdentity, 12),
    ],
  })
}
