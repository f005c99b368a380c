import { randomBytes, scrypt, scryptSync, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

const role = z.enum(['inspector', 'chief'])
const user = z.strictObject({
  user: z.string().regex(/^[a-z][a-z0-9.-]{0,31}$/),
  /** As citizens and colleagues see it. */
  name: z.string().min(1).max(80),
  role,
  /** Base64url of 16 bytes. */
  salt: z.string().min(16),
  /** scrypt of the password, base64url of 32 bytes. */
  hash: z.string().length(43),
})
/** The users file: who may log in. It holds no password, only its scrypt hash. Source: RFC 7914. */
export const usersFile = z.strictObject({ users: z.array(user).min(1) })
export type UsersFile = z.infer<typeof usersFile>
export type User = z.infer<typeof user>

const HASH_BYTES = 32
/** 16 MB and about 40 ms for each try. */
const COST = { N: 16_384, r: 8, p: 1 }

/** Makes the content of a users file from people and their passwords. */
export function makeUsers(
  people: readonly {
    readonly user: string
    readonly name: string
    readonly role: z.infer<typeof role>
    readonly password: string
  }[],
): UsersFile {
  const users = people.map(({ password, ...person }) => {
    const salt = randomBytes(16).toString('base64url')
    return {
      ...person,
      salt,
      hash: scryptSync(password, salt, HASH_BYTES, COST).toString('base64url'),
    }
  })
  return usersFile.parse({ users })
}

/** Whom this password belongs to; null for a wrong password as for an unknown user, in the same time. */
export async function checkPassword(
  users: UsersFile,
  name: string,
  password: string,
): Promise<User | null> {
  const found = users.users.find((candidate) => candidate.user === name)
  const hash = await hashOf(password, found?.salt ?? 'nobody-has-this-salt')
  const expected = found ? Buffer.from(found.hash, 'base64url') : Buffer.alloc(HASH_BYTES)
  const fits = expected.length === HASH_BYTES && timingSafeEqual(hash, expected)
  return found && fits ? found : null
}

function hashOf(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password, salt, HASH_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
