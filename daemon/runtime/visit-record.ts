import type { PaperKind, PaperView } from '../core/paper-view.ts'
import type { Visit } from '../core/visit-state.ts'
import type { DossierFile } from '../documents/dossier.ts'
import type { DossierRecord } from '../documents/record.ts'
import { sha256 } from '../documents/sha256.ts'
import type { KnownIdentity, StatementInput } from '../documents/statement.ts'

export interface Here {
  readonly box: string
  readonly site: { readonly id: string; readonly name: string; readonly room: string }
}
export interface ClockState {
  readonly synchronised: boolean
  readonly source: string
}

/** Names of the bytes that are kept under the visit's key. */
export const PRESENTED = 'presented'
export const ENDED = 'ended'
const FILE_NAME = 'statement.pdf'

/** What stands on the paper that is shown. */
export function statementOf(visit: Visit, here: Here): StatementInput {
  const { document, kind, ticket, inspector, openedAt, rights, draft } = visit
  return {
    language: document.language ?? 'nl',
    kind,
    revision: document.revision,
    ticket: ticket.number,
    site: { name: here.site.name, room: here.site.room },
    inspector,
    openedAt,
    madeAt: document.presentedAt ?? openedAt,
    rights,
    text: draft.text,
    ...identityOnPaper(visit),
  }
}

/** Who it is, as every paper says it. */
export function identityOnPaper({ identity }: Visit): Pick<StatementInput, 'identity'> {
  return identity.state === 'known' ? { identity: withoutPhoto(identity) } : {}
}

/** The photo is for the visit only: it never comes near paper. */
function withoutPhoto({ photo: _photo, files: _files, ...identity }: KnownIdentity): KnownIdentity {
  return identity
}

/** What the box kept beside the visit, and what it seals endings with. */
export interface Kept {
  readonly presented: Uint8Array | null
  readonly file: DossierFile | null
  readonly papers: readonly KeptPaper[]
  readonly sealed: { readonly certificateSha256: string; readonly strokesKept: boolean }
}

export interface KeptPaper {
  readonly paper: PaperView
  readonly file: DossierFile
}

/** The structured part of the dossier: everything that must be provable years later. */
export function recordOf(visit: Visit, here: Here, clock: ClockState, kept: Kept): DossierRecord {
  const { visitId, ticket, kind, language, inspector, openedAt, outcome, rights, draft } = visit
  return {
    v: 1,
    dossierId: visit.dossierId ?? '',
    visitId,
    ...here,
    ticket,
    kind,
    inspector,
    openedAt,
    madeAt: visit.closedAt ?? openedAt,
    clock,
    outcome: outcome ?? 'abandoned',
    ...(language ? { language } : {}),
    ...rightsOf(rights),
    ...identityOf(visit),
    ...documentOf(visit, kept),
    ...papersIn(kept),
    ...(draft.text ? { text: draft.text } : {}),
  }
}

/** The kept bytes are not there or not those of the visit: nothing may be made of them. */
export class KeptBytesError extends Error {
  readonly code = 'KEPT_BYTES'
  readonly scope = 'visit'
}

/**
 * The bytes that go into the dossier: with the signature or the refusal in them, else as they were shown; null when
 * nothing lies before the citizen. @throws KeptBytesError
 */
export function fileOf(
  visit: Visit,
  kept: (name: string) => Uint8Array | null,
): DossierFile | null {
  const { sha256: shown, signedSha256: ended } = visit.document
  if (!shown) return null
  const bytes = kept(ended ? ENDED : PRESENTED)
  if (!bytes || sha256(bytes) !== (ended ?? shown)) throw new KeptBytesError()
  return { name: FILE_NAME, bytes }
}

/** Names the bytes of a paper that are kept under the visit's key. */
export function paperName(kind: PaperKind): string {
  return `paper.${kind}`
}
/** The papers that were made, with their bytes. @throws KeptBytesError */
export function papersOf(
  { papers }: Visit,
  kept: (name: string) => Uint8Array | null,
): readonly KeptPaper[] {
  return papers
    .filter(({ state }) => state === 'made')
    .map((paper) => {
      const kind = paper.order.paper
      const bytes = kept(paperName(kind))
      if (!bytes || sha256(bytes) !== paper.sha256) throw new KeptBytesError()
      return { paper, file: { name: `${kind}.pdf`, bytes } }
    })
}
function papersIn({ papers, sealed }: Kept): Pick<DossierRecord, 'papers'> {
  if (papers.length === 0) return {}
  return {
    papers: papers.map(({ paper, file }) => ({
      kind: paper.order.paper,
      language: paper.language,
      at: paper.askedAt,
      file: { name: file.name, sha256: sha256(file.bytes) },
      sealSha256: sealed.certificateSha256,
    })),
  }
}

function rightsOf(rights: Visit['rights']): Pick<DossierRecord, 'rights'> {
  const { state, version, language, confirmedAt } = rights
  if (state !== 'confirmed' || !version || !language || !confirmedAt) return {}
  return { rights: { version, language, confirmedAt } }
}

function identityOf({ identity, inspector }: Visit): Pick<DossierRecord, 'identity'> {
  if (identity.state !== 'known') return {}
  const { person, assurance, checks, at, reason, shown, basis, proof, files } = identity
  return {
    identity: {
      person: { ...person },
      assurance,
      checks: [...checks],
      checkedBy: assurance === 'chip' || assurance === 'chip+pin' ? 'box' : inspector.seat,
      at,
      ...(proof ? { proof } : {}),
      ...(files ? { files } : {}),
      ...(reason ? { noCardReason: reason } : {}),
      ...(shown ? { shown } : {}),
      ...(basis ? { basis } : {}),
    },
  }
}

function documentOf(
  { document }: Visit,
  { presented, file, sealed }: Kept,
): Pick<DossierRecord, 'document'> {
  const { revision, pages, presentedAt, readAt, language } = document
  if (!presented || !file || !pages || !presentedAt) return {}
  return {
    document: {
      revision,
      language: language ?? 'nl',
      pages,
      presentedAt,
      presented: { sha256: sha256(presented), length: presented.length },
      file: { name: file.name, sha256: sha256(file.bytes) },
      ...(readAt ? { readAt } : {}),
      ...endingOf(document, sealed),
    },
  }
}

function endingOf(document: Visit['document'], sealed: Kept['sealed']) {
  const { state, endedAt, padModel, signer, refusalReason } = document
  if (!endedAt || state === 'draft' || state === 'presented' || state === 'read') return {}
  if (signer) {
    const how = { state: 'signed', means: 'eid', at: endedAt } as const
    return { ending: { ...how, certificateSha256: signer } }
  }
  const { certificateSha256: sealSha256, strokesKept } = sealed
  if (padModel) {
    const how = { state: 'signed', means: 'pad', at: endedAt, padModel } as const
    return { ending: { ...how, sealSha256, strokesKept } }
  }
  const reason = refusalReason ? { reason: refusalReason } : {}
  return { ending: { state: 'refused', at: endedAt, ...reason, sealSha256 } as const }
}
