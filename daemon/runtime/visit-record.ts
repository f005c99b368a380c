import type { VisitEyeContact } from '../core/eye-contact.ts'
import type { DocumentPaper, PaperKind, PaperView } from '../core/paper-view.ts'
import type { Document, Injured, Visit } from '../core/visit-state.ts'
import type { DossierFile } from '../documents/dossier.ts'
import type { InjuredPersonInput } from '../documents/injured-person.ts'
import type { LetterInput } from '../documents/letter.ts'
import type { DossierRecord } from '../documents/record.ts'
import { rightsNotice } from '../documents/rights.ts'
import { sha256 } from '../documents/sha256.ts'
import type { KnownIdentity, StatementInput } from '../documents/statement.ts'
import { paperTexts } from '../documents/texts.ts'
import type { ToldAttempt } from '../screens/kit/card-attempts.ts'
import { attachmentsOf, exchangedIn, type KeptExchanged } from './exchange-record.ts'
import { type KeptBytes, KeptBytesError } from './kept-bytes.ts'

export interface Here {
  readonly box: string
  readonly site: { readonly id: string; readonly name: string; readonly room: string }
}
export interface ClockState {
  readonly synchronised: boolean
  readonly source: string
}

/** What the citizen signs or refuses, in the order of the dossier. */
export const DOCUMENTS: readonly DocumentPaper[] = ['statement', 'injured']

/** Names the bytes of a document that are kept under the visit's key. */
export function keptName(paper: DocumentPaper, which: 'presented' | 'ended'): string {
  return paper === 'statement' ? which : `${paper}.${which}`
}

/** What stands on the paper that is shown. */
export function statementOf(visit: Visit, here: Here): StatementInput {
  const { document, kind, ticket, inspector, openedAt, rights, draft } = visit
  const attachments = attachmentsOf(visit)
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
    ...(attachments.length > 0 ? { attachments } : {}),
    ...identityOnPaper(visit),
    ...attemptsOnPaper(visit),
  }
}

/** What stands on the declaration of injured person. */
export function injuredOf(
  visit: Visit,
  { order, language = 'nl', presentedAt = visit.openedAt }: Injured,
  here: Here,
): InjuredPersonInput {
  const facts = order.facts.split(/\r?\n/).filter((line) => line.trim() !== '')
  return { ...letterOf(visit, here, { language, madeAt: presentedAt }), ...order, facts }
}

/** What every letter of a visit says. */
export function letterOf(
  visit: Visit,
  { site }: Here,
  { language, madeAt }: Pick<LetterInput, 'language' | 'madeAt'>,
): LetterInput {
  const { ticket, inspector, openedAt } = visit
  return {
    language,
    ticket: ticket.number,
    reference: `${ticket.box}-${openedAt.slice(0, 10)}-${ticket.number}`.toUpperCase(),
    service: `${paperTexts(language).counter}, ${site.name}`,
    site: { name: site.name, room: site.room },
    inspector,
    madeAt,
    ...identityOnPaper(visit),
  }
}

/** Who it is, as every paper says it. */
function identityOnPaper({ identity }: Visit): Pick<StatementInput, 'identity'> {
  return identity.state === 'known' ? { identity: withoutPhoto(identity) } : {}
}

/** The names of the checks are enough there. What only gave nothing no longer matters once a card held. */
function attemptsOnPaper({ identity, cardAttempts }: Visit): Pick<StatementInput, 'cardAttempts'> {
  if (!cardAttempts) return {}
  const held = identity.state === 'known' && identity.assurance.startsWith('chip')
  const kept = cardAttempts.kept.flatMap((attempt): ToldAttempt[] => {
    if ('failure' in attempt) return held ? [] : [attempt]
    return [{ at: attempt.at, broken: attempt.broken.map(({ name }) => ({ name })) }]
  })
  const count = held ? kept.length : cardAttempts.count
  return kept.length > 0 ? { cardAttempts: { count, kept } } : {}
}

/** The photo is for the visit only: it never comes near paper. */
function withoutPhoto({ photo: _photo, files: _files, ...identity }: KnownIdentity): KnownIdentity {
  return identity
}

/** What the box kept beside the visit, and what it seals endings with. */
export interface Kept {
  readonly documents: readonly KeptDocument[]
  readonly papers: readonly KeptPaper[]
  readonly exchanged: readonly KeptExchanged[]
  readonly sealed: { readonly certificateSha256: string; readonly strokesKept: boolean }
  readonly eyeContact?: VisitEyeContact | undefined
}

