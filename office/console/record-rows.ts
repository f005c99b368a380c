/** Flattens to paths: `identity.person.surname`, `document.signatures.0.at`. */
export function rowsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) =>
    rowsOf(inner, path ? `${path}.${key}` : key),
  )
}
