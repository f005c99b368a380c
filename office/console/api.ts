import type { Me, OpenedDossier } from '../gateway/protocol.ts'

/** Who one is; `nobody` before log-in, `no_office` when the gateway does not answer. */
export async function whoAmI(): Promise<Me | 'nobody' | 'no_office'> {
  try {
    const response = await fetch('/api/me')
    if (response.ok) return await response.json()
    return response.status === 401 || response.status === 403 ? 'nobody' : 'no_office'
  } catch {
    return 'no_office'
  }
}

export type LogInResult = 'ok' | 'wrong' | 'tooOften' | 'noOffice'
export async function logIn(user: string, password: string): Promise<LogInResult> {
  try {
    const response = await fetch('/api/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ user, password }),
    })
    if (response.ok) return 'ok'
    if (response.status === 429) return 'tooOften'
    return response.status < 500 ? 'wrong' : 'noOffice'
  } catch {
    return 'noOffice'
  }
}

/** Ends the log-in; an office that is not there ends it by its own time limit. */
export async function logOut(): Promise<void> {
  await fetch('/api/logout', { method: 'POST' }).catch(() => undefined)
}

export type OpenResult = OpenedDossier | 'forbidden' | 'missing' | 'noOffice'
export async function openDossier(dossierId: string): Promise<OpenResult> {
  try {
    const response = await fetch(`/api/dossiers/${encodeURIComponent(dossierId)}`)
    if (response.ok) return await response.json()
    if (response.status === 403) return 'forbidden'
    return response.status === 404 ? 'missing' : 'noOffice'
  } catch {
    return 'noOffice'
  }
}

export function documentAddress(
  dossierId: string,
  { sha256, type = 'pdf' }: OpenedDossier['documents'][number],
): string {
  return `/api/dossiers/${encodeURIComponent(dossierId)}/documents/${encodeURIComponent(sha256)}.${type}`
}

/** The dossier as its box signed it, to be checked anywhere. */
/** The page on which anybody checks that file. */
export const VERIFIER_ADDRESS = '/api/verifier.html'

export function fileAddress(dossierId: string): string {
  return `/api/dossiers/${encodeURIComponent(dossierId)}/file`
}
