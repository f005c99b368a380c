import { makeCms, type Signer } from './cms.ts'
import { addHiddenField, fillField } from './fields.ts'
import { readPdf } from './pdf-file.ts'
import type { PdfRef } from './pdf-value.ts'
import {
  addPlaceholder,
  fill,
  type Prepared,
  prepare,
  type SignatureClaims,
} from './placeholder.ts'
import { createRevision, type Revision } from './revision.ts'
import { emptyField, type SignatureField } from './signature-fields.ts'

/** Room for the chain of a card, and some to spare. */
const RESERVE = 16_384

export interface SignatureRequest {
  readonly claims: SignatureClaims
  /** Draws what is seen in the field, adds what is attached. Gives back the appearance, a form XObject. */
  readonly compose?: (revision: Revision, field: SignatureField) => Promise<PdfRef>
}

/**
 * Adds a signature to the empty field `fieldName` of a file, as one incremental update, up to the signature itself.
 * @throws PdfError
 */
export async function prepareSignature(
  base: Uint8Array,
  fieldName: string,
  { claims, compose }: SignatureRequest,
): Promise<Prepared> {
  const file = readPdf(base)
  const field = emptyField(file, fieldName)
  const revision = createRevision(file)
  const appearance = await compose?.(revision, field)
  const placeholder = addPlaceholder(revision, 'ETSI.CAdES.detached', RESERVE, claims)
  fillField(revision, field, placeholder, appearance)
  return prepare(revision, placeholder)
}

/** Adds a signature that nothing on the page shows, in a field of its own called `fieldName`. @throws PdfError */
export function prepareHidden(
  base: Uint8Array,
  fieldName: string,
  claims: SignatureClaims,
): Prepared {
  const revision = createRevision(readPdf(base))
  const placeholder = addPlaceholder(revision, 'ETSI.CAdES.detached', RESERVE, claims)
  addHiddenField(revision, fieldName, placeholder)
  return prepare(revision, placeholder)
}

/** The file with its signature. @throws SignatureMismatchError @throws DerError @throws SignatureTooLargeError */
export async function finishSignature(prepared: Prepared, signer: Signer): Promise<Uint8Array> {
  return fill(prepared, await makeCms(prepared.digest, signer))
}
