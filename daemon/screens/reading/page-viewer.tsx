/** The pages of a document, one at a time: the picture of the very bytes, and their text for a screen reader. */
import type { Signal } from '@preact/signals'
import { useSignal } from '@preact/signals'
import { ArrowLeft, ArrowRight, ZoomIn, ZoomOut } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button, Notice } from '../kit/components.tsx'
import { hush } from '../kit/speech.ts'
import { ReadAloud } from './rights.tsx'
import { texts } from './state.ts'

export interface PageViewerProps {
  readonly sha256: string
  readonly pages: number
  /** From 1; the caller sees which page was reached. */
  readonly page: Signal<number>
  /** What can be done with the document, under the tools. */
  readonly children: ComponentChildren
}

export function PageViewer({ sha256, pages, page, children }: PageViewerProps) {
  const larger = useSignal(false)
  const text = usePageText(sha256, page.value)
  const paper = useRef<HTMLDivElement>(null)
  const turn = (by: number) => {
    page.value = Math.min(Math.max(page.value + by, 1), pages)
    paper.current?.scrollTo({ top: 0 })
    hush()
  }
  return (
    <div class="viewer">
      <section
        class="paper pages"
        ref={paper}
        data-larger={larger.value ? 'yes' : 'no'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling page must be reachable by keyboard
        tabIndex={0}
        aria-label={texts.value.page(page.value, pages)}
      >
        <PagePicture key={`${sha256} ${page.value}`} sha256={sha256} page={page.value} />
        <p class="visually-hidden">
          {texts.value.pageText}: {text}
        </p>
      </section>
      <div class="tools">
        <p class="page-of" aria-live="polite">
          {texts.value.page(page.value, pages)}
        </p>
        <div class="turn">
          <Button name="previous" icon={ArrowLeft} off={page.value === 1} onPress={() => turn(-1)}>
            {texts.value.previous}
          </Button>
          <Button
            name="next"
            icon={ArrowRight}
            look={page.value < pages ? 'primary' : 'plain'}
            off={page.value === pages}
            onPress={() => turn(1)}
          >
            {texts.value.next}
          </Button>
        </div>
        <ReadAloud text={text} />
        <Button
          name="larger"
          icon={larger.value ? ZoomOut : ZoomIn}
          pressed={larger.value}
          onPress={() => {
            larger.value = !larger.value
          }}
        >
          {larger.value ? texts.value.smaller : texts.value.larger}
        </Button>
        {children}
      </div>
    </div>
  )
}

function PagePicture({ sha256, page }: { sha256: string; page: number }) {
  const missing = useSignal(false)
  if (missing.value)
    return (
      <Notice tone="amber">
        {texts.value.pageMissing}
        <Button
          name="again"
          onPress={() => {
            missing.value = false
          }}
        >
          {texts.value.failedRetry}
        </Button>
      </Notice>
    )
  return (
    <img
      src={`/api/pages/${sha256}/${page}.png`}
      alt=""
      onError={() => {
        missing.value = true
      }}
    />
  )
}

/** The text of one page; empty until it has come. */
function usePageText(sha256: string, page: number): string {
  const text = useSignal('')
  useEffect(() => {
    const leaving = new AbortController()
    text.value = ''
    fetch(`/api/pages/${sha256}/${page}.txt`, { signal: leaving.signal })
      .then(async (answer) => {
        if (answer.ok) text.value = await answer.text()
      })
      .catch(() => undefined)
    return () => {
      leaving.abort()
      hush()
    }
  }, [sha256, page, text])
  return text.value
}
