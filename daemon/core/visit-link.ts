import type { VisitCommand } from './visit-command.ts'
import { audit, ignore, type Step, to, type Visit, type VisitEvent } from './visit-state.ts'

type LinkCommand = Extract<VisitCommand, { name: 'link.ask' | 'link.answer' }>

/** A console that has no picture asks for a link; the box always offers, and a new offer replaces the old link. */
export function linkCommand(state: Visit, command: LinkCommand, newId: string): Step {
  if (command.name === 'link.ask') return openLink(state, newId)
  if (command.linkId !== state.link.linkId || state.link.state !== 'offered') return ignore(state)
  const { linkId, sdp } = command
  return { state, accepted: true, effects: [{ type: 'link.answer', linkId, sdp }] }
}

export function linkEvent(state: Visit, event: VisitEvent): Step {
  switch (event.type) {
    case 'media.started':
    case 'box.restarted':
      return openLink(state, event.newId)
    case 'media.stopped':
      return lost(state)
    case 'link.offered':
      // One that is lost offers anew on the connection it has.
      return mine(state, event.linkId) &&
        (state.link.state === 'none' || state.link.state === 'lost')
        ? to({ ...state, link: { state: 'offered', linkId: event.linkId } })
        : ignore(state)
    case 'link.up':
      return mine(state, event.linkId) && state.link.state !== 'up'
        ? up(state, event.linkId)
        : ignore(state)
    case 'link.away':
    case 'link.lost':
      return mine(state, event.linkId) ? lost(state) : ignore(state)
    default:
      return ignore(state)
  }
}

function openLink(state: Visit, linkId: string): Step {
  return to(
    { ...lost(state).state, link: { state: 'none', linkId } },
    { type: 'link.open', linkId },
  )
}

function up(state: Visit, linkId: string): Step {
  const phase =
    state.phase === 'preparing' ? 'live' : state.phase === 'interrupted' ? 'resumed' : state.phase
  return to(
    { ...state, phase, link: { state: 'up', linkId } },
    audit('link.up', { visitId: state.visitId, linkId }),
  )
}

function lost(state: Visit): Step {
  if (state.link.state === 'lost') return ignore(state)
  const phase = state.phase === 'live' || state.phase === 'resumed' ? 'interrupted' : state.phase
  return to({ ...state, phase, link: { ...state.link, state: 'lost' } })
}

/** Answers carry the id of their link; one to an earlier link is stale. */
function mine(state: Visit, linkId: string): boolean {
  return state.link.linkId === linkId
}
