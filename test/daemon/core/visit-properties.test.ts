import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import t from 'tap'
import { CARD_FIELDS, readingScreen } from '../../../daemon/core/reading-screen.ts'
import { stepVisit } from '../../../daemon/core/visit.ts'
import { current } from '../../../daemon/core/visit-current.ts'
import { running, type Step, type Visit } from '../../../daemon/core/visit-state.ts'
import { ALPHABET } from './alphabet.ts'
import { asked } from './letters.ts'
import { after, happen, opened, SITUATIONS } from './situations.ts'

/** From any situation, anything may happen. Events alone would seldom get as far as a signature. */
const path = fc
  .tuple(
    fc.constantFrom(...Object.values(SITUATIONS)),
    fc.array(fc.constantFrom(...Object.keys(ALPHABET)), { maxLength: 40 }),
  )
  .map(([way, more]) => [...way, ...more])

const RIGHTS = { version: '2026-11', text: 'rechten' }

fc.configureGlobal({ numRuns: 1000 })

interface Walked {
  readonly before: Visit
  readonly step: Step
  readonly name: string
}
function walk(names: readonly string[]): Walked[] {
  let { state } = opened()
  return names.map((name) => {
    const before = state
    const step = happen(before, name)
    state = step.state
    return { before, step, name }
  })
}

const everyStep = (holds: (walked: Walked) => boolean) => () =>
  fc.assert(fc.property(path, (names) => walk(names).every(holds)))
const everyEnd = (holds: (visit: Visit) => boolean) => () =>
  fc.assert(fc.property(path, (names) => holds(after(...names))))

const effects = (step: Step, type: Step['effects'][number]['type']) =>
  step.effects.filter((effect) => effect.type === type)

/** Ends the visit as an inspector would who wants to go home. */
function finish(visit: Visit): Step[] {
  const { document, copy } = visit
  const outcome =
    document.state === 'signed' || document.state === 'refused' ? document.state : 'left'
  const names = [
    ...visit.papers.map(({ order }) => `paper.failed ${order.paper}`),
    ...(running(visit) ? [`wrap ${outcome}`] : []),
    'dossier.made',
    ...(copy === 'printing' ? ['copy.failed'] : []),
    'citizen: copy.decline',
    'close',
    'dossier.acknowledged',
    'box.restarted',
  ]
  let state = visit
  return names.map((name) => {
    const step = happen(state, name)
    state = step.state
    return step
  })
}

t.test('from any path the visit ends, and then it is wiped', async (t) => {
  t.doesNotThrow(
    everyEnd((visit) => {
      const steps = finish(visit)
      const end = steps.at(-1)
      return end?.state.phase === 'closed' && steps.some((step) => effects(step, 'visit.wipe')[0])
    }),
  )
})

t.test('whatever ends the visit closes its link and stops the reader', async (t) => {
  t.doesNotThrow(
    everyStep(({ before, step }) => {
      if (step.state.phase !== 'closed' || before.phase === 'closed') return true
      const [close] = effects(step, 'link.close')
      const [cancel] = effects(step, 'card.cancel')
      return (
        close?.type === 'link.close' &&
        close.linkId === before.link.linkId &&
        (cancel !== undefined) === (before.cardRequest !== undefined && running(before))
      )
    }),
  )
})

t.test('nothing is wiped before it is over, nor before the office has it', async (t) => {
  t.doesNotThrow(
    everyStep(({ step }) => {
      const { phase, dossier, dossierId } = step.state
      const clean = phase === 'closed' && (dossier === 'acknowledged' || !dossierId)
      return effects(step, 'visit.wipe').length === 0 || clean
    }),
  )
})

t.test('rev rises by one with every change, and only then', async (t) => {
  t.doesNotThrow(
    everyStep(({ before, step: { state } }) =>
      state === before ? true : state.rev === before.rev + 1,
    ),
  )
})

