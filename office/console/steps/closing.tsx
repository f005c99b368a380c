import { useSignal } from '@preact/signals'
import { Check, PackageCheck } from 'lucide'
import { isMakingPaper } from '../../../daemon/core/visit-papers.ts'
import type { InjuredView, VisitOutcome, VisitView } from '../../../daemon/core/visit-view.ts'
import { Button, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { closingWaitsFor, outcomesOf } from '../path.ts'
import { texts } from '../speech.ts'
import { Injured, isOpen } from './injured.tsx'
import { MorePapers } from './more-papers.tsx'

/** First how it ended, then, once dossier and copy are settled, the door. */
export function Closing({ s, visit }: StepProps) {
  if (visit.phase === 'closed') return <p>{texts.value.ended}</p>
  if (visit.phase === 'wrapping') return <Wrapping s={s} visit={visit} />
  return <Outcome s={s} visit={visit} />
}

type Props = Pick<StepProps, 's' | 'visit'>
function Outcome({ s, visit }: Props) {
  const words = texts.value
  const chosen = useSignal<VisitOutcome | undefined>(undefined)
  const possible = outcomesOf(visit)
  const only = possible.length === 1 ? possible[0] : undefined
  const making = isMakingPaper(visit) || visit.injured?.making
  const unsigned = isOpen(visit.injured)
  const outcome = only ?? possible.find((each) => each === chosen.value)
  return (
    <>
      <Injured s={s} visit={visit} />
      <MorePapers s={s} visit={visit} />
      <fieldset class="outcomes">
        <legend>{words.outcome}</legend>
        {possible.map((each) => (
          <label key={each} data-act={`outcome.${each}`}>
            <input
              type="radio"
              name="outcome"
              checked={outcome === each}
              onChange={() => (chosen.value = each)}
            />
            <span>{words.outcomes[each]}</span>
          </label>
        ))}
      </fieldset>
      {!only && visit.kind !== 'talk' && <p class="soft small">{words.outcomeHint}</p>}
      {unsigned && <p class="soft small">{words.injuredOpen}</p>}
      <div class="step-foot step-acts">
        <Button
          name="visit.wrap"
          icon={PackageCheck}
          look={unsigned ? 'plain' : 'primary'}
          off={!outcome || making || s.lostAtMs.value !== undefined}
          onPress={() => outcome && s.ask({ name: 'visit.wrap', outcome })}
        >
          {words.wrap}
        </Button>
        {making && <span class="soft">{words.papersMaking}</span>}
      </div>
    </>
  )
}

function Wrapping({ s, visit }: Props) {
  const words = texts.value
  const waits = closingWaitsFor(visit)
  return (
    <>
      <Settled visit={visit} />
      <div class="step-acts">
        <Button
          name="visit.close"
          icon={Check}
          look="primary"
          off={waits !== undefined || s.lostAtMs.value !== undefined}
          onPress={() => s.ask({ name: 'visit.close' })}
        >
          {words.closeVisit}
        </Button>
        {waits && <span class="soft">{words.closingWaits[waits]}</span>}
      </div>
    </>
  )
}

const COPY_TONES = {
  none: 'soft',
  offered: 'blue',
  printing: 'blue',
  printed: 'green',
  declined: 'green',
  failed: 'amber',
} as const
function Settled({ visit }: { visit: VisitView }) {
  const words = texts.value
  return (
    <dl class="facts">
      <div>
        <dt>{words.outcomeName}</dt>
        <dd>{visit.outcome && words.outcomes[visit.outcome]}</dd>
      </div>
      {visit.injured && <Declared injured={visit.injured} />}
      <div data-name="copy" data-state={visit.copy}>
        <dt>{words.copy}</dt>
        <dd>
          <StatusWord tone={COPY_TONES[visit.copy]}>{words.copyStates[visit.copy]}</StatusWord>
        </dd>
      </div>
      <div data-name="dossier-state" data-state={visit.dossier}>
        <dt>{words.dossierState}</dt>
        <dd>
          <StatusWord tone={visit.dossier === 'acknowledged' ? 'green' : 'blue'}>
            {words.dossierStates[visit.dossier]}
          </StatusWord>
        </dd>
      </div>
    </dl>
  )
}

/** One that was taken back is nowhere. */
function Declared({ injured }: { injured: InjuredView }) {
  const words = texts.value
  if (injured.state === 'draft') return null
  return (
    <div data-name="injured" data-state={injured.state}>
      <dt>{words.injured}</dt>
      <dd>
        <StatusWord tone={injured.state === 'signed' ? 'green' : 'amber'}>
          {isOpen(injured) ? words.injuredUnsigned : words.documentStates[injured.state]}
        </StatusWord>
      </dd>
    </div>
  )
}
