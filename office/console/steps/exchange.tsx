import { useSignal } from '@preact/signals'
import { Eye, EyeOff, FileText, Image, Trash2 } from 'lucide'
import { type ExchangedView, partsOf } from '../../../daemon/core/exchange-view.ts'
import { Button, Icon, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import type { ReadyFile } from '../exchange-file.ts'
import type { Session } from '../session.ts'
import { texts } from '../speech.ts'
import { ExchangeChooser } from './exchange-chooser.tsx'
import { ExchangeNaming } from './exchange-naming.tsx'

type Props = Pick<StepProps, 's' | 'visit'>

/** The documents that go with the statement: added and taken back while it is a draft. */
export function Exchange({ s, visit }: Props) {
  const words = texts.value.exchange
  const ready = useSignal<ReadyFile | undefined>(undefined)
  const { exchanged, document, phase, kind } = visit
  const open = document.state === 'draft' && phase !== 'wrapping' && phase !== 'closed'
  const adding = open && kind !== 'talk'
  if (!adding && exchanged.length === 0) return null
  return (
    <section class="exchange" aria-label={words.heading}>
      <h4>{words.heading}</h4>
      {exchanged.length > 0 && (
        <ul class="papers">
          {exchanged.map((each) => (
            <Exchanged key={each.sha256} s={s} visit={visit} document={each} off={!open} />
          ))}
        </ul>
      )}
      {adding && !ready.value && <ExchangeChooser s={s} visit={visit} ready={ready} />}
      {adding && ready.value && (
        <ExchangeNaming key={ready.value.sha256} s={s} visit={visit} ready={ready} />
      )}
      {!open && phase !== 'wrapping' && phase !== 'closed' && <p class="soft">{words.fixed}</p>}
    </section>
  )
}

interface ExchangedProps extends Props {
  readonly document: ExchangedView
  readonly off: boolean
}
function Exchanged({ s, visit, document, off }: ExchangedProps) {
  const words = texts.value.exchange
  const { sha256, name, type, state } = document
  const lost = s.lostAtMs.value !== undefined
  const shown = visit.looking?.sha256 === sha256
  const broken = state === 'arriving' && !s.exchange.here.value.has(sha256)
  return (
    <li data-exchanged={document.place} data-state={broken ? 'broken' : state}>
      <Icon node={type === 'pdf' ? FileText : Image} />
      <div class="exchanged">
        <p>
          <strong>{name}</strong> <State document={document} visit={visit} broken={broken} />
        </p>
        {broken && <Notice tone="amber">{words.broken}</Notice>}
        {document.fault && <Notice tone="amber">{words.faults[document.fault]}</Notice>}
        {!off && (
          <div class="step-acts">
            {state === 'held' && (
              <Button
                name={shown ? 'exchange.hide' : 'exchange.show'}
                icon={shown ? EyeOff : Eye}
                off={lost}
                onPress={() =>
                  s.ask(shown ? { name: 'exchange.hide' } : { name: 'exchange.show', sha256 })
                }
              >
                {shown ? words.hide : words.show}
              </Button>
            )}
            <Button
              name="exchange.drop"
              icon={Trash2}
              look="quiet"
              off={lost}
              onPress={() => drop(s, sha256)}
            >
              {words.drop}
            </Button>
          </div>
        )}
      </div>
    </li>
  )
}

function drop(s: Session, sha256: string): void {
  s.exchange.drop(sha256)
  void s.ask({ name: 'exchange.drop', sha256 })
}

interface StateProps extends Pick<StepProps, 'visit'> {
  readonly document: ExchangedView
  readonly broken: boolean
}
function State({ document, visit: { looking }, broken }: StateProps) {
  const { exchange: words, pages: countPages } = texts.value
  const { sha256, type, state, parts, bytes, pages = 0 } = document
  if (broken || state === 'refused') return null
  if (state === 'arriving') {
    const percent = Math.floor((100 * parts) / partsOf(bytes))
    return <StatusWord tone="blue">{words.arriving(percent)}</StatusWord>
  }
  if (state === 'checking') return <StatusWord tone="blue">{words.checking}</StatusWord>
  return (
    <>
      {type === 'pdf' && <span class="soft">{countPages(pages)}</span>}
      {looking?.sha256 === sha256 && (
        <StatusWord tone="blue">{words.looking(looking.page, pages)}</StatusWord>
      )}
    </>
  )
}
