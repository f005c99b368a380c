import type { Language } from '../core/language.ts'
import type { RightsView, VisitKind } from '../core/visit-view.ts'
import type { ToldAttempts } from '../screens/kit/card-attempts.ts'
import { cleaned, makePaper } from './paper.ts'
import { type KnownIdentity, onPaper } from './people.ts'
import { statementSheet } from './statement-sheet.ts'
import { paperTexts } from './texts.ts'

export type { KnownIdentity } from './people.ts'

/** A document that was exchanged in the visit; the hash is in hex. */
export interface Attachment {
  readonly name: string
  readonly pages: number
  readonly sha256: string
}

/** Everything that stands on the paper. The same input gives the same bytes. Times are ISO 8601, UTC. */
export interface StatementInput {
  readonly language: Language
  readonly kind: VisitKind
  readonly revision: number
  /** The number on the slip. */
  readonly ticket: string
  readonly site: { readonly name: string; readonly room: string }
  readonly inspector: { readonly seat: string; readonly name: string }
  readonly openedAt: string
  readonly madeAt: string
  /** Left out when nobody was identified. */
  readonly identity?: KnownIdentity
  /** Cards that established nobody: when and why, and nothing of what they say. */
  readonly cardAttempts?: ToldAttempts
  readonly rights: RightsView
  readonly text: string
  readonly attachments?: readonly Attachment[]
}

/** Makes the statement: a paper with one signature field on its last page and `statement.json` inside. */
export async function makeStatement(input: StatementInput): Promise<Uint8Array> {
  const shown = cleaned(input)
  const { identity, ...rest } = shown
  const person = identity === undefined ? {} : { identity: onPaper(identity) }
  return await makePaper({
    sheet: statementSheet(shown),
    locale: paperTexts(input.language).locale,
    madeAt: input.madeAt,
    record: {
      name: 'statement.json',
      content: { v: 1, document: 'statement', ...rest, ...person },
    },
  })
}