export interface KeptDocument {
  readonly paper: DocumentPaper
  readonly presented: Uint8Array
  readonly file: DossierFile
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
    ...attemptsOf(visit),
    ...documentsIn(visit, kept),
    ...papersIn(kept),
    ...exchangedIn(visit, kept.exchanged),
    ...(kept.eyeContact ? { eyeContact: kept.eyeContact } : {}),
    ...(draft.text ? { text: draft.text } : {}),
  }
}

/**
 * The bytes that go into the dossier: with the signature or the refusal in them, else as they were shown; null when
 * nothing lies before the citizen. @throws KeptBytesError
 */
export function fileOf(visit: Visit, paper: DocumentPaper, kept: KeptBytes): DossierFile | null {
  const { sha256: shown, signedSha256: ended } = documentOf(visit, paper) ?? {}
  if (!shown) return null
  const bytes = kept(keptName(paper, ended ? 'ended' : 'presented'))
  if (!bytes || sha256(bytes) !== (ended ?? shown)) throw new KeptBytesError()
  return { name: `${paper}.pdf`, bytes }
}

/** The documents that lie before the citizen or have ended, with their bytes. @throws KeptBytesError */
export function documentsOf(visit: Visit, kept: KeptBytes): readonly KeptDocument[] {
  return DOCUMENTS.flatMap((paper) => {
    const file = fileOf(visit, paper, kept)
    if (!file) return []
    const presented = kept(keptName(paper, 'presented'))
    if (!presented) throw new KeptBytesError()
    return [{ paper, presented, file }]
  })
}

function documentOf({ document, injured }: Visit, paper: DocumentPaper): Document | undefined {
  return paper === 'statement' ? document : injured
}

/** Names the bytes of a paper that are kept under the visit's key. */
export function paperName(kind: PaperKind): string {
  return `paper.${kind}`
}
/** The papers that were made, with their bytes. @throws KeptBytesError */
export function papersOf({ papers }: Visit, kept: KeptBytes): readonly KeptPaper[] {
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
  const notice = rightsNotice(language)
  // A visit that older software began showed a text that is no longer here.
  const text = notice.version === version ? notice.text : undefined
  const shown = text ? { text, sha256: sha256(Buffer.from(text)) } : {}
  return { rights: { version, language, confirmedAt, ...shown } }
}

function identityOf({ identity, inspector }: Visit): Pick<DossierRecord, 'identity'> {
  if (identity.state !== 'known') return {}
  const { person, assurance, checks, at, reason, shown, basis, proof, card, files } = identity
  const { shownNumber, shownCountry } = identity
  return {
    identity: {
      person: { ...person },
      assurance,
      checks: [...checks],
      checkedBy: reason ? { ...inspector } : 'box',
      at,
      ...(proof ? { proof } : {}),
      ...(card ? { card } : {}),
      ...(files ? { files } : {}),
      ...(reason ? { noCardReason: reason } : {}),
      ...(shown ? { shown } : {}),
      ...(shownNumber ? { shownNumber } : {}),
      ...(shownCountry ? { shownCountry } : {}),
      ...(basis ? { basis } : {}),
    },
  }
}

function attemptsOf({ cardAttempts }: Visit): Pick<DossierRecord, 'cardAttempts'> {
  if (!cardAttempts) return {}
  const { count, kept } = cardAttempts
  const copied = kept.map((attempt) =>
    'failure' in attempt ? { ...attempt } : { ...attempt, broken: [...attempt.broken] },
  )
  return { cardAttempts: { count, kept: copied } }
}

function documentsIn(visit: Visit, kept: Kept): Pick<DossierRecord, 'document' | 'injured'> {
  const { document, injured } = visit
  const statement = entryOf(document, 'statement', kept)
  const declaration = injured && entryOf(injured, 'injured', kept)
  return {
    ...(statement ? { document: statement } : {}),
    ...(injured && declaration ? { injured: { ...injured.order, ...declaration } } : {}),
  }
}

function entryOf(
  { revision, pages, presentedAt, readAt, language = 'nl', ...document }: Document,
  paper: DocumentPaper,
  { documents, sealed }: Kept,
): NonNullable<DossierRecord['document']> | undefined {
  const kept = documents.find((each) => each.paper === paper)
  if (!kept || !pages || !presentedAt) return undefined
  const { presented, file } = kept
  return {
    revision,
    language,
    pages,
    presentedAt,
    presented: { sha256: sha256(presented), length: presented.length },
    file: { name: file.name, sha256: sha256(file.bytes) },
    ...(readAt ? { readAt } : {}),
    ...endingOf(document, sealed),
  }
}

function endingOf(document: Omit<Document, 'revision'>, sealed: Kept['sealed']) {
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
