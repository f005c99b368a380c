import { type ReadonlySignal, signal } from '@preact/signals'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import type { Answer } from '../gateway/protocol.ts'
import { forgetDrafts, type Keep, keepDraft, openDraft } from './draft-keep.ts'
import { type Draft, type DraftEvent, isUnsaved, stepDraft } from './draft-sync.ts'

export interface DraftEditor {
  readonly draft: ReadonlySignal<Draft | undefined>
  post(event: DraftEvent): void
  /** The visit came, or came again; null when this seat has none (any more). */
  seen(visit: VisitView | null): void
  /** Resolves when the box holds all that is on this screen. */
  saved(): Promise<void>
  /** Removes everything, at log-out. */
  forget(): void
}

export interface DraftOptions {
  readonly keep: Keep
  readonly send: (
    visitId: string,
    edit: { rev: number; text: string },
    answered: (answer: Answer) => void,
  ) => void
}

/** Carries out what `draft-sync.ts` decides: timers, acts, and the copy that outlives a reload. */
export function createDraftEditor({ keep, send }: DraftOptions): DraftEditor {
  const draft = signal<Draft | undefined>(undefined)
  let pause: ReturnType<typeof setTimeout> | undefined
  /** The visit is being closed: its words may be nowhere but in the dossier. */
  let over = false

  function post(event: DraftEvent): void {
    if (!draft.value) return
    const { draft: next, effects } = stepDraft(draft.value, event)
    draft.value = next
    if (!over) keepDraft(keep, next)
    for (const effect of effects) {
      if (effect.type === 'pause.start') startPause(effect.delayMs)
      else sendEdit(next.visitId, effect.rev, effect.text)
    }
  }

  function startPause(delayMs: number): void {
    if (pause !== undefined) return
    pause = setTimeout(() => {
      pause = undefined
      post({ type: 'pause.expired' })
    }, delayMs)
  }

  function sendEdit(visitId: string, rev: number, text: string): void {
    send(visitId, { rev, text }, (answer) => {
      if (draft.value?.visitId !== visitId) return
      if (answer.ok) post({ type: 'edit.answered', rev, held: answer.draftRev ?? rev })
      else post({ type: 'edit.refused', rev, code: answer.code })
    })
  }

  function seen(visit: VisitView | null): void {
    if (!visit) {
      // A gateway that has just started may not know the visit yet: unsaved words stay kept until another one comes.
      draft.value = undefined
      return
    }
    over = visit.phase === 'wrapping' || visit.phase === 'closed'
    if (over) forgetDrafts(keep)
    if (draft.value?.visitId !== visit.visitId) {
      forgetDrafts(keep, visit.visitId)
      draft.value = openDraft(keep, visit.visitId)
    }
    post({ type: 'visit.seen', ...visit.draft })
  }

  function saved(): Promise<void> {
    return new Promise((resolve) => {
      const stop = draft.subscribe((now) => {
        if (now && isUnsaved(now)) return
        queueMicrotask(() => stop())
        resolve()
      })
    })
  }

  function forget(): void {
    draft.value = undefined
    forgetDrafts(keep)
  }

  return { draft, post, seen, saved, forget }
}
