import { FileText } from 'lucide'
import type { DocumentView } from '../../../daemon/core/visit-view.ts'
import { Icon } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { Exchange } from './exchange.tsx'
import { MorePapers } from './more-papers.tsx'

/** The documents of this visit, by the fingerprint of their very bytes. */
export function Papers({ s, visit }: StepProps) {
  return (
    <>
      <Exchange s={s} visit={visit} />
      <Documents visit={visit} />
      <MorePapers s={s} visit={visit} />
    </>
  )
}

function Documents({ visit }: Pick<StepProps, 'visit'>) {
  const words = texts.value
  const { document, injured, outcome } = visit
  if (!document.sha256) return <p class="soft">{words.papersEmpty}</p>
  const refused = outcome === 'refused' || document.state === 'refused'
  return (
    <>
      <Versions document={document} refused={refused} />
      {injured?.sha256 && (
        <section class="more-papers">
          <h4>{words.injured}</h4>
          <Versions document={injured} refused={injured.state === 'refused'} />
        </section>
      )}
    </>
  )
}

function Versions({ document, refused }: { document: DocumentView; refused: boolean }) {
  const words = texts.value
  const { sha256, signedSha256 } = document
  const ended = refused ? words.paperRefused : words.paperSigned
  return (
    <ul class="papers">
      {sha256 && <Paper document={document} title={words.paperPresented} sha256={sha256} />}
      {signedSha256 && <Paper document={document} title={ended} sha256={signedSha256} />}
    </ul>
  )
}

function Paper({
  document,
  title,
  sha256,
}: {
  document: DocumentView
  title: string
  sha256: string
}) {
  const words = texts.value
  const about = [words.revision(document.revision), document.pages && words.pages(document.pages)]
  return (
    <li>
      <Icon node={FileText} />
      <span>
        <strong>{title}</strong> <span class="soft">{about.filter(Boolean).join(', ')}</span>
        <span class="soft small">
          {words.fingerprint} <span class="time">{sha256.slice(0, 16)}…</span>
        </span>
      </span>
    </li>
  )
}
