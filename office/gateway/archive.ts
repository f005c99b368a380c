import type { FastifyInstance, FastifyReply } from 'fastify'
import { type Dossier, DossierError, openDossier } from '../../daemon/documents/dossier.ts'
import type { DossierRecord } from '../../daemon/documents/record.ts'
import { SealError, signedContent } from '../../daemon/documents/seal.ts'
import type { KnownKeys } from '../../daemon/runtime/keys.ts'
import { claim } from '../../daemon/verifier/claim.ts'
import { writeDossierFile } from '../../daemon/verifier/dossier-file.ts'
import type { VerifierTrust } from '../../daemon/verifier/trust-file.ts'
import { verifyDossier } from '../../daemon/verifier/verify-dossier.ts'
import type { AccessAct } from '../store/access-log.ts'
import type { ArchivedDossier } from '../store/dossiers.ts'
import type { Store } from '../store.ts'
import type { User } from '../users.ts'
import type { OpenedDossier, StampState } from './protocol.ts'
import { extensionsOf, newestOf, type StampOptions, stampsOf } from './stamps.ts'

export interface ArchiveOptions extends StampOptions {
  readonly store: Store
  readonly known: KnownKeys
  /** Whom the verifier believes; without it a dossier is only opened. */
  readonly trust: VerifierTrust | undefined
  readonly nowMs: () => number
  readonly userOf: (token: string | undefined) => User | null
  readonly cookie: string
}

type Documents = readonly (OpenedDossier['documents'][number] & { readonly content: Uint8Array })[]

/** Opens dossiers for the inspector who made them, and nobody else. Each opening, and each try, is logged. */
export function archiveRoutes(app: FastifyInstance, options: ArchiveOptions): void {
  const { store, keys, known, nowMs, userOf, cookie } = options
  const log = (user: User, act: AccessAct, subject: string) =>
    store.access.add(user.user, act, subject, new Date(nowMs()).toISOString())

  /** The dossier when this user may have it; otherwise the refusal has been sent. */
  const grant = (user: User | null, id: string, act: AccessAct, reply: FastifyReply) => {
    if (!user) return void reply.code(401).send({ error: 'not_logged_in' })
    const found = store.dossiers.get(id)
    const jwe = found && store.dossiers.jwe(id)
    if (!found || !jwe) return void reply.code(404).send({ error: 'not_found' })
    const allowed = user.role === 'inspector' && found.user === user.user
    log(user, allowed ? act : 'dossier.denied', id)
    if (!allowed) return void reply.code(403).send({ error: 'not_allowed' })
    reply.header('cache-control', 'no-store')
    return { found, jwe }
  }

  app.get<{ Params: { id: string } }>('/api/dossiers/:id', async (request, reply) => {
    const user = userOf(request.cookies[cookie])
    const granted = grant(user, request.params.id, 'dossier.open', reply)
    if (!granted) return reply
    const dossier = await openDossier(granted.jwe, keys, known).catch(refused)
    const { id } = granted.found
    const verified = await verifiedClaims(
      dossier && (await fileOf(granted, dossier, options)),
      options,
    )
    return opened(id, dossier, verified, stampsOf(id, options))
  })

  /** The dossier as its box signed it, for a verifier that needs no office. */
  app.get<{ Params: { id: string } }>('/api/dossiers/:id/file', async (request, reply) => {
    const user = userOf(request.cookies[cookie])
    const granted = grant(user, request.params.id, 'dossier.file', reply)
    if (!granted) return reply
    const file = await openDossier(granted.jwe, keys, known)
      .then((dossier) => fileOf(granted, dossier, options))
      .catch(refused)
    if (!file) return reply.code(404).send({ error: 'not_found' })
    return reply
      .type('application/json')
      .header('content-disposition', `attachment; filename="${granted.found.number}.dossier"`)
      .send(file)
  })

  app.get<{ Params: { id: string; file: string } }>(
    '/api/dossiers/:id/documents/:file',
    async (request, reply) => {
      const user = userOf(request.cookies[cookie])
      const { id, file } = request.params
      const granted = grant(user, id, 'dossier.document', reply)
      if (!granted) return reply
      const found = await openDossier(granted.jwe, keys, known).then(
        (dossier) => allOf(dossier).find((each) => file === fileName(each)),
        refused,
      )
      if (!found) return reply.code(404).send({ error: 'not_found' })
      const content = await newestOf(id, found.content, options).catch(refused)
      if (!content) return reply.code(404).send({ error: 'not_found' })
      const { type = 'pdf' } = found
      return reply
        .type(type === 'pdf' ? 'application/pdf' : 'image/jpeg')
        .header('content-disposition', `inline; filename="${granted.found.number}.${type}"`)
        .send(Buffer.from(content))
    },
  )

  app.get('/api/access-log', async (request, reply) => {
    const user = userOf(request.cookies[cookie])
    if (!user) return reply.code(401).send({ error: 'not_logged_in' })
    if (user.role !== 'chief') return reply.code(403).send({ error: 'not_allowed' })
    const rows = store.access.list(200)
    return reply.header('cache-control', 'no-store').send({ rows })
  })
}

