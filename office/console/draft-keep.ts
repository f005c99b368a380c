import { type Draft, isUnsaved, startDraft } from './draft-sync.ts'

/** The part of `Storage` that is used. */
export type Keep = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const PREFIX = 'loket.draft.'

/**
 * Keeps the words that the box does not yet have where a reload of the page finds them, and nothing else: an
 * acknowledged draft is removed at once.
 */
export function keepDraft(keep: Keep, draft: Draft): void {
  const name = PREFIX + draft.visitId
  if (!isUnsaved(draft) && draft.aside === undefined) {
    keep.removeItem(name)
    return
  }
  const { rev, text, held, aside } = draft
  keep.setItem(name, JSON.stringify({ rev, text, held, ...(aside === undefined ? {} : { aside }) }))
}

/** The draft of this visit as it was kept, or a new one. */
export function openDraft(keep: Keep, visitId: string): Draft {
  const fresh = startDraft(visitId)
  const kept = parse(keep.getItem(PREFIX + visitId))
  return kept ? { ...fresh, ...kept } : fresh
}

/** Removes what was kept, of every visit but the one given. */
export function forgetDrafts(keep: Keep, except?: string): void {
  const names = Array.from({ length: keep.length }, (_, index) => keep.key(index))
  for (const name of names)
    if (name?.startsWith(PREFIX) && name !== `${PREFIX}${except}`) keep.removeItem(name)
}

function parse(stored: string | null): Pick<Draft, 'rev' | 'text' | 'held' | 'aside'> | undefined {
  if (stored === null) return undefined
  try {
    const { rev, text, held, aside }: Record<string, unknown> = JSON.parse(stored)
    if (typeof rev !== 'number' || typeof text !== 'string' || typeof held !== 'number')
      return undefined
    return { rev, text, held, ...(typeof aside === 'string' ? { aside } : {}) }
  } catch {
    return undefined
  }
}
