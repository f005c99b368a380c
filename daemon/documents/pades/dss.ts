import type { PdfFile } from './pdf-file.ts'
import { isArray, isDict, isRef, isStream, type PdfValue } from './pdf-value.ts'

/** What is needed to verify a signature later and offline; everything DER. */
export interface Evidence {
  readonly certificates: readonly Uint8Array[]
  readonly crls: readonly Uint8Array[]
  /** Whole OCSPResponse values. Source: RFC 6960, 4.2.1. */
  readonly ocsps: readonly Uint8Array[]
}

/** Evidence with the offset of its last object: only what is added behind it covers all of it. */
export interface StoredEvidence extends Evidence {
  readonly end: number
}

/** The document security store of a file. @throws PdfError. Source: ETSI EN 319 142-1, 5.4.2. */
export function evidenceIn(file: PdfFile): StoredEvidence {
  let end = 0
  const follow = (value: PdfValue | undefined): PdfValue => {
    if (isRef(value)) end = Math.max(end, file.offsetOf(value.number) ?? 0)
    return file.resolve(value)
  }
  const catalog = file.dict(file.trailer.entries.get('Root'), 'catalogue')
  const store = follow(catalog.entries.get('DSS'))
  /** Those without a filter, as they are written here. */
  const streams = (key: string): Uint8Array[] => {
    const list = isDict(store) ? follow(store.entries.get(key)) : null
    const values = isArray(list) ? list.items.map(follow) : []
    return values.flatMap((value) =>
      isStream(value) && !value.dict.entries.has('Filter') ? [value.data] : [],
    )
  }
  const [certificates, crls, ocsps] = [streams('Certs'), streams('CRLs'), streams('OCSPs')]
  return { certificates, crls, ocsps, end }
}
