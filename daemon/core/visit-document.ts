import { established } from './established.ts'
import { isExchanging } from './exchange-view.ts'
import type { DocumentPaper } from './paper-view.ts'
import type { CitizenAct, VisitCommand } from './visit-command.ts'
import { current, currentPaper, isBeingMade, withCurrent } from './visit-current.ts'
import { withoutLooking } from './visit-exchange.ts'
import { stopPin, withoutPin } from './visit-pin.ts'
import {
  audit,
  type Document,
  drafting,
  type Ending,
  ignore,
  running,
  type Step,
  to,
  type Visit,
  type VisitEffect,
  type VisitEvent,
} from './visit-state.ts'

type DocumentCommand = Extract<
  VisitCommand,
  { name: 'draft.edit' | 'document.present' | 'document.withdraw' | 'signature.ask' }
>

export function documentCommand(state: Visit, command: DocumentCommand, at: string): Step {
  if (!running(state)) return ignore(state)
  if (command.name === 'draft.edit') return edit(state, command.rev, command.text)
  if (state.ending) return ignore(state)
  switch (command.name) {
    case 'document.present':
      return present(state, at)
    case 'document.withdraw':
      return withdraw(state, false)
    case 'signature.ask':
      return askSignature(state)
  }
}

type DocumentAct = Exclude<
  Extract<CitizenAct, { act: `${'document' | 'sign'}.${string}` }>,
  { act: 'sign.eid' }
>

export function documentAct(state: Visit, act: DocumentAct, at: string): Step {
  if (!running(state) || state.ending) return ignore(state)
  switch (act.act) {
    case 'document.read':
      return isBefore(state, act.sha256) ? read(state, at) : ignore(state)
    case 'document.object':
      return isBefore(state, act.sha256) ? withdraw(state, true) : ignore(state)
    case 'sign.start':
    case 'sign.again':
      return startPad(state)
    case 'sign.accept':
      return accept(state)
    case 'sign.refuse':
      return refuse(state, act.reason)
  }
}

export function documentEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'document.made':
      return made(state, event)
    case 'document.failed':
      return failed(state, event)
    case 'document.ended':
      return ended(state, event)
    case 'document.ending_failed':
      return endingFailed(state, event)
    case 'pad.inked':
      return state.signature.state === 'capturing' ? pad(state, 'captured') : ignore(state)
    case 'pad.damaged':
      return onPad(state) ? pad(state, 'damaged', { type: 'pad.stop' }) : ignore(state)
    case 'pad.gone':
      return onPad(state) ? pad(state, 'pad_gone') : ignore(state)
    case 'box.restarted':
      return afterRestart(state)
    default:
      return ignore(state)
  }
}

function edit(state: Visit, rev: number, text: string): Step {
  if (rev <= state.draft.rev) return { state, effects: [], accepted: true }
  if (!drafting(state)) return ignore(state)
  return to({ ...state, draft: { rev, text } })
}

/** A statement needs somebody who was identified and who knows their rights; a talk has no document. */
function present(state: Visit, at: string): Step {
  if (isBeingMade(state.document)) return { state, effects: [], accepted: true }
  const ready =
    drafting(state) &&
    state.kind !== 'talk' &&
    state.draft.text.trim() !== '' &&
    !isExchanging(state.exchanged) &&
    established(state.identity) &&
    state.rights.state === 'confirmed'
  if (!ready) return ignore(state)
  const revision = state.document.revision + 1
  // What the paper says of the identity must not change behind it.
  return to(
    withoutPin({
      ...withoutLooking(state),
      document: { state: 'draft', revision, presentedAt: at, language: state.language ?? 'nl' },
    }),
    ...stopPin(state),
    { type: 'document.make', paper: 'statement', revision },
  )
}

function made(state: Visit, event: Extract<VisitEvent, { type: 'document.made' }>): Step {
  if (!awaited(state, event)) return ignore(state)
  const { paper, revision, sha256, pages } = event
  return to(
    withCurrent(state, { ...current(state), state: 'presented', sha256, pages }),
    audit('document.presented', { visitId: state.visitId, paper, revision, sha256, pages }),
  )
}

function failed(state: Visit, event: Extract<VisitEvent, { type: 'document.failed' }>): Step {
  if (!awaited(state, event)) return ignore(state)
  const { paper, revision } = event
  return to(
    withCurrent(state, { state: 'draft', revision, failed: true }),
    audit('document.failed', { visitId: state.visitId, paper, revision }),
  )
}

function read(state: Visit, at: string): Step {
  const document = current(state)
  if (document.state !== 'presented') return ignore(state)
  const paper = currentPaper(state)
  return to(
    withCurrent(state, { ...document, state: 'read', readAt: at }),
    audit('document.read', { visitId: state.visitId, paper, sha256: document.sha256 ?? '' }),
  )
}