function opened(
  dossierId: string,
  dossier: Dossier | null,
  verified: OpenedDossier['verified'],
  stampOf: (sha256: string) => StampState,
): OpenedDossier {
  if (!dossier) return { dossierId, record: null, documents: [], verified }
  const documents = allOf(dossier).map(({ content: _content, ...document }) =>
    document.role === 'presented' || document.role === 'exchanged'
      ? document
      : { ...document, stamp: stampOf(document.sha256) },
  )
  return { dossierId, record: dossier.record, documents, verified }
}

interface Granted {
  readonly found: ArchivedDossier
  readonly jwe: string
}
/** As the box signed it, and what the office has appended to its files since. @throws SealError */
async function fileOf(
  { found, jwe }: Granted,
  { files }: Dossier,
  options: ArchiveOptions,
): Promise<string> {
  const extensions = await extensionsOf(found.id, files, options)
  return writeDossierFile(await signedContent(jwe, options.keys), extensions)
}

/** What anybody finds who has the dossier's file; opening proves no more than seal and record. */
async function verifiedClaims(
  file: string | null,
  { known, trust, nowMs }: ArchiveOptions,
): Promise<OpenedDossier['verified']> {
  if (file === null) return [claim('seal', false)]
  if (!trust) return [claim('seal', true), claim('record', true)]
  const now = new Date(nowMs()).toISOString()
  const { claims } = await verifyDossier(file, { ...trust, boxes: known }, now)
  return claims
}

function allOf(dossier: Dossier): Documents {
  return [...documentsOf(dossier), ...exchangedOf(dossier)]
}
function fileName({ sha256, type = 'pdf' }: Documents[number]): string {
  return `${sha256}.${type}`
}

/** What was shown, and what became of it: the file begins with the presented bytes. */
function documentsOf(dossier: Dossier): Documents {
  const { document, injured } = dossier.record
  return [
    ...(document ? versionsOf(dossier, document) : []),
    ...(injured ? versionsOf(dossier, injured, { of: 'injured' }) : []),
    ...papersOf(dossier),
  ]
}
function versionsOf(
  { files }: Dossier,
  { file: { name, sha256 }, presented, ending }: NonNullable<DossierRecord['document']>,
  of: Pick<Documents[number], 'of'> = {},
): Documents {
  const content = files.find((file) => file.name === name)?.bytes
  if (!content) return []
  const shown = content.subarray(0, presented.length)
  const before = { sha256: presented.sha256, role: 'presented', ...of } as const
  return [
    { ...before, bytes: shown.length, content: shown },
    ...(ending ? [{ sha256, role: ending.state, ...of, bytes: content.length, content }] : []),
  ]
}
function papersOf({ record, files }: Dossier): Documents {
  return (record.papers ?? []).flatMap(({ kind, file: { name, sha256 } }) => {
    const content = files.find((file) => file.name === name)?.bytes
    return content ? [{ sha256, role: kind, bytes: content.length, content }] : []
  })
}

function exchangedOf({ record, files }: Dossier): Documents {
  return (record.exchanged ?? []).flatMap(({ name: title, type, file: { name, sha256 } }) => {
    const content = files.find((file) => file.name === name)?.bytes
    if (!content) return []
    return [{ sha256, role: 'exchanged' as const, title, type, bytes: content.length, content }]
  })
}

function refused(cause: unknown): null {
  if (cause instanceof DossierError || cause instanceof SealError) return null
  throw cause
}