t.test('an identity is whole or not there', async (t) => {
  const whole = ({ identity, cardRequest, ...visit }: Visit) => {
    const under = identity.state === 'agreed' || identity.state === 'reading'
    if (running({ identity, ...visit }) && under !== (cardRequest !== undefined)) return false
    if (identity.state !== 'known') return !('person' in identity) && !('photo' in identity)
    const { surname, givenNames, birthDate } = identity.person
    return surname !== '' && givenNames !== '' && birthDate !== '' && identity.at !== ''
  }
  t.doesNotThrow(everyEnd(whole))
})

t.test('what is signed or refused is what was presented and read', async (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(path, (names) => {
        let shown: string | undefined
        return walk(names).every(({ before, step }) => {
          const made = step.effects.find(
            (effect) => effect.type === 'audit.write' && effect.event === 'document.presented',
          )
          if (made?.type === 'audit.write') shown = String(made.fields['sha256'])
          const document = current(step.state)
          const ended = document.signedSha256 !== undefined
          if (ended && current(before).signedSha256 === undefined)
            return current(before).state === 'read' && document.sha256 === shown
          return document.sha256 === undefined || document.sha256 === shown
        })
      }),
    ),
  )
})

/** Everything by which a citizen and an inspector may try to end, restart or take back a document. */
const tries = fc.array(
  fc.constantFrom(
    ...['accept', 'refuse', 'refuse (why)', 'again', 'start'].map((act) => `citizen: sign.${act}`),
    ...['citizen: document.object', 'document.withdraw', 'document.present', 'signature.ask'],
    ...['pad.inked', 'pad.damaged', 'pad.gone', 'document.ended signed (stale)'],
  ),
  { maxLength: 12 },
)

t.test('of two endings in flight exactly one holds, and it is the one in the state', async (t) => {
  const bothEnd = fc.shuffledSubarray(['document.ended signed', 'document.ended refused'], {
    minLength: 2,
  })
  const first = fc.constantFrom('citizen: sign.accept', 'citizen: sign.refuse (why)')
  const captured = SITUATIONS['pad captured'] ?? []
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(first, tries, bothEnd, (act, more, ends) => {
        const chosen = after(...captured, act)
        const tried = more.map((name) => happen(chosen, name))
        const { document, ending, signature } = after(...captured, act, ...more, ...ends)
        return (
          tried.every(({ state, effects }) => state === chosen && effects.length === 0) &&
          document.state === chosen.ending?.how &&
          document.refusalReason === chosen.ending.reason &&
          ending === undefined &&
          signature.state === 'none'
        )
      }),
    ),
  )
})

t.test('one ending is begun at a time, and only that one ends the document', async (t) => {
  t.doesNotThrow(
    everyStep(({ before, step: { state, effects }, name }) => {
      const begun = effects.filter(({ type }) => /^document\.(sign|refuse)$/.test(type))
      if (begun.length > 0 && before.ending && name !== 'box.restarted') return false
      const ended = ({ document, injured }: Visit) =>
        [document, injured].map((it) => it?.signedSha256)
      if (isDeepStrictEqual(ended(state), ended(before))) return true
      const { state: how } = current(state)
      return (
        before.ending?.how === how &&
        name.replace(/ \((card|statement)\)/, '') === `document.ended ${how}`
      )
    }),
  )
})

t.test('a declaration follows an ended statement, and never changes it', async (t) => {
  t.doesNotThrow(
    everyStep(({ before, step: { state } }) => {
      const { document, injured, phase } = state
      if (!injured) return before.injured === undefined
      const same = isDeepStrictEqual(document, before.document) || phase !== 'live'
      const ended = document.signedSha256 !== undefined && document.endedAt !== undefined
      return ended && document.signedSha256 === before.document.signedSha256 && same
    }),
  )
})

t.test(
  'chip and PIN are of a card that was read and holds, and never change behind a paper',
  async (t) => {
    t.doesNotThrow(
      everyStep(({ before, step: { state } }) => {
        const { identity } = state
        if (identity.state !== 'known' || identity.assurance !== 'chip+pin') return true
        const fresh = before.identity.state !== 'known' || before.identity.assurance !== 'chip+pin'
        return !fresh || (before.document.state === 'draft' && identity.proof !== undefined)
      }),
    )
  },
)

