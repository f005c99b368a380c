import { useSignal } from '@preact/signals'
import { ArrowLeft, FileCheck, FileText, FolderOpen } from 'lucide'
import { Button, Icon, Notice, StatusWord } from '../../daemon/screens/kit/components.tsx'
import { sayClaim } from '../../daemon/verifier/say-claim.ts'
import { verifierTexts } from '../../daemon/verifier/texts/texts.ts'
import type { DossierRow, OpenedDossier, StampState } from '../gateway/protocol.ts'
import {
  documentAddress,
  fileAddress,
  type OpenResult,
  openDossier,
  VERIFIER_ADDRESS,
} from './api.ts'
import { RecordView } from './record.tsx'
import type { Session } from './session.ts'
import { language, texts } from './speech.ts'
import { momentOf, timeOf } from './times.ts'

/** The dossiers that are done; one's own can be opened. */
export function Archive({ s }: { s: Session }) {
  const words = texts.value
  const opened = useSignal<OpenResult | 'opening' | undefined>(undefined)
  async function open(dossierId: string): Promise<void> {
    opened.value = 'opening'
    opened.value = await openDossier(dossierId)
  }
  const shown = opened.value
  return (
    <section class="archive" aria-label={words.archive}>
      <h2>{words.archive}</h2>
      {shown === undefined ? (
        <List rows={s.dossiers.value} open={open} />
      ) : (
        <>
          <Button
            look="quiet"
            icon={ArrowLeft}
            name="archive.back"
            onPress={() => (opened.value = undefined)}
          >
            {words.back}
          </Button>
          {shown === 'opening' && <p class="soft">{words.opening}</p>}
          {typeof shown === 'string' && shown !== 'opening' && (
            <Notice tone="amber">{words.openErrors[shown]}</Notice>
          )}
          {typeof shown === 'object' && <Opened dossier={shown} />}
        </>
      )}
    </section>
  )
}

function List({ rows, open }: { rows: readonly DossierRow[]; open: (dossierId: string) => void }) {
  const words = texts.value
  if (rows.length === 0) return <p class="soft">{words.archiveEmpty}</p>
  return (
    <ul
      class="archive-list"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the list scrolls, so the keyboard must reach it
      tabIndex={0}
      aria-label={words.archive}
    >
      {rows.map((row) => (
        <li key={row.dossierId} data-dossier={row.dossierId}>
          <span class="time">{timeOf(row.closedAt)}</span>
          <span class="ticket-number">{row.number}</span>
          <span class="row-place">
            {row.siteName}
            <span class="soft">
              {words.kinds[row.kind]}, {words.outcomes[row.outcome]}
            </span>
          </span>
          {row.mine ? (
            <Button icon={FolderOpen} name="dossier.open" onPress={() => open(row.dossierId)}>
              {words.open}
            </Button>
          ) : (
            <span class="soft small">{row.inspector}</span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Whether it is proven when a document was there. */
function Stamp({ stamp }: { stamp: StampState }) {
  const words = texts.value
  if (stamp.state !== 'stamped')
    return <span class="stamp soft small">{words.stampStates[stamp.state]}</span>
  const { authority, at, level } = stamp
  const said = words.stampedBy(authority, momentOf(at, language.value), level)
  return (
    <span class="stamp small">{level === 'B-LTA' ? said : `${said}, ${words.stampGrows}`}</span>
  )
}

const TONES = { holds: 'green', broken: 'red', stated: 'soft', not_checked: 'amber' } as const

function Opened({ dossier }: { dossier: OpenedDossier }) {
  const words = texts.value
  const told = verifierTexts[language.value]
  return (
    <div class="opened" data-name="opened">
      <h3>{words.verified}</h3>
      <ul class="claims">
        {dossier.verified.map((claim) => (
          <li key={`${claim.name} ${claim.of}`} data-verdict={claim.verdict}>
            <StatusWord tone={TONES[claim.verdict]}>{told.verdicts[claim.verdict]}</StatusWord>
            <span>{sayClaim(claim, told)}</span>
          </li>
        ))}
      </ul>
      <h3>{words.documents}</h3>
      <ul class="papers">
        {dossier.documents.map((document) => (
          <li key={document.sha256}>
            <Icon node={FileText} />
            <a href={documentAddress(dossier.dossierId, document)} target="_blank" rel="noreferrer">
              {document.type === 'jpeg' ? words.openPhoto : words.openPdf}
            </a>
            <span>
              {document.title}{' '}
              <span class="soft">
                {document.of && `${words[document.of]}, `}
                {words.documentRoles[document.role]}
              </span>
            </span>
            {document.stamp && <Stamp stamp={document.stamp} />}
          </li>
        ))}
      </ul>
      <p>
        <Icon node={FileCheck} />{' '}
        <a href={fileAddress(dossier.dossierId)} download>
          {words.dossierFile}
        </a>{' '}
        <span class="soft">{words.dossierFileHint}</span>
      </p>
      <p>
        <Icon node={FileCheck} />{' '}
        <a href={VERIFIER_ADDRESS} download>
          {words.verifierPage}
        </a>{' '}
        <span class="soft">{words.verifierPageHint}</span>
      </p>
      <h3>{words.recordTitle}</h3>
      <RecordView record={dossier.record} />
      <p class="soft small">{words.accessLogged}</p>
    </div>
  )
}
