import { useSignal } from '@preact/signals'
import { FileCheck, FilePlus2, Trash2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import {
  LOSSES,
  LOST_DOCUMENTS,
  type PaperKind,
  type PaperOrder,
  type PaperView,
} from '../../../daemon/core/paper-view.ts'
import { canHave } from '../../../daemon/core/visit-papers.ts'
import { Button, Icon, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import type { Session } from '../session.ts'
import { texts } from '../speech.ts'

type Props = Pick<StepProps, 's' | 'visit'>
const KINDS: readonly PaperKind[] = ['attestation', 'loss']

/** What the citizen can take along besides the statement: nothing while there is nothing to give. */
export function MorePapers({ s, visit }: Props) {
  const words = texts.value
  const open = visit.phase !== 'wrapping' && visit.phase !== 'closed'
  const kinds = KINDS.filter((kind) => (open && canHave(visit, kind)) || find(visit.papers, kind))
  if (kinds.length === 0) return null
  const off = !open || visit.copy === 'printing' || s.lostAtMs.value !== undefined
  return (
    <section class="more-papers" aria-label={words.morePapers}>
      <h4>{words.morePapers}</h4>
      {kinds.map((kind) => {
        const paper = find(visit.papers, kind)
        return paper && paper.state !== 'failed' ? (
          <Made key={kind} s={s} paper={paper} off={off} />
        ) : (
          <Order key={kind} s={s} kind={kind} failed={paper !== undefined} off={off} />
        )
      })}
    </section>
  )
}

function find(papers: readonly PaperView[], kind: PaperKind): PaperView | undefined {
  return papers.find(({ order }) => order.paper === kind)
}

const TONES = { making: 'blue', made: 'green', failed: 'amber' } as const
function Made({ s, paper, off }: { s: Session; paper: PaperView; off: boolean }) {
  const words = texts.value
  const kind = paper.order.paper
  return (
    <div class="paper-made" data-paper={kind} data-state={paper.state}>
      <Icon node={FileCheck} />
      <span>
        <strong>{words.paperKinds[kind]}</strong>{' '}
        <StatusWord tone={TONES[paper.state]}>{words.paperStates[paper.state]}</StatusWord>
      </span>
      <Button
        name={`paper.drop.${kind}`}
        icon={Trash2}
        off={off}
        onPress={() => s.ask({ name: 'paper.drop', paper: kind })}
      >
        {words.dropPaper}
      </Button>
    </div>
  )
}

interface OrderProps {
  readonly s: Session
  readonly kind: PaperKind
  readonly failed: boolean
  readonly off: boolean
}
function Order({ s, kind, failed, off }: OrderProps) {
  const words = texts.value
  const incomplete = useSignal(false)
  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const form = event.currentTarget
    if (!(form instanceof HTMLFormElement) || off) return
    const order = orderOf(kind, new FormData(form))
    incomplete.value = order === undefined
    if (order) await s.ask({ name: 'paper.add', order })
  }
  return (
    <details data-paper={kind} open={failed}>
      <summary>{words.paperKinds[kind]}</summary>
      <form class="no-card" onSubmit={submit} noValidate>
        {failed && <Notice tone="amber">{words.paperStates.failed}</Notice>}
        {kind === 'attestation' ? <AboutComplaint /> : <AboutLoss />}
        <div class="step-foot step-acts">
          {incomplete.value && <Notice tone="amber">{words.fillPaper}</Notice>}
          <button type="submit" class="button" data-act={`paper.add.${kind}`} aria-disabled={off}>
            <Icon node={FilePlus2} />
            <span>{words.makePaper}</span>
          </button>
        </div>
      </form>
    </details>
  )
}

function AboutComplaint() {
  const words = texts.value
  return (
    <Field label={words.complaintFacts} wide>
      <input
        name="facts"
        autocomplete="off"
        maxLength={500}
        placeholder={words.complaintFactsHint}
      />
    </Field>
  )
}

function AboutLoss() {
  const words = texts.value
  return (
    <>
      <Field label={words.lostWhat}>
        <Choice name="what" options={LOST_DOCUMENTS} names={words.lostDocuments} />
      </Field>
      <Field label={words.lostHow}>
        <Choice name="how" options={LOSSES} names={words.losses} />
      </Field>
      <Field label={words.circumstances} wide>
        <input
          name="circumstances"
          autocomplete="off"
          maxLength={500}
          placeholder={words.circumstancesHint}
        />
      </Field>
      <Field label={words.lostNumber}>
        <input name="number" autocomplete="off" maxLength={40} />
      </Field>
      <label class="check">
        <input type="checkbox" name="docstopTold" />
        <span>{words.docstopTold}</span>
      </label>
    </>
  )
}

interface FieldProps {
  readonly label: string
  readonly wide?: boolean
  readonly children: ComponentChildren
}
function Field({ label, wide, children }: FieldProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is its child
    <label data-wide={wide}>
      <span>{label}</span>
      {children}
    </label>
  )
}

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly options: readonly T[]
  readonly names: Readonly<Record<T, string>>
}
function Choice<T extends string>({ name, options, names }: ChoiceProps<T>) {
  return (
    <select name={name}>
      {options.map((option) => (
        <option key={option} value={option}>
          {names[option]}
        </option>
      ))}
    </select>
  )
}

/** Undefined while something is missing. */
function orderOf(paper: PaperKind, form: FormData): PaperOrder | undefined {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  if (paper === 'attestation') {
    const facts = text('facts')
    return facts ? { paper, facts } : undefined
  }
  const what = LOST_DOCUMENTS.find((each) => each === text('what'))
  const how = LOSSES.find((each) => each === text('how'))
  const circumstances = text('circumstances')
  const number = text('number')
  if (!what || !how || !circumstances) return undefined
  const docstopTold = form.has('docstopTold')
  return { paper, what, how, circumstances, docstopTold, ...(number ? { number } : {}) }
}
