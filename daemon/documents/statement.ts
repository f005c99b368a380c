import type { Language } from '../core/language.ts'
import type { RightsView, VisitKind } from '../core/visit-view.ts'
import type { ToldAttempts } from '../screens/kit/card-attempts.ts'
import { cleaned, makePaper } from './paper.ts'
import { type KnownIdentity, onPaper, type PaperIdentity } from './people.ts'
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
  return await makePaper({
    sheet: statementSheet(shown),
    locale: paperTexts(input.language).locale,
    madeAt: input.madeAt,
    record: { name: 'statement.json', content: recordOf(shown) },
  })
}

/** What the paper says, for machines. */
interface StatementRecord extends Omit<StatementInput, 'identity' | 'rights'> {
  readonly v: 2
  readonly document: 'statement'
  readonly identity?: PaperIdentity
  /** Once they were confirmed. */
  readonly rights?: Omit<RightsView, 'state'>
}

function recordOf({ identity, rights, ...input }: StatementInput): StatementRecord {
  const { language, kind, revision, ticket, site, inspector, openedAt, madeAt, text } = input
  const { state, ...confirmed } = rights
  return {
    ...{ v: 2, document: 'statement', language, kind, revision, ticket, site, inspector },
    ...{ openedAt, madeAt, text },
    ...(state === 'confirmed' ? { rights: confirmed } : {}),
    ...(identity ? { identity: onPaper(identity) } : {}),
    ...(input.attachments ? { attachments: input.attachments } : {}),
    ...(input.cardAttempts ? { cardAttempts: input.cardAttempts } : {}),
  }
}
