import { useSignal } from '@preact/signals'
import { ArrowLeft, Check } from 'lucide'
import { fittingReason } from '../../../daemon/core/fitting-reason.ts'
import {
  NO_CARD_REASONS,
  SHOWN_DOCUMENTS,
  type VisitView,
} from '../../../daemon/core/visit-view.ts'
import { Button, Icon, Notice } from '../../../daemon/screens/kit/components.tsx'
import type { Session } from '../session.ts'
import { texts } from '../speech.ts'

const ASSURANCES = ['visual', 'declared'] as const

interface NoCardProps {
  readonly s: Session
  readonly visit: VisitView
  readonly done: () => void
}

/** Identity without a card: why not, how sure, who, and what that rests on. */
export function NoCard({ s, visit, done }: NoCardProps) {
  const words = texts.value
  const fitting = fittingReason(visit)
  const others = NO_CARD_REASONS.filter((reason) => reason !== fitting)
  const incomplete = useSignal(false)
  const contradiction = useSignal(false)

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const command = commandOf(new FormData(form))
    incomplete.value = command === undefined
    contradiction.value = command?.assurance === 'visual' && command.shown === 'none'
    if (command && !contradiction.value && (await s.ask(command)).ok) done()
  }

  return (
    <form class="no-card" onSubmit={submit} noValidate>
      <label>
        <span>{words.reason}</span>
        <select name="reason">
          <option value="">–</option>
          {[...(fitting ? [fitting] : []), ...others].map((reason) => (
            <option key={reason} value={reason}>
              {words.noCardReasons[reason]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.assurance}</span>
        <select name="assurance">
          {ASSURANCES.map((assurance) => (
            <option key={assurance} value={assurance}>
              {words.assurances[assurance]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.shown}</span>
        <select name="shown">
          <option value="">–</option>
          {SHOWN_DOCUMENTS.map((shown) => (
            <option key={shown} value={shown}>
              {words.shownDocuments[shown]}
            </option>
          ))}
        </select>
      </label>
      <Field name="surname" label={words.surname} />
      <Field name="givenNames" label={words.givenNames} />
      <Field name="birthDate" label={words.birthDate} hint={words.birthDateHint} />
      <Field name="basis" label={words.basis} hint={words.basisHint} />
      {contradiction.value && <Notice tone="amber">{words.shownNeeded}</Notice>}
      {incomplete.value && <Notice tone="amber">{words.fillAll}</Notice>}
      <div class="step-acts">
        <button type="submit" class="button" data-look="primary" data-act="identity.record">
          <Icon node={Check} />
          <span>{words.record}</span>
        </button>
        <Button icon={ArrowLeft} onPress={done}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

function Field({ name, label, hint }: { name: string; label: string; hint?: string }) {
  return (
    <label data-field={name}>
      <span>{label}</span>
      <input name={name} autocomplete="off" placeholder={hint} maxLength={200} />
    </label>
  )
}

/** Undefined while something is missing, or the date is not one. */
function commandOf(form: FormData) {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  const reason = NO_CARD_REASONS.find((each) => each === text('reason'))
  const assurance = ASSURANCES.find((each) => each === text('assurance'))
  const shown = SHOWN_DOCUMENTS.find((each) => each === text('shown'))
  const surname = text('surname')
  const givenNames = text('givenNames')
  const birthDate = text('birthDate')
  const basis = text('basis')
  const dated = /^\d{4}-\d{2}-\d{2}$/.test(birthDate) && !Number.isNaN(Date.parse(birthDate))
  if (!reason || !assurance || !shown || !surname || !givenNames || !dated || !basis)
    return undefined
  return {
    name: 'identity.record',
    reason,
    assurance,
    shown,
    surname,
    givenNames,
    birthDate,
    basis,
  } as const
}
