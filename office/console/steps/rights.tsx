import { Scale } from 'lucide'
import { Button, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { timeOf } from '../times.ts'

export function Rights({ s, visit }: StepProps) {
  const words = texts.value
  const { rights } = visit
  return (
    <>
      <p data-name="rights">
        {rights.state === 'confirmed' ? (
          <StatusWord tone="green">
            {words.rightsConfirmed(rights.confirmedAt ? timeOf(rights.confirmedAt) : '')}
          </StatusWord>
        ) : (
          words.rightsStates[rights.state]
        )}
      </p>
      {rights.state !== 'none' && (
        <dl class="facts">
          <div>
            <dt>{words.rightsVersion}</dt>
            <dd>{rights.version}</dd>
          </div>
          <div>
            <dt>{words.rightsLanguage}</dt>
            <dd>{rights.language && words.languages[rights.language]}</dd>
          </div>
        </dl>
      )}
      {rights.state !== 'confirmed' && (
        <div class="step-acts">
          <Button
            name="rights.present"
            icon={Scale}
            look={rights.state === 'none' ? 'primary' : 'plain'}
            off={s.lostAtMs.value !== undefined}
            onPress={() => s.ask({ name: 'rights.present' })}
          >
            {rights.state === 'none' ? words.presentRights : words.presentRightsAgain}
          </Button>
        </div>
      )}
    </>
  )
}
