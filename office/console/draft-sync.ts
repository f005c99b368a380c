import type { AnswerCode } from '../gateway/protocol.ts'

/**
 * The statement as this console holds it. Every keystroke raises `rev`; the box keeps the highest rev it has heard
 * of. So the newer of two texts is always known, whatever was lost on the way.
 */
export interface Draft {
  readonly visitId: string
  readonly rev: number
  readonly text: string
  /** The highest rev the box is known to hold. */
  readonly held: number
  /** The rev of the edit that waits for its answer. */
  readonly sending?: number
  /** The connection was lost: the next visit tells what the box holds, even if that is less than it had said. */
  readonly check: boolean
  /** Why the box did not take the last edit; cleared by the next visit that comes. */
  readonly refused?: AnswerCode
  /** Own text that never reached the box before a newer one was made elsewhere; kept until put back or let go. */
  readonly aside?: string
}

export type DraftEvent =
  | { readonly type: 'text.typed'; readonly text: string }
  | { readonly type: 'pause.expired' }
  | { readonly type: 'edit.answered'; readonly rev: number; readonly held: number }
  | { readonly type: 'edit.refused'; readonly rev: number; readonly code: AnswerCode }
  | { readonly type: 'visit.seen'; readonly rev: number; readonly text: string }
  | { readonly type: 'socket.lost' }
  | { readonly type: 'aside.restored' }
  | { readonly type: 'aside.dropped' }

export type DraftEffect =
  | { readonly type: 'edit.send'; readonly rev: number; readonly text: string }
  /** Wakes the machine with `pause.expired`; a pause that already runs is left as it is. */
  | { readonly type: 'pause.start'; readonly delayMs: number }

export interface DraftStep {
  readonly draft: Draft
  readonly effects: readonly DraftEffect[]
}

/** Typing is sent at most this often, so that no more than this is ever on this screen alone. */
export const PAUSE_MS = 300
/** How long after a box that could not be reached the edit is tried again. */
export const RETRY_MS = 1000

/** The draft of a visit that this console sees for the first time. */
export function startDraft(visitId: string): Draft {
  return { visitId, rev: 0, text: '', held: 0, check: true }
}

/** The box does not yet hold what is on this screen. */
export function isUnsaved(draft: Draft): boolean {
  return draft.rev > draft.held
}

/** Applies one event; effects are for the caller to carry out. */
export function stepDraft(draft: Draft, event: DraftEvent): DraftStep {
  switch (event.type) {
    case 'text.typed':
      return typed(draft, event.text)
    case 'pause.expired':
      return send(draft)
    case 'edit.answered':
      return answered(draft, event.rev, event.held)
    case 'edit.refused':
      return refused(draft, event.rev, event.code)
    case 'visit.seen':
      return seen(draft, event.rev, event.text)
    case 'socket.lost':
      return { draft: { ...draft, check: true }, effects: [] }
    case 'aside.restored':
      return restored(draft)
    case 'aside.dropped':
      return { draft: without(draft, 'aside'), effects: [] }
  }
}

function typed(draft: Draft, text: string): DraftStep {
  if (text === draft.text) return { draft, effects: [] }
  return pause({ ...draft, text, rev: Math.max(draft.rev, draft.held) + 1 })
}

function send(draft: Draft): DraftStep {
  if (draft.sending !== undefined || !isUnsaved(draft) || draft.refused)
    return { draft, effects: [] }
  const { rev, text } = draft
  return { draft: { ...draft, sending: rev }, effects: [{ type: 'edit.send', rev, text }] }
}

function answered(draft: Draft, rev: number, held: number): DraftStep {
  if (draft.sending !== rev) return { draft, effects: [] }
  return pause({ ...without(draft, 'sending'), held: Math.max(draft.held, held) })
}

function refused(draft: Draft, rev: number, code: AnswerCode): DraftStep {
  if (draft.sending !== rev) return { draft, effects: [] }
  const free = without(draft, 'sending')
  if (code === 'expired' || code === 'box_unreachable') return pause(free, RETRY_MS)
  return { draft: { ...free, refused: code }, effects: [] }
}

function seen(before: Draft, rev: number, text: string): DraftStep {
  const draft = without(before, 'refused')
  if (rev < draft.rev)
    return pause({ ...draft, check: false, held: draft.check ? rev : Math.max(draft.held, rev) })
  const settled = { ...draft, rev, text, held: rev, check: false }
  // A text that was replaced before the box had it is kept in sight: nobody types a word twice.
  const replaced =
    draft.text !== text && draft.text.trim() !== '' && (isUnsaved(draft) || rev === draft.rev)
  if (!replaced || draft.aside?.includes(draft.text)) return { draft: settled, effects: [] }
  const aside = draft.aside === undefined ? draft.text : `${draft.aside}\n\n${draft.text}`
  return { draft: { ...settled, aside }, effects: [] }
}

function restored(draft: Draft): DraftStep {
  if (draft.aside === undefined) return { draft, effects: [] }
  const text = draft.text.trim() === '' ? draft.aside : `${draft.text}\n\n${draft.aside}`
  return typed(without(draft, 'aside'), text)
}

function pause(draft: Draft, delayMs = PAUSE_MS): DraftStep {
  if (draft.sending !== undefined || !isUnsaved(draft)) return { draft, effects: [] }
  return { draft, effects: [{ type: 'pause.start', delayMs }] }
}

function without(draft: Draft, key: 'sending' | 'refused' | 'aside'): Draft {
  const { [key]: _gone, ...rest } = draft
  return rest
}
