import { useSignal } from '@preact/signals'
import { Circle, CircleCheck, CircleDot, CircleMinus } from 'lucide'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { VISIT_KINDS, type VisitView } from '../../daemon/core/visit-view.ts'
import { Icon } from '../../daemon/screens/kit/components.tsx'
import { type PathStep, pathOf, type StepName, stepNow } from './path.ts'
import type { Session } from './session.ts'
import { texts } from './speech.ts'
import { Closing } from './steps/closing.tsx'
import { Papers } from './steps/papers.tsx'
import { Reading } from './steps/reading.tsx'
import { Rights } from './steps/rights.tsx'
import { Signing } from './steps/signing.tsx'
import { Story } from './steps/story.tsx'
import { summaryOf } from './steps/summary.ts'
import { Who } from './steps/who.tsx'

/** What every step gets. */
export interface StepProps {
  readonly s: Session
  readonly visit: VisitView
  /** Opens another step. */
  readonly go: (name: StepName) => void
}

/** Right column: the dossier as a path, with the step that waits for somebody open. */
export function Dossier({ s }: { s: Session }) {
  const visit = s.visit.value
  return visit && <Path key={visit.visitId} s={s} visit={visit} />
}

function Path({ s, visit }: { s: Session; visit: VisitView }) {
  const words = texts.value
  const chosen = useSignal<StepName | undefined>(undefined)
  const path = useRef<HTMLOListElement>(null)
  const waiting = stepNow(visit)
  // Who went on to another step stays there until the path itself comes by.
  if (chosen.value === waiting) chosen.value = undefined
  const open = chosen.value ?? waiting
  const asked = useRef(false)
  const go = (name: StepName) => {
    asked.current = true
    if (name === open) focusWork(path.current)
    else chosen.value = name
  }
  // Before the next key arrives: a letter typed right after the step's key must not be lost.
  useLayoutEffect(() => {
    if (asked.current) focusWork(path.current)
    else if (document.activeElement === document.body) focusHead(path.current)
    asked.current = false
  }, [open])
  return (
    <section class="dossier" aria-label={words.dossier}>
      <header class="dossier-head">
        <p class="ticket-number">{visit.ticket.number}</p>
        <p>
          <strong>
            {visit.site.name}, {visit.site.room}
          </strong>
          <span class="soft">
            {visit.language ? words.languages[visit.language] : words.noLanguage}
          </span>
        </p>
      </header>
      <Kind s={s} visit={visit} />
      <ol class="path" ref={path}>
        {pathOf(visit).map((step) => (
          <li
            key={step.name}
            data-step={step.name}
            data-at={step.at}
            data-open={step.name === open || undefined}
          >
            <Head
              step={step}
              open={step.name === open}
              visit={visit}
              onPress={() => go(step.name)}
            />
            {step.name === open && (
              <div class="step-panel">
                {step.at === 'unneeded' && <p class="soft">{words.unneeded}</p>}
                <Panel name={step.name} s={s} visit={visit} go={go} />
              </div>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}

const ICONS = { done: CircleCheck, now: CircleDot, later: Circle, unneeded: CircleMinus }

interface HeadProps {
  readonly step: PathStep
  readonly open: boolean
  readonly visit: VisitView
  readonly onPress: () => void
}
function Head({ step, open, visit, onPress }: HeadProps) {
  const words = texts.value
  const summary =
    step.at === 'unneeded' ? words.stepAt.unneeded : open ? '' : summaryOf(step.name, visit, words)
  return (
    <button
      type="button"
      class="step-head"
      data-act={`step.${step.name}`}
      aria-expanded={open}
      aria-current={step.at === 'now' ? 'step' : undefined}
      onClick={onPress}
    >
      <Icon node={ICONS[step.at]} />
      <span class="step-name">{words.steps[step.name]}</span>
      <span class="visually-hidden">{words.stepAt[step.at]}</span>
      <span class="step-summary">{summary}</span>
    </button>
  )
}

function Panel({ name, ...props }: StepProps & { name: StepName }) {
  switch (name) {
    case 'who':
      return <Who {...props} />
    case 'rights':
      return <Rights {...props} />
    case 'story':
      return <Story {...props} />
    case 'papers':
      return <Papers {...props} />
    case 'reading':
      return <Reading {...props} />
    case 'signing':
      return <Signing {...props} />
    case 'closing':
      return <Closing {...props} />
  }
}

function Kind({ s, visit }: { s: Session; visit: VisitView }) {
  const words = texts.value
  const off =
    visit.document.state !== 'draft' || visit.phase === 'wrapping' || visit.phase === 'closed'
  return (
    <fieldset class="kind" disabled={off}>
      <legend class="visually-hidden">{words.kind}</legend>
      {VISIT_KINDS.map((kind) => (
        <label key={kind} data-act={`kind.${kind}`}>
          <input
            type="radio"
            name="kind"
            checked={visit.kind === kind}
            onChange={() => s.ask({ name: 'visit.kind', kind })}
          />
          <span>{words.kinds[kind]}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** Where the work of the open step is. */
function focusWork(path: HTMLElement | null): void {
  const field = '.step-panel textarea:not([readonly]), .step-panel input, .step-panel button'
  const found = [...(path?.querySelectorAll<HTMLElement>(field) ?? [])].find((each) =>
    // A form that is folded away cannot take the focus.
    each.checkVisibility(),
  )
  if (found) found.focus()
  else focusHead(path)
}

/** When the path goes on by itself and took the focus with it: an Enter too many then does nothing. */
function focusHead(path: HTMLElement | null): void {
  path?.querySelector<HTMLElement>('[aria-expanded="true"]')?.focus()
}
