import fc from 'fast-check'
import t from 'tap'
import {
  answerMs,
  type LinkEvent,
  type LinkLife,
  opening,
  restartAnswerMs,
  restartConnectMs,
  stepLink,
} from '../../../../daemon/media/link/recovery.ts'

const state = (state: RTCPeerConnectionState): LinkEvent => ({ type: 'state.changed', state })
const came: LinkEvent = { type: 'packets.counted', came: true }
const quiet: LinkEvent = { type: 'packets.counted', came: false }
const offered: LinkEvent = { type: 'link.offered' }
const answered: LinkEvent = { type: 'link.answered' }
const late: LinkEvent = { type: 'timer.expired' }
const events = [
  ...(['new', 'connecting', 'connected', 'disconnected', 'failed', 'closed'] as const).map(state),
  came,
  quiet,
  offered,
  answered,
  late,
  { type: 'link.refused', reason: 'bad_answer' } as const,
]

/** The effects of all events, in words, after which the link is in `phase`. */
function play(...all: readonly LinkEvent[]) {
  let life: LinkLife = opening
  const effects = all.flatMap((event) => {
    const step = stepLink(life, event)
    life = step.state
    return step.effects.map((effect) => [effect.type, ...Object.values(effect).slice(1)].join(' '))
  })
  return { phase: life.phase, effects }
}
const upTo = [offered, answered, state('connecting'), state('connected')]
const isUp = ['timer.set 20000', 'timer.set 20000', 'timer.cancel', 'link.up']

t.test('an offer is answered and connects', async (t) => {
  t.same(play(...upTo), { phase: 'up', effects: isUp })
  t.equal(answerMs, 20_000)
})

t.test('nobody answers, or ICE never completes: lost, with its reason', async (t) => {
  t.equal(play(offered, late).effects.at(-1), 'link.lose unanswered')
  t.equal(play(offered, late).phase, 'ended')
  t.match(play(offered, answered, late).effects.at(-1), 'link.lose connection')
  t.match(play(offered, answered, state('failed')).effects.at(-1), 'link.lose connection')
})

t.test(
  'a second without packets is a hiccup, two are told; what comes again is told too',
  async (t) => {
    t.same(play(...upTo, quiet, came, quiet).effects, isUp)
    const { phase, effects } = play(...upTo, quiet, quiet, quiet, came)
    t.equal(phase, 'up')
    t.same(effects.slice(isUp.length), ['link.away', 'timer.cancel', 'link.up'])
  },
)

t.test('disconnected is waited out: ICE comes back by itself', async (t) => {
  const { phase, effects } = play(...upTo, state('disconnected'), late, state('connected'), came)
  t.equal(phase, 'up')
  t.same(effects.slice(isUp.length), ['link.away', 'timer.cancel', 'link.up'])
})

t.test('failed restarts ICE once; when that fails too the link is lost', async (t) => {
  const failed = [...upTo, state('disconnected'), state('failed')]
  t.same(play(...failed).effects.slice(isUp.length), ['link.away', 'link.restart'])
  t.match(play(...failed, offered, answered, state('connecting'), state('connected')), {
    phase: 'up',
  })
  // The state of the connection before may still be told of.
  t.match(play(...failed, offered, state('failed')), { phase: 'restarting' })
  t.equal(
    play(...failed, offered, answered, state('failed')).effects.at(-1),
    'link.lose connection',
  )
  t.equal(play(...failed, offered, late).effects.at(-1), 'link.lose connection')
  t.same(play(...failed, offered, answered).effects.slice(-2), [
    `timer.set ${restartAnswerMs}`,
    `timer.set ${restartConnectMs}`,
  ])
})

t.test('whatever comes in whatever order: it is lost once and then says nothing more', async () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...events), { maxLength: 60 }), (all) => {
      const { phase, effects } = play(...all)
      const lost = effects.filter((effect) => effect.startsWith('link.lose')).length
      const after = effects.slice(effects.findIndex((effect) => effect.startsWith('link.lose')) + 1)
      const ups = effects.filter((effect) => effect === 'link.up').length
      const aways = effects.filter((effect) => effect === 'link.away').length
      return (
        lost === (phase === 'ended' ? 1 : 0) &&
        (lost === 0 || after.length === 0) &&
        ups - aways >= 0 &&
        ups - aways <= 1
      )
    }),
  )
})
