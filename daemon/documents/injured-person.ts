import type { InjuredChoice } from '../core/injured-view.ts'
import { type LetterInput, makeLetter, steps } from './letter.ts'
import { cleaned } from './paper.ts'
import { injuredTexts } from './texts/injured.ts'
import { letterTexts } from './texts/letter.ts'

/** What a declaration of injured person says ("verklaring van benadeelde persoon"). */
export interface InjuredPersonInput extends LetterInput {
  readonly choice: InjuredChoice
  /** What happened, when and where, in words. */
  readonly facts: readonly string[]
  /** The damage, or the person's interest, in words. */
  readonly damage?: string
  /** The competent public prosecutor's office, when it is known. */
  readonly prosecutor?: string
}

/**
 * Makes the declaration of injured person, offered, filed or declined: a paper with one signature field, and
 * `injured-person.json` inside.
 */
export async function makeInjuredPerson(input: InjuredPersonInput): Promise<Uint8Array> {
  const shown = cleaned(input)
  const { choice, damage, prosecutor } = shown
  const words = injuredTexts(input.language)
  return await makeLetter(shown, {
    document: 'injured-person',
    title: words.title,
    person: words.person,
    facts: [
      { label: letterTexts(input.language).facts, sentences: shown.facts },
      ...(damage === undefined ? [] : [{ label: words.damage, sentences: [damage] }]),
      ...(prosecutor === undefined ? [] : [{ label: words.prosecutor, sentences: [prosecutor] }]),
    ],
    sections: [steps(words.means.heading, [...words.means.steps, words.after[choice]])],
    declared: words.declared[choice],
  })
}
