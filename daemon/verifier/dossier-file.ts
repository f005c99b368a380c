import * as z from 'zod'

/** These bytes are no dossier file, or too damaged to say anything of. The message holds nothing of the content. */
export class DossierFileError extends Error {
  readonly code = 'NOT_A_DOSSIER'
  readonly scope = 'visit'
}

const MOST_CHARACTERS = 64 * 1024 * 1024
const hash = z.string().regex(/^[0-9a-f]{64}$/)
/** What the office appended to a file of the dossier: evidence and time-stamps. It stands outside the box's signature. */
const extension = z.strictObject({
  /** SHA-256 of the file as the record names it, and of the file with what was appended. */
  file: hash,
  extended: hash,
  /** In base64; whether it is written as it should be is part of the claim. */
  appended: z.string().max(MOST_CHARACTERS),
})
export type Extension = z.infer<typeof extension>

/**
 * A dossier as it is given out: one JSON object with the compact JWS (RFC 7515) that the box made of record and files.
 * Whoever has it needs no server to check it.
 */
const dossierFile = z.strictObject({
  loket: z.literal('dossier'),
  v: z.literal(1),
  jws: z
    .string()
    .max(MOST_CHARACTERS)
    // Any other character would be read by its low byte, or not at all, behind the signature's back.
    .regex(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  extensions: z.array(extension).min(1).max(16).exactOptional(),
})
const header = z.looseObject({ alg: z.string(), kid: z.string(), typ: z.string() })
const content = z.looseObject({
  purpose: z.unknown(),
  box: z.unknown(),
  id: z.unknown(),
  body: z.looseObject({
    record: z.unknown(),
    files: z.array(z.looseObject({ name: z.string(), base64: z.string() })),
  }),
})

/** What lies in a dossier file, none of it believed yet. */
export interface DossierParts {
  readonly kid: string
  readonly alg: string
  readonly typ: string
  readonly purpose: unknown
  readonly box: unknown
  readonly id: unknown
  readonly record: unknown
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  readonly extensions: readonly Extension[]
  /** The bytes that were signed and their signature (Ed25519, 64 bytes). */
  readonly signed: Uint8Array
  readonly signature: Uint8Array
}

export function writeDossierFile(jws: string, extensions: readonly Extension[] = []): string {
  const file: z.infer<typeof dossierFile> = {
    ...{ loket: 'dossier', v: 1, jws },
    ...(extensions.length > 0 ? { extensions: [...extensions] } : {}),
  }
  return `${JSON.stringify(file)}\n`
}

/** @throws DossierFileError */
export function readDossierFile(text: string): DossierParts {
  const file = dossierFile.safeParse(parsed(text))
  const [head = '', body = '', signature = ''] = file.data?.jws.split('.') ?? []
  if (!file.success) throw new DossierFileError('not a dossier file')
  // The last character of 64 bytes carries bits that mean nothing: they are zero, or somebody changed them.
  if (Buffer.from(signature, 'base64url').toString('base64url') !== signature)
    throw new DossierFileError('the signature is not written as it should be')
  const { data: top } = header.safeParse(parsed(decoded(head)))
  const { data } = content.safeParse(parsed(decoded(body)))
  if (!top || !data) throw new DossierFileError('the content does not parse')
  return {
    ...{ kid: top.kid, alg: top.alg, typ: top.typ },
    ...{ purpose: data.purpose, box: data.box, id: data.id, record: data.body.record },
    files: data.body.files.map(({ name, base64 }) => ({
      name,
      bytes: Uint8Array.from(Buffer.from(base64, 'base64')),
    })),
    extensions: file.data.extensions ?? [],
    signed: Buffer.from(`${head}.${body}`, 'latin1'),
    signature: Buffer.from(signature, 'base64url'),
  }
}

function decoded(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('utf8')
}
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // whatever it is, it is not ours
  }
}
