import type { ExchangedView } from '../core/exchange-view.ts'
import { heldDocuments } from '../core/visit-exchange.ts'
import type { Visit } from '../core/visit-state.ts'
import type { DossierFile } from '../documents/dossier.ts'
import type { DossierRecord } from '../documents/record.ts'
import type { Attachment } from '../documents/statement.ts'
import { type KeptBytes, KeptBytesError } from './kept-bytes.ts'
import { exchangedBytes } from './visit-exchange.ts'

export interface KeptExchanged {
  readonly document: ExchangedView
  readonly file: DossierFile
}

/** What the statement says of them. */
export function attachmentsOf(visit: Visit): readonly Attachment[] {
  return heldDocuments(visit).map(({ name, pages = 1, sha256 }) => ({ name, pages, sha256 }))
}

/**
 * What belongs to the statement that lies before the citizen or has ended, with its bytes: nothing is kept of what no
 * statement names. @throws KeptBytesError
 */
export function exchangedOf(visit: Visit, kept: KeptBytes): readonly KeptExchanged[] {
  if (!visit.document.sha256) return []
  return heldDocuments(visit).map((document, at) => {
    const bytes = exchangedBytes(document, kept)
    if (!bytes) throw new KeptBytesError()
    return { document, file: { name: `exchanged-${at + 1}.${EXTENSIONS[document.type]}`, bytes } }
  })
}
const EXTENSIONS = { pdf: 'pdf', jpeg: 'jpg' } as const

/** Their entries in the record. */
export function exchangedIn(
  { inspector, openedAt }: Visit,
  exchanged: readonly KeptExchanged[],
): Pick<DossierRecord, 'exchanged'> {
  if (exchanged.length === 0) return {}
  return {
    exchanged: exchanged.map(({ document: { name, type, pages = 1, at, sha256 }, file }) => ({
      name,
      type,
      pages,
      by: inspector.seat,
      at: at ?? openedAt,
      file: { name: file.name, sha256 },
    })),
  }
}
