import { useSignal } from '@preact/signals'
import { Check, MessageCircleWarning } from 'lucide'
import { useEffect } from 'preact/hooks'
import { Button, Notice } from '../kit/components.tsx'
import type { ReadingScreen } from '../protocol.ts'
import { PageViewer } from './page-viewer.tsx'
import { act, connected, texts, waiting } from './state.ts'

export type ShownDocument = Extract<ReadingScreen, { screen: 'document' }>

/** "Everything read" counts only once the end of every page has been in view. */
export function DocumentScreen({ shown }: { shown: ShownDocument }) {
  const { paper, sha256, pages, revision, read } = shown
  const page = useSignal(1)
  const seen = useSignal<ReadonlySet<number>>(new Set())
  const unread = Array.from({ length: pages }, (_, at) => at + 1).find(
    (each) => !seen.value.has(each),
  )
  const seenAll = unread === undefined
  // A box that restarted does not know what it showed, and takes nothing for read that it did not show.
  useEffect(() => {
    if (!connected.value) return
    for (const each of new Set([...seen.peek(), page.peek()]))
      fetch(`/api/pages/${sha256}/${each}.png`).catch(() => undefined)
  }, [connected.value, sha256, seen, page])
  return (
    <section class="sheet">
      <header>
        <h1>{texts.value.documentHeading[paper]}</h1>
        <span class="soft">{texts.value.documentRevision(revision)}</span>
      </header>
      <PageViewer
        sha256={sha256}
        pages={pages}
        page={page}
        onEnd={(ended) => {
          if (!seen.value.has(ended)) seen.value = new Set([...seen.value, ended])
        }}
      >
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
            {!seenAll && <p class="soft">{texts.value.readAllFirst(unread)}</p>}
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
