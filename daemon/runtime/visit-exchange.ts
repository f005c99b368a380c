import { type ExchangedView, type ExchangeFault, partsOf } from '../core/exchange-view.ts'
import type { VisitCommand } from '../core/visit-command.ts'
import { exchangedOf } from '../core/visit-exchange.ts'
import type { Visit } from '../core/visit-state.ts'
import { checkExchanged, drawable } from '../documents/exchanged.ts'
import type { Pages } from '../documents/pages.ts'
import { sha256 as hashOf } from '../documents/sha256.ts'
import type { KeptBytes } from './kept-bytes.ts'
import type { Also, VisitKeeper } from './visit-keeper.ts'

export interface ExchangeOptions {
  readonly now: () => string
  readonly keeper: () => VisitKeeper
  readonly pages: Pages
}

/** A part is kept, under the visit's key, in the transaction of the command that brought it. */
export function keptPart(keeper: VisitKeeper, command: VisitCommand): Also {
  const document =
    command.name === 'exchange.part' && keeper.visit && exchangedOf(keeper.visit, command.sha256)
  if (!document) return () => {}
  return keeper.sealed(partName(document, command.part), Buffer.from(command.base64, 'base64'))
}

/** The bytes of a document as they came; null while a part of it lacks, or when they are not what was announced. */
export function exchangedBytes(document: ExchangedView, kept: KeptBytes): Uint8Array | null {
  const names = Array.from({ length: partsOf(document.bytes) }, (_, at) => partName(document, at))
  const parts = names.flatMap((name) => kept(name) ?? [])
  const bytes = Buffer.concat(parts)
  return parts.length === names.length && hashOf(bytes) === document.sha256 ? bytes : null
}
function partName({ place }: ExchangedView, part: number): string {
  return `exchanged.${place}.${part}`
}

/** The box looks for itself at what came: the word of a console is never enough. */
export async function checkVisitDocument(
  visit: Visit,
  sha256: string,
  { keeper, pages, now }: ExchangeOptions,
): Promise<void> {
  const document = exchangedOf(visit, sha256)
  if (!document) return
  const bytes = exchangedBytes(document, (name) => keeper().kept(name))
  const found = bytes ? await checkExchanged(bytes, document.type, pages) : ALTERED
  if (keeper().visit?.visitId !== visit.visitId) return
  keeper().post(
    'fault' in found
      ? { type: 'exchange.failed', at: now(), sha256, fault: found.fault }
      : { type: 'exchange.checked', at: now(), sha256, pages: found.pages },
  )
}
const ALTERED: { readonly fault: ExchangeFault } = { fault: 'altered' }

/** What lies before the citizen, as a PDF to draw pages of; null when it is not there. */
export async function exchangedPdf(
  visit: Visit,
  sha256: string,
  kept: KeptBytes,
): Promise<Uint8Array | null> {
  const document = exchangedOf(visit, sha256)
  const bytes = document?.state === 'held' ? exchangedBytes(document, kept) : null
  return document && bytes ? await drawable(bytes, document.type) : null
}
