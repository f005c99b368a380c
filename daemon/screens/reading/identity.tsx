/** The identity card: what is read and why, then the card itself. */
import { IdCard, RotateCcw, UserRound } from 'lucide'
import type { CardFailure, Person } from '../../core/card-view.ts'
import { BigChoice, Choices, Notice, Steps } from '../kit/components.tsx'
import type { CardField } from '../protocol.ts'
import { Moment } from './moments.tsx'
import { act, texts, waiting } from './state.ts'

export interface ConsentProps {
  readonly fields: readonly CardField[]
  readonly keepsFiles: boolean
}

export function Consent({ fields, keepsFiles }: ConsentProps) {
  return (
    <section class="sheet">
      <h1>{texts.value.consentHeading}</h1>
      <p>{texts.value.consentText}</p>
      <dl class="fields">
        {fields.map((field) => (
          <div key={field}>
            <dt>{texts.value.fields[field].what}</dt>
            <dd>{texts.value.fields[field].why}</dd>
          </div>
        ))}
        {keepsFiles && (
          <div>
            <dt>{texts.value.consentFiles.what}</dt>
            <dd>{texts.value.consentFiles.why}</dd>
          </div>
        )}
      </dl>
      <p class="soft">{texts.value.consentOther}</p>
      <Choices>
        <BigChoice
          name="agree"
          icon={IdCard}
          off={waiting.value}
          onPress={() => act({ act: 'identity.agree' })}
        >
          {texts.value.consentYes}
        </BigChoice>
        <Decline words={texts.value.consentNo} />
      </Choices>
    </section>
  )
}

function Decline({ words }: { words: string }) {
  return (
    <BigChoice
      name="decline"
      icon={UserRound}
      off={waiting.value}
      onPress={() => act({ act: 'identity.decline' })}
    >
      {words}
    </BigChoice>
  )
}

export function CardSteps({ step }: { step: 'insert' | 'reading' }) {
  const reading = step === 'reading'
  const at = ['done', reading ? 'done' : 'now', reading ? 'now' : 'later'] as const
  return (
    <Moment heading={reading ? texts.value.cardReadingHeading : texts.value.insertHeading}>
      <CardDrawing reading={reading} />
      <p class="lead">{reading ? texts.value.cardReadingText : texts.value.insertText}</p>
      <Steps
        steps={texts.value.cardStepNames.map((label, index) => ({
          label,
          at: at[index] ?? 'later',
        }))}
      />
    </Moment>
  )
}

function CardDrawing({ reading }: { reading: boolean }) {
  return (
    <svg class="card-drawing" viewBox="0 0 240 120" aria-hidden="true">
      <rect class="reader" x="120" y="34" width="112" height="52" rx="8" />
      <g class={reading ? 'card in' : 'card'}>
        <rect class="plastic" x="10" y="24" width="114" height="72" rx="8" />
        <rect class="chip" x="92" y="50" width="20" height="17" rx="3" />
        <rect class="face" x="22" y="40" width="24" height="30" rx="3" />
        <path d="M54 46h28M54 56h22M22 82h50" />
      </g>
      <path class="slot" d="M120 40v40" />
    </svg>
  )
}

/** Failures after which the same card cannot help. */
const hopeless: readonly CardFailure[] = ['reader_gone', 'invalid']

export function CardFailed({ failure }: { failure: CardFailure }) {
  return (
    <Moment heading={texts.value.failedHeading}>
      <Notice tone="amber">{texts.value.failures[failure]}</Notice>
      <Choices>
        {!hopeless.includes(failure) && (
          <BigChoice
            name="retry"
            icon={RotateCcw}
            off={waiting.value}
            onPress={() => act({ act: 'identity.retry' })}
          >
            {texts.value.failedRetry}
          </BigChoice>
        )}
        <Decline words={texts.value.failedOther} />
      </Choices>
    </Moment>
  )
}

export interface IdentifiedProps {
  readonly person: Pick<Person, 'surname' | 'givenNames'>
  readonly takeCard: boolean
}
export function Identified({ person, takeCard }: IdentifiedProps) {
  const name = `${person.givenNames} ${person.surname}`
  return (
    <Moment heading={texts.value.identifiedHeading(name)}>
      <p class="lead">{texts.value.identifiedText}</p>
      {takeCard && <Notice tone="green">{texts.value.takeCard}</Notice>}
    </Moment>
  )
}
