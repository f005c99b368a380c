import { useSignal } from '@preact/signals'
import { FileCheck, Paperclip, Undo2 } from 'lucide'
import { Button, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { type Draft, isUnsaved } from '../draft-sync.ts'
import { missingForPresent } from '../path.ts'
import type { Session } from '../session.ts'
import { texts } from '../speech.ts'
import { countWords } from './summary.ts'

/** The statement in the making: what is typed goes to the box by itself. */
export function Story({ s, visit, go }: StepProps) {
  const words = texts.value
  const presenting = useSignal(false)
  const draft = s.draft.draft.value
  if (!draft) return null
  const locked =
    visit.document.state !== 'draft' || visit.phase === 'wrapping' || visit.phase === 'closed'
  const missing = missingForPresent(visit, draft.text)

  async function present(): Promise<void> {
    presenting.value = true
    await s.draft.saved()
    await s.ask({ name: 'document.present' })
    presenting.value = false
  }

  return (
    <div class="story">
      {visit.document.objected && <Notice tone="amber">{words.objected}</Notice>}
      {visit.document.failed && <Notice tone="amber">{words.documentFailed}</Notice>}
      <Aside s={s} draft={draft} />
      <textarea
        name="story"
        aria-label={words.story}
        placeholder={words.storyHint}
        lang={visit.language ?? 'nl'}
        spellcheck
        maxLength={40_000}
        readOnly={locked || presenting.value}
        value={draft.text}
        onInput={({ currentTarget }) =>
          s.draft.post({ type: 'text.typed', text: currentTarget.value })
        }
      />
      <p class="story-foot">
        {locked ? <span class="soft">{words.storyLocked}</span> : <Saved s={s} draft={draft} />}
        <span class="soft time">{words.words(countWords(draft.text))}</span>
      </p>
      {!locked && visit.kind !== 'talk' && (
        <div class="step-acts">
          <Button
            name="document.present"
            icon={FileCheck}
            look="primary"
            off={missing.length > 0 || presenting.value || s.lostAtMs.value !== undefined}
            onPress={present}
          >
            {presenting.value ? words.presenting : words.present}
          </Button>
          <Button name="to-exchange" icon={Paperclip} look="quiet" onPress={() => go('papers')}>
            {visit.exchanged.length > 0
              ? words.exchange.count(visit.exchanged.length)
              : words.exchange.add}
          </Button>
          {missing.length > 0 && (
            <span class="soft">
              {words.missing(missing.map((name) => words.missingNames[name]).join(', '))}
            </span>
          )}
        </div>
      )}
    </div>
  )
}

function Saved({ s, draft }: { s: Session; draft: Draft }) {
  const words = texts.value
  const state = !isUnsaved(draft)
    ? 'saved'
    : draft.refused
      ? 'notTaken'
      : s.lostAtMs.value === undefined
        ? 'saving'
        : 'unsaved'
  const tone = state === 'saved' ? 'green' : state === 'saving' ? 'soft' : 'amber'
  return (
    <span data-name="saved" data-state={state}>
      <StatusWord tone={tone}>{words[state]}</StatusWord>
    </span>
  )
}

function Aside({ s, draft }: { s: Session; draft: Draft }) {
  const words = texts.value
  if (draft.aside === undefined) return null
  return (
    <div class="aside" data-name="aside">
      <p>{words.aside}</p>
      <blockquote>{draft.aside}</blockquote>
      <div class="step-acts">
        <Button
          icon={Undo2}
          name="aside.restore"
          onPress={() => s.draft.post({ type: 'aside.restored' })}
        >
          {words.asideBack}
        </Button>
        <Button
          look="quiet"
          name="aside.drop"
          onPress={() => s.draft.post({ type: 'aside.dropped' })}
        >
          {words.asideDrop}
        </Button>
      </div>
    </div>
  )
}
