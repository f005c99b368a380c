/**
 * What becomes of a link when its network comes and goes. Pure: one event in, the next state and what is to be done.
 *
 * Measured with libwebrtc: `disconnected` comes 5 s after the last packet and goes by itself, within 0.1 s, when
 * packets pass again; `failed` comes 15 s after the last packet and never goes without an ICE restart. A far end
 * that closes says nothing: it looks like a cut.
 */
export type LostReason = 'unanswered' | 'bad_answer' | 'other_codec' | 'no_offer' | 'connection'

export type LinkLife =
  | { readonly phase: 'opening'; readonly answered: boolean }
  /** `quiet`: seconds in a row in which nothing came. */
  | { readonly phase: 'up'; readonly quiet: number }
  /** Nothing comes. ICE goes on trying by itself. */
  | { readonly phase: 'away' }
  /** ICE gave up, and an offer with new credentials is on its way. */
  | { readonly phase: 'restarting'; readonly answered: boolean }
  | { readonly phase: 'ended' }

export type LinkEvent =
  | { readonly type: 'link.offered' }
  | { readonly type: 'link.answered' }
  | { readonly type: 'link.refused'; readonly reason: LostReason }
  | { readonly type: 'state.changed'; readonly state: RTCPeerConnectionState }
  /** Once a second: whether anything came in it. */
  | { readonly type: 'packets.counted'; readonly came: boolean }
  | { readonly type: 'timer.expired' }

export type LinkEffect =
  | { readonly type: 'link.up' }
  | { readonly type: 'link.away' }
  /** Offer again on the same connection, with new ICE credentials. */
  | { readonly type: 'link.restart' }
  | { readonly type: 'link.lose'; readonly reason: LostReason }
  | { readonly type: 'timer.set'; readonly ms: number }
  | { readonly type: 'timer.cancel' }

export interface LinkStep {
  readonly state: LinkLife
  readonly effects: readonly LinkEffect[]
}

/** A person may have to allow a camera before the first answer. */
export const answerMs = 20_000
/** An answer to a restart needs nobody; after it ICE gets as long as it takes to fail, and a little more. */
export const restartAnswerMs = 8000
export const restartConnectMs = 17_000
/** One such second is a hiccup. */
const quietSeconds = 2

export const opening: LinkLife = { phase: 'opening', answered: false }

export function stepLink(state: LinkLife, event: LinkEvent): LinkStep {
  if (state.phase === 'ended') return { state, effects: [] }
  if (event.type === 'link.refused') return lose(event.reason)
  switch (state.phase) {
    case 'opening':
      return offered(state, event)
    case 'up':
      return up(state, event)
    case 'away':
      return away(state, event)
    case 'restarting':
      return restarting(state, event)
  }
}

function offered(state: Extract<LinkLife, { phase: 'opening' }>, event: LinkEvent): LinkStep {
  switch (event.type) {
    case 'link.offered':
      return to(state, { type: 'timer.set', ms: answerMs })
    case 'link.answered':
      return to({ ...state, answered: true }, { type: 'timer.set', ms: answerMs })
    case 'timer.expired':
      return lose(state.answered ? 'connection' : 'unanswered')
    case 'state.changed':
      if (event.state === 'connected') return isUp()
      return gone(event.state) ? lose('connection') : to(state)
    default:
      return to(state)
  }
}

function up(state: Extract<LinkLife, { phase: 'up' }>, event: LinkEvent): LinkStep {
  if (event.type === 'packets.counted') {
    if (event.came) return state.quiet === 0 ? to(state) : to({ phase: 'up', quiet: 0 })
    const quiet = state.quiet + 1
    return quiet < quietSeconds
      ? to({ phase: 'up', quiet })
      : to({ phase: 'away' }, { type: 'link.away' })
  }
  if (event.type !== 'state.changed') return to(state)
  if (event.state === 'disconnected') return to({ phase: 'away' }, { type: 'link.away' })
  if (event.state === 'failed') return restart({ type: 'link.away' })
  return event.state === 'closed' ? lose('connection') : to(state)
}

function away(state: LinkLife, event: LinkEvent): LinkStep {
  if (event.type === 'packets.counted') return event.came ? isUp() : to(state)
  if (event.type !== 'state.changed') return to(state)
  // The state alone does not say that anything comes: a cut one way may leave it as it was.
  if (event.state === 'failed') return restart()
  return event.state === 'closed' ? lose('connection') : to(state)
}

function restarting(state: Extract<LinkLife, { phase: 'restarting' }>, event: LinkEvent): LinkStep {
  switch (event.type) {
    case 'link.offered':
      return to(state, { type: 'timer.set', ms: restartAnswerMs })
    case 'link.answered':
      return to({ ...state, answered: true }, { type: 'timer.set', ms: restartConnectMs })
    case 'timer.expired':
      return lose('connection')
    case 'state.changed':
      if (event.state === 'connected') return isUp()
      return state.answered && gone(event.state) ? lose('connection') : to(state)
    case 'packets.counted':
      return event.came ? isUp() : to(state)
    default:
      return to(state)
  }
}

function gone(state: RTCPeerConnectionState): boolean {
  return state === 'failed' || state === 'closed'
}

function isUp(): LinkStep {
  return to({ phase: 'up', quiet: 0 }, { type: 'timer.cancel' }, { type: 'link.up' })
}

function restart(...before: readonly LinkEffect[]): LinkStep {
  return to({ phase: 'restarting', answered: false }, ...before, { type: 'link.restart' })
}

function lose(reason: LostReason): LinkStep {
  return to({ phase: 'ended' }, { type: 'timer.cancel' }, { type: 'link.lose', reason })
}

function to(state: LinkLife, ...effects: readonly LinkEffect[]): LinkStep {
  return { state, effects }
}
