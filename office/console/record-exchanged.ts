import type { Language } from '../../daemon/core/language.ts'
import type { ConsoleTexts } from '../../daemon/screens/kit/texts/texts.ts'
import { momentOf } from './times.ts'

const EXCHANGED = /^(exchanged\.\d+\.)name$/

/** Each document that was exchanged is one row: what it is called, and what it can be known by. */
export function takeExchanged(left: Map<string, string>, words: ConsoleTexts, language: Language) {
  return [...left].flatMap(([path, label]) => {
    const document = EXCHANGED.exec(path)?.[1]
    if (document === undefined) return []
    const own = [...left].filter(([each]) => each.startsWith(document))
    for (const [each] of own) left.delete(each)
    const said = own.slice(1).map(([each, value]) => {
      const name = each.slice(document.length)
      if (name === 'at') return momentOf(value, language)
      if (name === 'by') return words.seat(value)
      return name === 'pages' ? words.pages(Number(value)) : value
    })
    return [{ path, label, value: said.join(', ') }]
  })
}