t.test('an edit with a rev that is not newer changes nothing', async (t) => {
  const older = fc.nat({ max: 3 })
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(path, older, fc.string(), (names, by, text) => {
        const visit = after(...names)
        const edit = asked({ name: 'draft.edit', rev: visit.draft.rev - by, text })
        return stepVisit(visit, edit).state === visit
      }),
    ),
  )
})

/** What was at the keys is asked anew; a signature is chosen anew. */
function pinAfter(pin: Visit['pin']): Pick<Visit, 'pin'> | object {
  if (!pin || (pin.state === 'entering' && pin.purpose === 'sign')) return {}
  const { purpose, nonce } = pin
  return { pin: pin.state === 'entering' ? { purpose, state: 'asked', nonce } : pin }
}

t.test('a restart loses no word and nothing that does not live outside the store', async (t) => {
  const expected = (visit: Visit) => {
    const { signature, copy, identity, link, cardRequest, phase, rev, ending, pin, ...kept } = visit
    const signing = running(visit) && ending?.how === 'signed'
    const inked = signature.state === 'capturing' || signature.state === 'captured'
    return {
      ...kept,
      ...(ending && !signing ? { ending } : {}),
      ...pinAfter(pin),
      signature: inked ? { state: 'asked' } : signature,
      copy: copy === 'printing' && phase !== 'closed' ? 'failed' : copy,
      identity: identity.state === 'reading' && running(visit) ? { state: 'agreed' } : identity,
    }
  }
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(path, (names) => {
        const visit = after(...names)
        const now = happen(visit, 'box.restarted').state
        const { signature, copy, identity, link, cardRequest, phase, rev, ending, pin, ...kept } =
          now
        const own = {
          ...kept,
          ...(ending ? { ending } : {}),
          ...(pin ? { pin } : {}),
          ...{ signature, copy, identity },
        }
        return isDeepStrictEqual(own, expected(visit))
      }),
    ),
  )
})

t.test('after a restart whatever was under way is begun again', async (t) => {
  t.doesNotThrow(
    everyEnd((visit) => {
      const step = happen(visit, 'box.restarted')
      const { phase, dossier, cardRequest } = visit
      const document = current(visit)
      const refusing = running(visit) && visit.ending?.how === 'refused'
      const making = running(visit) && document.state === 'draft' && document.presentedAt
      return (
        effects(step, 'link.open').length === (phase === 'closed' ? 0 : 1) &&
        effects(step, 'document.make').length === (making ? 1 : 0) &&
        effects(step, 'document.refuse').length === (refusing ? 1 : 0) &&
        effects(step, 'document.sign').length === 0 &&
        effects(step, 'card.read').length === (running(visit) && cardRequest ? 1 : 0) &&
        effects(step, 'dossier.make').length ===
          (phase === 'wrapping' && dossier === 'none' ? 1 : 0)
      )
    }),
  )
})

t.test('the dossier says what happened: no outcome without its document', async (t) => {
  t.doesNotThrow(
    everyEnd(({ outcome, document }) => {
      const ended = document.signedSha256 !== undefined
      return outcome === undefined || ended === (outcome === 'signed' || outcome === 'refused')
    }),
  )
})

t.test('nothing personal is in what goes to the audit', async (t) => {
  t.doesNotThrow(
    everyStep(({ step }) => {
      const said = JSON.stringify(effects(step, 'audit.write'))
      return !/Specimen|Getuige|1985|raad/.test(said)
    }),
  )
})

t.test(
  'the reading screen always shows one thing, and a document only with its hash',
  async (t) => {
    t.doesNotThrow(
      everyEnd((visit) => {
        const shown = readingScreen(visit, { pad: true, eid: true }, RIGHTS, CARD_FIELDS)
        if (shown.screen === 'document' || shown.screen === 'sign')
          return shown.sha256 === current(visit).sha256 && shown.pages > 0
        return shown.screen !== 'identified' || visit.identity.state === 'known'
      }),
    )
  },
)
