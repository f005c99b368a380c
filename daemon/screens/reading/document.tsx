import { useSignal, useSignalEffect } from '@preact/signals'
import { Check, MessageCircleWarning } from 'lucide'
import { Button, Notice } from '../kit/components.tsx'
import type { ReadingScreen } from '../protocol.ts'
import { PageViewer } from './page-viewer.tsx'
import { act, texts, waiting } from './state.ts'

export type ShownDocument = Extract<ReadingScreen, { screen: 'document' }>

/** "Everything read" counts only once the last page has been on the screen. */
export function DocumentScreen({ shown }: { shown: ShownDocument }) {
  const { sha256, pages, revision, read } = shown
  const page = useSignal(1)
  const furthest = useSignal(1)
  useSignalEffect(() => {
    if (page.value > furthest.peek()) furthest.value = page.value
  })
  const seenAll = furthest.value >= pages
  return (
    <section class="sheet">
      <header>
        <h1>{texts.value.documentHeading}</h1>
        <span class="soft">{texts.value.documentRevision(revision)}</span>
      </header>
      <PageViewer sha256={sha256} pages={pages} page={page}>
        <Button
          name="object"
          icon={MessageCircleWarning}
          off={waiting.value}
          onPress={() => act({ act: 'document.object', sha256 })}
        >
          {texts.value.wrong}
        </Button>
        {read ? (
          <Notice tone="green">{texts.value.readDone}</Notice>
        ) : (
          <div class="last">
            {!seenAll && <p class="soft">{texts.value.readAllFirst}</p>}
            <Button
              name="read"
              icon={Check}
              look={seenAll ? 'primary' : 'plain'}
              off={!seenAll || waiting.value}
              onPress={() => act({ act: 'document.read', sha256 })}
            >
              {texts.value.readAll}
            </Button>
          </div>
        )}
      </PageViewer>
    </section>
  )
}
