import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { withTrust } from '../../daemon/verifier/page-file.ts'
import type { OfficeConfig } from '../config.ts'
import type { User } from '../users.ts'

/**
 * Gives the verifier's page, with whom it believes inside, to whoever is logged in: to be sent along with a dossier
 * file. @throws TrustFileError for a bad trust file, before the office opens.
 */
export function verifierRoute(
  app: FastifyInstance,
  settings: OfficeConfig['gateway']['verifier'],
  userOf: (request: { cookies: Record<string, string | undefined> }) => User | null,
): void {
  const page = settings && verifierPage(settings)
  app.get('/api/verifier.html', async (request, reply) => {
    if (!userOf(request)) return reply.code(401).send({ error: 'not_logged_in' })
    if (!page) return reply.code(404).send({ error: 'not_found' })
    return reply
      .type('text/html; charset=utf-8')
      .header('content-disposition', 'attachment; filename="verifier.html"')
      .send(page)
  })
}

function verifierPage({ page, trust }: { page: string; trust: string }): string {
  return withTrust(readFileSync(page, 'utf8'), JSON.parse(readFileSync(trust, 'utf8')))
}
