import { type LetterInput, makeLetter, section, steps } from './letter.ts'
import { cleaned } from './paper.ts'
import { attestationTexts } from './texts/attestation.ts'
import { letterTexts } from './texts/letter.ts'

/** What an attestation of a complaint says ("attest van klachtneerlegging"). Source: circular GPI 58 of 4 May 2007. */
export interface AttestationInput extends LetterInput {
  /** What the complaint is about, when and where, in words. */
  readonly facts: readonly string[]
}

/** Makes the attestation of a complaint: a paper that the police give, with `attestation.json` inside. */
export async function makeAttestation(input: AttestationInput): Promise<Uint8Array> {
  const shown = cleaned(input)
  const words = attestationTexts(input.language)
  return await makeLetter(shown, {
    document: 'attestation',
    title: words.title,
    intro: words.confirms,
    person: words.complainant,
    facts: [{ label: letterTexts(input.language).facts, sentences: shown.facts }],
    sections: [
      steps(words.next.heading, words.next.steps),
      section(words.support.heading, words.support.words),
      section(words.copy.heading, words.copy.words),
    ],
  })
}
