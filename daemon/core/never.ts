/** Makes the compiler prove that a union is handled whole. */
export function never(value: never): never {
  throw new UnreachableError(JSON.stringify(value))
}
class UnreachableError extends Error {
  readonly code = 'UNREACHABLE'
  readonly scope = 'system'
}
