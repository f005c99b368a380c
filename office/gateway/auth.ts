import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import * as z from 'zod'
import type { Store } from '../store.ts'
import { checkPassword, type User, type UsersFile } from '../users.ts'
import { makeFailureLimit } from './failure-limit.ts'

export const COOKIE = 'loket'
const HOUR_MS = 3_600_000
const MOST_FAILURES_A_USER = 5
const MOST_FAILURES_AN_ADDRESS = 20

const credentials = z.strictObject({
  user: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
})

export interface AuthOptions {
  readonly store: Store
  readonly users: UsersFile
  readonly loginHours: number
  /** Whether the cookie may travel over TLS only. */
  readonly secure: boolean
  readonly nowMs: () => number
  readonly monotonicMs: () => number
  readonly onLogout: (user: string) => void
}

/** Who asks. A log-in lasts from its last use; only the digest of its token is stored. */
export interface Auth {
  /** The user of this token; null when it is none, over, or of somebody who is no longer a user. */
  userOf(token: string | undefined): User | null
  routes(app: FastifyInstance, me: (user: User) => unknown): void
}

export function makeAuth(options: AuthOptions): Auth {
  const { store, users, nowMs } = options
  const lastsMs = options.loginHours * HOUR_MS

  const userOf = (token: string | undefined) => {
    if (!token) return null
    const login = store.logins.find(token, nowMs())
    if (!login) return null
    if (login.untilMs - nowMs() < lastsMs / 2) store.logins.extend(token, nowMs() + lastsMs)
    return users.users.find(({ user }) => user === login.user) ?? null
  }
  const cookie = {
    path: '/',
    httpOnly: true,
    sameSite: 'strict' as const,
    secure: options.secure,
  }
  const byUser = makeFailureLimit(MOST_FAILURES_A_USER, options.monotonicMs)
  const byAddress = makeFailureLimit(MOST_FAILURES_AN_ADDRESS, options.monotonicMs)

  const login = async (request: FastifyRequest, reply: FastifyReply) => {
    const given = credentials.safeParse(request.body)
    if (!given.success) return reply.code(400).send({ error: 'malformed' })
    const { user: name, password } = given.data
    const wait = Math.max(byUser.waitSeconds([name]), byAddress.waitSeconds([request.ip]))
    if (wait > 0)
      return reply.code(429).header('retry-after', wait).send({ error: 'too_many_failures' })
    const user = await checkPassword(users, name, password)
    if (!user) {
      byUser.failed([name])
      byAddress.failed([request.ip])
      return reply.code(401).send({ error: 'wrong_credentials' })
    }
    const token = store.transact(() => {
      store.access.add(user.user, 'login', '', new Date(nowMs()).toISOString())
      return store.logins.add(user.user, nowMs() + lastsMs)
    })
    return { user, token }
  }

  return {
    userOf,
    routes(app, me) {
      app.post('/api/login', async (request, reply) => {
        const done = await login(request, reply)
        if (!('token' in done)) return done
        reply.setCookie(COOKIE, done.token, { ...cookie, maxAge: Math.floor(lastsMs / 1000) })
        return me(done.user)
      })
      app.post('/api/logout', async (request, reply) => {
        const token = request.cookies[COOKIE]
        const user = userOf(token)
        if (token && user) {
          store.logins.remove(token)
          store.access.add(user.user, 'logout', '', new Date(nowMs()).toISOString())
          options.onLogout(user.user)
        }
        return reply.clearCookie(COOKIE, cookie).code(204).send()
      })
      app.get('/api/me', async (request, reply) => {
        const user = userOf(request.cookies[COOKIE])
        return user ? me(user) : reply.code(401).send({ error: 'not_logged_in' })
      })
    },
  }
}
