import { FileText } from 'lucide'
import type { DocumentView } from '../../../daemon/core/visit-view.ts'
import { Icon } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { MorePapers } from './more-papers.tsx'

/** The documents of this visit, by the fingerprint of their very bytes. */
export function Papers({ s, visit }: StepProps) {
  return (
    <>
      <Statement visit={visit} />
      <MorePapers s={s} visit={visit} />
    </>
  )
}

function Statement({ visit }: Pick<StepProps, 'visit'>) {
  const words = texts.value
  const { document } = visit
  if (!document.sha256) return <p class="soft">{words.papersEmpty}</p>
  return (
    <ul class="papers">
      <Paper document={document} title={words.paperPresented} sha256={document.sha256} />
      {document.signedSha256 && (
        <Paper
          document={document}
          title={
            visit.outcome === 'refused' || document.state === 'refused'
              ? words.paperRefused
              : words.paperSigned
          }
          sha256={document.signedSha256}
        />
      )}
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
