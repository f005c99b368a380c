import { recordGroups } from './record-groups.ts'
import { language, texts } from './speech.ts'

/** A record in words, in groups: whatever was sealed is shown, nothing is left out. */
export function RecordView({ record }: { record: unknown }) {
  const words = texts.value
  return (
    <div class="record">
      {recordGroups(record, words, language.value).map(({ name, rows }) => (
        <section key={name} data-group={name}>
          <h4>{words.recordWords.groups[name]}</h4>
          <dl class="facts">
            {rows.map(({ path, label, value }) => (
              <div key={path}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
