/** The pages of a document, one at a time: the picture of the very bytes, and their text for a screen reader. */
import type { Signal } from '@preact/signals'
import { useSignal } from '@preact/signals'
import { ArrowLeft, ArrowRight, ZoomIn, ZoomOut } from 'lucide'
import type { ComponentChildren, RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { Button, Notice } from '../kit/components.tsx'
import { hush } from '../kit/speech.ts'
import { ReadAloud } from './rights.tsx'
import { texts } from './state.ts'

/** Pixels that may be under the edge when the end counts as seen: zoom and rounding. */
const endSlackPx = 8

export interface PageViewerProps {
  readonly sha256: string
  readonly pages: number
  /** From 1; the caller sees which page was reached. */
  readonly page: Signal<number>
  /** The end of this page is in view; told more than once. */
  readonly onEnd?: (page: number) => void
  /** What can be done with the document, under the tools. */
  readonly children: ComponentChildren
}

export function PageViewer({ sha256, pages, page, onEnd, children }: PageViewerProps) {
  const larger = useSignal(false)
  const text = usePageText(sha256, page.value)
  const paper = useRef<HTMLDivElement>(null)
  const lookForEnd = useEndInView(paper, `${page.value} ${larger.value}`, () => onEnd?.(page.value))
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
        onScroll={lookForEnd}
      >
        <PagePicture
          key={`${sha256} ${page.value}`}
          sha256={sha256}
          page={page.value}
          onLoad={lookForEnd}
        />
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

interface PagePictureProps {
  readonly sha256: string
  readonly page: number
  readonly onLoad: () => void
}
function PagePicture({ sha256, page, onLoad }: PagePictureProps) {
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
      onLoad={onLoad}
      onError={() => {
        missing.value = true
      }}
    />
  )
}

/**
 * Looks whether the end of the page is in view: at each size of the paper, and whenever the caller asks.
 * @param layout changes whenever the paper's content is laid out anew without another size of the paper.
 */
function useEndInView(
  paper: RefObject<HTMLElement | null>,
  layout: string,
  onEnd: () => void,
): () => void {
  const look = () => {
    if (paper.current && endInView(paper.current)) onEnd()
  }
  const latest = useRef(look)
  latest.current = look
  // An observer that begins to observe looks at once: that is what a new layout needs.
  useEffect(() => {
    if (!paper.current) return
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(paper.current)
    return () => observer.disconnect()
  }, [paper, layout])
  return look
}

/** A page whose picture is not there yet has no end. */
function endInView(paper: HTMLElement): boolean {
  const picture = paper.querySelector('img')
  if (!picture?.complete || picture.naturalHeight === 0) return false
  return paper.scrollTop + paper.clientHeight >= paper.scrollHeight - endSlackPx
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
