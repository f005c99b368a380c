import type { PdfFile } from './pdf-file.ts'
import { isArray, isDict, isStream, type PdfDict } from './pdf-value.ts'

/** What is needed to verify a signature later and offline; everything DER. */
export interface Evidence {
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  /** Whole OCSPResponse values. Source: RFC 6960, 4.2.1. */
  readonly ocsps: readonly Uint8Array[]
}

const NO_EVIDENCE: Evidence = { certificates: [], crls: [], ocsps: [] }

/** The document security store of a file. @throws PdfError. Source: ETSI EN 319 142-1, 5.4.2. */
export function evidenceIn(file: PdfFile): Evidence {
  const catalog = file.dict(file.trailer.entries.get('Root'), 'catalogue')
  const store = file.resolve(catalog.entries.get('DSS'))
  if (!isDict(store)) return NO_EVIDENCE
  return {
    certificates: streamsOf(file, store, 'Certs'),
    crls: streamsOf(file, store, 'CRLs'),
    ocsps: streamsOf(file, store, 'OCSPs'),
  }
}

/** Those without a filter, as they are written here. */
function streamsOf(file: PdfFile, store: PdfDict, key: string): Uint8Array[] {
  const list = file.resolve(store.entries.get(key))
  const values = isArray(list) ? list.items.map((item) => file.resolve(item)) : []
  return values.flatMap((value) =>
    isStream(value) && !value.dict.entries.has('Filter') ? [value.data] : [],
  )
}
