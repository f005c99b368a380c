import { useSignal } from '@preact/signals'
import { ArrowLeft, Check } from 'lucide'
import { fittingReason } from '../../../daemon/core/fitting-reason.ts'
import { NO_CARD_FIELDS, type NoCardField, noCardFaults } from '../../../daemon/core/no-card.ts'
import {
  NO_CARD_REASONS,
  SHOWN_DOCUMENTS,
  type VisitView,
} from '../../../daemon/core/visit-view.ts'
import { Button, Icon, Notice } from '../../../daemon/screens/kit/components.tsx'
import type { ConsoleTexts } from '../../../daemon/screens/kit/texts/texts.ts'
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
  const faults = useSignal<readonly string[]>([])
  const shown = useSignal('')

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement)) return
    const entry = entryOf(new FormData(form))
    faults.value = sayFaults(noCardFaults(entry, new Date().toISOString()), words)
    const command = faults.value.length === 0 && commandOf(entry)
    if (command && (await s.ask(command)).ok) done()
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
          <option value="">–</option>
          {ASSURANCES.map((assurance) => (
            <option key={assurance} value={assurance}>
              {words.assurances[assurance]}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{words.shown}</span>
        <select
          name="shown"
          onChange={({ currentTarget }) => {
            shown.value = currentTarget.value
          }}
        >
          <option value="">–</option>
          {SHOWN_DOCUMENTS.map((each) => (
            <option key={each} value={each}>
              {words.shownDocuments[each]}
            </option>
          ))}
        </select>
      </label>
      {shown.value !== '' && shown.value !== 'none' && (
        <>
          <Field name="shownNumber" label={words.shownNumber} />
          <Field name="shownCountry" label={words.shownCountry} />
        </>
      )}
      <Field name="surname" label={words.surname} />
      <Field name="givenNames" label={words.givenNames} />
      <Field name="birthDate" label={words.birthDate} hint={words.birthDateHint} />
      <Field name="basis" label={words.basis} hint={words.basisHint} />
      <div class="step-foot step-acts">
        {faults.value.length > 0 && <Notice tone="amber">{faults.value.join(' ')}</Notice>}
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

type Entry = Readonly<Record<NoCardField, string>>
function entryOf(form: FormData): Entry {
  const text = (name: NoCardField) => String(form.get(name) ?? '').trim()
  return {
    reason: text('reason'),
    assurance: text('assurance'),
    shown: text('shown'),
    shownNumber: text('shownNumber'),
    shownCountry: text('shownCountry'),
    surname: text('surname'),
    givenNames: text('givenNames'),
    birthDate: text('birthDate'),
    basis: text('basis'),
  }
}

/** A sentence for each kind of fault, with the fields that have it. */
function sayFaults(faults: ReturnType<typeof noCardFaults>, words: ConsoleTexts): string[] {
  return [...new Set(faults.values())].map((fault) => {
    const fields = NO_CARD_FIELDS.filter((field) => faults.get(field) === fault)
    return words.noCardFaults[fault](fields.map((field) => words[field]).join(', '))
  })
}

/** Undefined while something has yet to be chosen. */
function commandOf({ shownNumber, shownCountry, ...entry }: Entry) {
  const reason = NO_CARD_REASONS.find((each) => each === entry.reason)
  const assurance = ASSURANCES.find((each) => each === entry.assurance)
  const shown = SHOWN_DOCUMENTS.find((each) => each === entry.shown)
  if (!reason || !assurance || !shown) return undefined
  return {
    ...entry,
    name: 'identity.record',
    reason,
    assurance,
    shown,
    ...(shownNumber ? { shownNumber } : {}),
    ...(shownCountry ? { shownCountry } : {}),
  } as const
}
