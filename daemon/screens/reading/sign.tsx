import { useSignal } from '@preact/signals'
import { ArrowLeft, BookOpen, IdCard, PenLine, X } from 'lucide'
import { useId, useState } from 'preact/hooks'
import { BigChoice, Button, Choices, Notice } from '../kit/components.tsx'
import type { ReadingScreen } from '../protocol.ts'
import { Moment } from './moments.tsx'
import { PageViewer } from './page-viewer.tsx'
import { act, texts, waiting } from './state.ts'

export type AskedSignature = Extract<ReadingScreen, { screen: 'sign' }>

/** Sign and refuse are equally large; a refusal asks once more and never asks why. */
export function SignChoice({ asked }: { asked: AskedSignature }) {
  const [shown, show] = useState<'choice' | 'pages' | 'refusal'>('choice')
  const back = () => show('choice')
  if (shown === 'pages') return <Reread asked={asked} back={back} />
  if (shown === 'refusal') return <Refusal back={back} />
  return (
    <Moment heading={texts.value.signHeading[asked.paper]}>
      <p class="lead">{texts.value.signText}</p>
      {!asked.pad && <Notice tone="amber">{texts.value.signNoPad}</Notice>}
      <Choices>
        <BigChoice
          name="sign"
          icon={PenLine}
          off={!asked.pad || waiting.value}
          onPress={() => act({ act: 'sign.start' })}
        >
          {texts.value.signYes}
        </BigChoice>
        {asked.eid && (
          <BigChoice
            name="sign eid"
            icon={IdCard}
            off={waiting.value}
            onPress={() => act({ act: 'sign.eid' })}
          >
            {texts.value.signEid}
          </BigChoice>
        )}
        <BigChoice name="refuse" icon={X} onPress={() => show('refusal')}>
          {texts.value.signNo}
        </BigChoice>
      </Choices>
      <Button name="reread" icon={BookOpen} look="quiet" onPress={() => show('pages')}>
        {texts.value.signReread}
      </Button>
    </Moment>
  )
}

function Reread({ asked, back }: { asked: AskedSignature; back: () => void }) {
  const page = useSignal(1)
  return (
    <section class="sheet">
      <h1>{texts.value.documentHeading[asked.paper]}</h1>
      <PageViewer sha256={asked.sha256} pages={asked.pages} page={page}>
        <Button name="back" icon={ArrowLeft} onPress={back}>
          {texts.value.back}
        </Button>
      </PageViewer>
    </section>
  )
}

/** The reason is the citizen's own, and may stay away. */
export function Refusal({ back }: { back: () => void }) {
  const reason = useSignal('')
  const field = useId()
  const refuse = () => {
    const said = reason.value.trim()
    act(said ? { act: 'sign.refuse', reason: said } : { act: 'sign.refuse' })
  }
  return (
    <Moment heading={texts.value.refuseHeading}>
      <p class="lead">{texts.value.refuseText}</p>
      <div class="field">
        <label for={field}>{texts.value.refuseReason}</label>
        <textarea
          id={field}
          rows={2}
          maxLength={500}
          value={reason.value}
          onInput={(event) => {
            reason.value = event.currentTarget.value
          }}
        />
      </div>
      <Choices>
        <BigChoice name="refuse confirm" icon={X} off={waiting.value} onPress={refuse}>
          {texts.value.refuseConfirm}
        </BigChoice>
        <BigChoice name="back" icon={ArrowLeft} onPress={back}>
          {texts.value.back}
        </BigChoice>
      </Choices>
    </Moment>
  )
}
