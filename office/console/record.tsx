/** A record as rows of name and value: whatever was sealed is shown, nothing is left out. */
export function RecordView({ record }: { record: unknown }) {
  return (
    <dl class="facts record">
      {rowsOf(record).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Flattens to paths: `identity.person.surname`, `document.signatures.0.at`. */
export function rowsOf(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (value === null || value === undefined) return []
  if (typeof value !== 'object') return [[path, String(value)]]
  return Object.entries(value).flatMap(([key, inner]) =>
    rowsOf(inner, path ? `${path}.${key}` : key),
  )
}
