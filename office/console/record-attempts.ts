import { sayEvidence } from '../../daemon/screens/kit/evidence.ts'
import type { ConsoleTexts } from '../../daemon/screens/kit/texts/texts.ts'
import type { RecordRow } from './record-groups.ts'

const ATTEMPT = /^(cardAttempts\.kept\.\d+\.)at$/
const BROKEN = /^(broken\.\d+\.)name$/

/** Each card that established nobody is one row: when, why, and which card it was. */
export function takeAttempts(
  left: Map<string, string>,
  words: ConsoleTexts,
  timeOf: (at: string) => string,
): readonly RecordRow[] {
  return [...left].flatMap(([path, at]): RecordRow[] => {
    const attempt = ATTEMPT.exec(path)?.[1]
    if (attempt === undefined) return []
    const own = new Map<string, string>()
    for (const [each, value] of left) {
      if (!each.startsWith(attempt)) continue
      own.set(each.slice(attempt.length), value)
      left.delete(each)
    }
    const card = own.get('card')
    const said = [why(own, words), card && `SHA-256 ${card}`].filter(Boolean).join('; ')
    return [{ path, label: words.recordWords.cardAttempt, value: `${timeOf(at)}: ${said}` }]
  })
}

function why(own: Map<string, string>, words: ConsoleTexts): string {
  const { failures, checks } = words.cardWords
  const failure = own.get('failure')
  if (failure !== undefined) return wordOf(failures, failure)
  const broken = [...own].flatMap(([path, name]) => {
    const check = BROKEN.exec(path)?.[1]
    if (check === undefined) return []
    const at = `${check}evidence.values.`
    const values = [...own].filter(([each]) => each.startsWith(at))
    const code = own.get(`${check}evidence.code`) ?? ''
    const evidence = {
      code,
      values: Object.fromEntries(values.map(([each, value]) => [each.slice(at.length), value])),
    }
    return [`${wordOf(checks, name)}: ${sayEvidence(evidence, words.cardWords)}`]
  })
  return broken.join(' ')
}

function wordOf(table: Readonly<Record<string, string>>, raw: string): string {
  return Object.hasOwn(table, raw) ? (table[raw] ?? raw) : raw
}