function withdraw(state: Visit, objected: boolean): Step {
  const { state: laid, revision } = current(state)
  if (laid !== 'presented' && laid !== 'read') return ignore(state)
  const back = { state: 'draft', revision, ...(objected ? { objected } : {}) } as const
  return to(
    withoutPin({ ...withCurrent(state, back), signature: { state: 'none' } }),
    ...stopPad(state),
    ...stopPin(state),
    audit('document.withdrawn', { visitId: state.visitId, paper: currentPaper(state), objected }),
  )
}

function askSignature(state: Visit): Step {
  if (current(state).state !== 'read') return ignore(state)
  if (state.signature.state !== 'none') return { state, effects: [], accepted: true }
  return pad(state, 'asked')
}

function startPad(state: Visit): Step {
  const { state: signature } = state.signature
  if (current(state).state !== 'read' || signature === 'none' || state.pin) return ignore(state)
  return pad(state, 'capturing', { type: 'pad.start' })
}

function accept(state: Visit): Step {
  if (state.signature.state !== 'captured') return ignore(state)
  const ending: Ending = { how: 'signed', revision: current(state).revision }
  return to({ ...state, ending }, { type: 'pad.stop' }, { type: 'document.sign' })
}

function refuse(state: Visit, given: string | undefined): Step {
  const { state: laid, revision } = current(state)
  const open = laid === 'read' && state.signature.state !== 'none'
  if (!open || state.pin?.state === 'entering') return ignore(state)
  const reason = given?.trim()
  const ending: Ending = { how: 'refused', revision, ...(reason ? { reason } : {}) }
  return to(
    withoutPin({ ...state, ending, signature: { state: 'asked' } }),
    ...stopPad(state),
    refusal(ending),
  )
}
function refusal({ reason }: Ending): VisitEffect {
  return { type: 'document.refuse', ...(reason ? { reason } : {}) }
}

function ended(state: Visit, event: Extract<VisitEvent, { type: 'document.ended' }>): Step {
  const { ending, ...rest } = state
  if (!ending || !isEnding(state, event)) return ignore(state)
  const { paper, outcome, signedSha256, at, padModel, signer } = event
  const document: Document = {
    ...current(state),
    state: outcome,
    signedSha256,
    endedAt: at,
    ...(padModel ? { padModel } : {}),
    ...(signer ? { signer } : {}),
    ...(ending.reason ? { refusalReason: ending.reason } : {}),
  }
  return to(
    { ...withCurrent(rest, document), signature: { state: 'none' }, copy: 'offered' },
    audit(`document.${outcome}`, { visitId: state.visitId, paper, sha256: signedSha256 }),
  )
}

/** The citizen chooses again; the pad was stopped when the ending began. */
function endingFailed(
  state: Visit,
  event: Extract<VisitEvent, { type: 'document.ending_failed' }>,
): Step {
  if (!isEnding(state, event)) return ignore(state)
  const { visitId } = state
  const { paper, outcome: how } = event
  return to(chooseAgain(state), audit('document.ending_failed', { visitId, paper, how }))
}
function chooseAgain({ ending: _ending, ...state }: Visit): Visit {
  return { ...state, signature: { state: 'asked' } }
}

/** What the media and the pad were doing died with loketd: ask again, never guess. */
function afterRestart(state: Visit): Step {
  const { ending } = state
  // The reason of a refusal is kept; the strokes of a signature were in memory only.
  if (running(state) && ending)
    return ending.how === 'refused' ? to(state, refusal(ending)) : to(chooseAgain(state))
  if (onPad(state)) return pad(state, 'asked')
  if (running(state) && isBeingMade(current(state)))
    return to(state, {
      type: 'document.make',
      paper: currentPaper(state),
      revision: current(state).revision,
    })
  return ignore(state)
}

interface Making {
  readonly paper: DocumentPaper
  readonly revision: number
}
function isCurrent(state: Visit, { paper, revision }: Making): boolean {
  return running(state) && currentPaper(state) === paper && current(state).revision === revision
}
function awaited(state: Visit, event: Making): boolean {
  return isCurrent(state, event) && isBeingMade(current(state))
}
function isBefore(state: Visit, sha256: string): boolean {
  return current(state).sha256 === sha256
}
function isEnding(state: Visit, event: Making & { readonly outcome: Ending['how'] }): boolean {
  const { ending } = state
  if (ending?.how !== event.outcome || ending.revision !== event.revision) return false
  return isCurrent(state, event)
}
function onPad({ signature, ending }: Visit): boolean {
  if (ending) return false
  return signature.state === 'capturing' || signature.state === 'captured'
}
function stopPad(state: Visit): Step['effects'] {
  return onPad(state) ? [{ type: 'pad.stop' }] : []
}
function pad(
  state: Visit,
  signature: Visit['signature']['state'],
  ...effects: Step['effects']
): Step {
  return to({ ...state, signature: { state: signature } }, ...effects)
}
