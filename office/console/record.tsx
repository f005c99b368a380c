import { rowsOf } from './record-rows.ts'

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
