import { useSignal } from '@preact/signals'
import { FileCheck, TextQuote } from 'lucide'
import { INJURED_CHOICES, type InjuredOrder } from '../../../daemon/core/injured-view.ts'
import { canDeclare } from '../../../daemon/core/visit-injured.ts'
import type { InjuredView } from '../../../daemon/core/visit-view.ts'
import { Button, Icon, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { Laid } from './reading.tsx'
import { Signature } from './signing.tsx'

type Props = Pick<StepProps, 's' | 'visit'>
/** What is longer has its place in the statement. */
const MAX_FACTS = 2000

/** The declaration of injured person: offered by the inspector, read and signed or refused by the citizen. */
export function Injured({ s, visit }: Props) {
  const words = texts.value
  const { injured } = visit
  if (!canDeclare(visit)) return null
  return (
    <section class="injured" aria-label={words.injured}>
      {injured && (injured.making || injured.state !== 'draft') ? (
        <Before s={s} visit={visit} injured={injured} />
      ) : (
        <Offer s={s} visit={visit} />
      )}
    </section>
  )
}

/** It has been laid before the citizen and neither signed nor refused. */
export function isOpen(injured: InjuredView | undefined): boolean {
  return injured?.state === 'presented' || injured?.state === 'read'
}

function Before({ s, visit, injured }: Props & { readonly injured: InjuredView }) {
  const words = texts.value
  const choice = words.injuredChoices[injured.order.choice]
  return (
    <>
      <h4>{words.injured}</h4>
      <p data-name="injured" data-choice={injured.order.choice}>
        {words.injuredChoice} <strong>{choice}</strong>
      </p>
      {injured.making && <StatusWord tone="blue">{words.presenting}</StatusWord>}
      {isOpen(injured) && <Laid s={s} document={injured} />}
      {!injured.making && injured.state !== 'presented' && (
        <Signature s={s} visit={visit} document={injured} refused={injured.state === 'refused'} />
      )}
    </>
  )
}

/** Nothing is chosen for the citizen; what was taken back is what the inspector filled in. */
function Offer({ s, visit }: Props) {
  const words = texts.value
  const { injured, draft } = visit
  const incomplete = useSignal(false)
  const facts = useSignal(injured?.order.facts ?? '')
  const off = visit.copy === 'printing' || s.lostAtMs.value !== undefined
  const taken = [facts.value.trim(), draft.text.trim()].filter(Boolean).join('\n')
  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement) || off) return
    const order = orderOf(new FormData(form))
    incomplete.value = order === undefined
    if (order) await s.ask({ name: 'injured.present', order })
  }
  return (
    <details open={injured !== undefined}>
      <summary>{words.injured}</summary>
      <form class="no-card" onSubmit={submit} noValidate>
        {injured?.objected && <Notice tone="amber">{words.objected}</Notice>}
        {injured?.failed && <Notice tone="amber">{words.documentFailed}</Notice>}
        <fieldset class="outcomes">
          <legend>{words.injuredChoice}</legend>
          {INJURED_CHOICES.map((choice) => (
            <label key={choice} data-act={`injured.${choice}`}>
              <input
                type="radio"
                name="choice"
                value={choice}
                defaultChecked={injured?.order.choice === choice}
              />
              <span>{words.injuredChoices[choice]}</span>
            </label>
          ))}
        </fieldset>
        <label data-wide>
          <span>{words.injuredFacts}</span>
          <textarea
            name="facts"
            rows={3}
            maxLength={MAX_FACTS}
            lang={visit.language ?? 'nl'}
            value={facts.value}
            onInput={({ currentTarget }) => {
              facts.value = currentTarget.value
            }}
          />
        </label>
        <div class="step-acts">
          <Button
            name="injured.take"
            icon={TextQuote}
            look="quiet"
            off={draft.text.trim() === '' || taken.length > MAX_FACTS}
            onPress={() => {
              facts.value = taken
            }}
          >
            {words.injuredTake}
          </Button>
          {taken.length > MAX_FACTS && <span class="soft">{words.injuredTooLong}</span>}
        </div>
        <label>
          <span>{words.injuredDamage}</span>
          <input
            name="damage"
            autocomplete="off"
            maxLength={500}
            defaultValue={injured?.order.damage ?? ''}
          />
        </label>
        <label>
          <span>{words.injuredProsecutor}</span>
          <input
            name="prosecutor"
            autocomplete="off"
            maxLength={120}
            defaultValue={injured?.order.prosecutor ?? ''}
          />
        </label>
        <div class="step-foot step-acts">
          {incomplete.value && <Notice tone="amber">{words.injuredFill}</Notice>}
          <button type="submit" class="button" data-act="injured.present" aria-disabled={off}>
            <Icon node={FileCheck} />
            <span>{words.present}</span>
          </button>
        </div>
      </form>
    </details>
  )
}

/** Undefined while something is missing. */
function orderOf(form: FormData): InjuredOrder | undefined {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const choice = INJURED_CHOICES.find((each) => each === text('choice'))
  const facts = text('facts')
  const damage = text('damage')
  const prosecutor = text('prosecutor')
  if (!choice || !facts) return undefined
  return {
    choice,
    facts,
    ...(damage ? { damage } : {}),
    ...(prosecutor ? { prosecutor } : {}),
  }
}
