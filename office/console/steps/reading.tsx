import { PenLine, Undo2 } from 'lucide'
import type { DocumentView } from '../../../daemon/core/visit-view.ts'
import { Button, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import type { Session } from '../session.ts'
import { texts } from '../speech.ts'

/** The citizen reads the pages that will be signed. */
export function Reading({ s, visit, go }: StepProps) {
  const words = texts.value
  const { document } = visit
  if (document.state === 'draft')
    return (
      <>
        {document.objected ? (
          <Notice tone="amber">{words.objected}</Notice>
        ) : (
          <p class="soft">{words.papersEmpty}</p>
        )}
        <div class="step-acts">
          <Button name="to-story" icon={PenLine} onPress={() => go('story')}>
            {words.toStory}
          </Button>
        </div>
      </>
    )
  return <Laid s={s} document={document} />
}

interface LaidProps {
  readonly s: Session
  readonly document: DocumentView
}
/** Where the citizen stands with a document that lies before them. */
export function Laid({ s, document }: LaidProps) {
  const words = texts.value
  const open = document.state === 'presented' || document.state === 'read'
  return (
    <>
      <p data-name="reading">
        <StatusWord tone={document.state === 'presented' ? 'blue' : 'green'}>
          {words.documentStates[document.state]}
        </StatusWord>{' '}
        <span class="soft">{words.revision(document.revision)}</span>
      </p>
      {document.state === 'presented' && <p>{words.readingWait}</p>}
      {document.state === 'read' && <p>{words.readingDone}</p>}
      {open && (
        <div class="step-acts">
          <Button
            name="document.withdraw"
            icon={Undo2}
            off={s.lostAtMs.value !== undefined}
            onPress={() => s.ask({ name: 'document.withdraw' })}
          >
            {words.withdraw}
          </Button>
        </div>
      )}
    </>
  )
}
