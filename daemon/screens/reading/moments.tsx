/** The screens on which the citizen has nothing to decide, and the choice of language. */
import type { ComponentChildren } from 'preact'
import { LANGUAGES } from '../../core/language.ts'
import { BigChoice, TicketNumber } from '../kit/components.tsx'
import { languageNames } from '../kit/language.ts'
import { act, state, texts, waiting } from './state.ts'

export function Moment({ heading, children }: { heading: string; children: ComponentChildren }) {
  return (
    <section class="moment">
      <h1>{heading}</h1>
      {children}
    </section>
  )
}

export function Idle() {
  return (
    <Moment heading={texts.value.idleHeading}>
      <p class="lead">{texts.value.idleText}</p>
      {state.value && (
        <p class="soft">
          {state.value.site.name}, {state.value.site.room}
        </p>
      )}
    </Moment>
  )
}

export function Welcome({ number }: { number: string }) {
  return (
    <Moment heading={texts.value.welcomeHeading}>
      <p class="lead">
        {texts.value.welcomeNumber} <TicketNumber number={number} />
      </p>
      <p class="question">{texts.value.welcomeQuestion}</p>
      <div class="language-choices">
        {LANGUAGES.map((language) => (
          <div key={language} lang={language}>
            <BigChoice
              name={`choose ${language}`}
              off={waiting.value}
              onPress={() => act({ act: 'language.choose', language })}
            >
              {languageNames[language]}
            </BigChoice>
          </div>
        ))}
      </div>
    </Moment>
  )
}

export function Waiting({ inspector }: { inspector: string }) {
  return (
    <Moment heading={texts.value.waitingHeading}>
      <p class="lead">{texts.value.waitingText(inspector)}</p>
    </Moment>
  )
}

export function Goodbye() {
  return (
    <Moment heading={texts.value.goodbyeHeading}>
      <p class="lead">{texts.value.goodbyeText}</p>
    </Moment>
  )
}

export function Interrupted({ inspector }: { inspector: string }) {
  return (
    <Moment heading={texts.value.interruptedHeading}>
      <p class="lead">{texts.value.interruptedText(inspector)}</p>
    </Moment>
  )
}
