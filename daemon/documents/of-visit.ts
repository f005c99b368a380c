import type { Visit } from '../core/visit-state.ts'
import { type Dossier, DossierError, sha256 } from './dossier.ts'
import type { DossierRecord } from './record.ts'
import type { StatementInput } from './statement.ts'

export interface Place {
  readonly id: string
  readonly name: string
  readonly room: string
}

/** What the paper says of a visit. `madeAt` is the moment of presenting, ISO 8601, UTC. */
export function statementOf(visit: Visit, site: Place, madeAt: string): StatementInput {
  const { identity, kind, ticket, inspector, openedAt, rights, draft, document } = visit
  return {
    language: visit.language ?? 'nl',
    kind,
    revision: document.revision,
    ticket: ticket.number,
    site: { name: site.name, room: site.room },
    inspector,
    openedAt,
    madeAt,
    rights,
    text: draft.text,
    // The photo is for the visit only; it never reaches paper.
    ...(identity.state === 'known' ? { identity } : {}),
  }
}

/** What the visit itself does not know. */
export interface DossierFacts {
  readonly box: string
  readonly site: Place
  /** ISO 8601, UTC. */
  readonly madeAt: string
  readonly clock: DossierRecord['clock']
  /** Model of the pad that a signature was made on. */
  readonly padModel: string
}

/** The bytes that were shown and, once signed or refused, the bytes with that in them. */
export interface PaperBytes {
  readonly presented: Uint8Array
  readonly final?: Uint8Array
}

/** Gathers the dossier of a visit that is wrapping. @throws DossierError when the bytes are not those of the visit. */
export function dossierOf(visit: Visit, facts: DossierFacts, paper?: PaperBytes): Dossier {
  const { dossierId, outcome } = visit
  if (dossierId === undefined || outcome === undefined) throw new DossierError('RECORD')
  const document = paper && documentOf(visit, facts, paper)
  const record: DossierRecord = {
    v: 1,
    dossierId,
    visitId: visit.visitId,
    box: facts.box,
    ticket: visit.ticket,
    site: facts.site,
    kind: visit.kind,
    ...(visit.language === undefined ? {} : { language: visit.language }),
    inspector: visit.inspector,
    openedAt: visit.openedAt,
    madeAt: facts.madeAt,
    clock: facts.clock,
    ...rightsOf(visit),
    ...identityOf(visit),
    ...(document === undefined ? {} : { document }),
    ...(visit.draft.text.trim() === '' ? {} : { text: visit.draft.text }),
    outcome,
  }
  if (paper === undefined || document === undefined) return { record, files: [] }
  const bytes = paper.final ?? paper.presented
  return { record, files: [{ name: document.file.name, bytes }] }
}

function rightsOf({ rights }: Visit): Pick<DossierRecord, 'rights'> {
  const { version, language, confirmedAt } = rights
  const known = version !== undefined && language !== undefined && confirmedAt !== undefined
  return known && rights.state === 'confirmed' ? { rights: { version, language, confirmedAt } } : {}
}

function identityOf({ identity, inspector }: Visit): Pick<DossierRecord, 'identity'> {
  if (identity.state !== 'known') return {}
  const { person, assurance, checks, at, reason, basis } = identity
  const byCard = assurance === 'chip' || assurance === 'chip+pin'
  return {
    identity: {
      person,
      assurance,
      checks: [...checks],
      checkedBy: byCard ? 'box' : inspector.seat,
      at,
      ...(reason === undefined ? {} : { noCardReason: reason }),
      ...(basis === undefined ? {} : { basis }),
    },
  }
}

function documentOf(visit: Visit, facts: DossierFacts, paper: PaperBytes) {
  const { revision, pages, presentedAt, readAt } = visit.document
  if (pages === undefined || presentedAt === undefined) throw new DossierError('RECORD')
  const presented = sha256(paper.presented)
  if (presented !== visit.document.sha256) throw new DossierError('FILE')
  const ending = endingOf(visit, facts.padModel)
  return {
    revision,
    language: visit.language ?? 'nl',
    pages,
    presentedAt,
    presented: { sha256: presented, length: paper.presented.length },
    ...(readAt === undefined ? {} : { readAt }),
    ...(ending === undefined ? {} : { ending }),
    file: {
      name: `${visit.ticket.number}-${revision}.pdf`,
      sha256: sha256(paper.final ?? paper.presented),
    },
  }
}

type Ending = NonNullable<NonNullable<DossierRecord['document']>['ending']>

/** The ending by its moment, not by its state: the state moves on to sealed and delivered. */
function endingOf({ document, outcome }: Visit, padModel: string): Ending | undefined {
  const { endedAt, refusalReason } = document
  if (endedAt === undefined) return undefined
  if (outcome === 'signed') return { state: 'signed', means: 'pad', at: endedAt, padModel }
  if (outcome !== 'refused') return undefined
  return {
    state: 'refused',
    at: endedAt,
    ...(refusalReason === undefined ? {} : { reason: refusalReason }),
  }
}
