import { useEffect, useRef } from 'preact/hooks'
import { texts } from './state.ts'

/** The statement as it grows; the newest line stays in sight. */
export function Talk({ inspector, text }: { inspector: string; text: string }) {
  const paper = useRef<HTMLDivElement>(null)
  useEffect(() => {
    paper.current?.scrollTo({ top: paper.current.scrollHeight })
  }, [text])
  return (
    <section class="sheet">
      <h1>{texts.value.talkHeading(inspector)}</h1>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
      <div class="paper" ref={paper} tabIndex={0} role="log" aria-label={texts.value.title}>
        {text ? <p class="statement">{text}</p> : <p class="soft">{texts.value.talkEmpty}</p>}
      </div>
      {text && <p class="soft">{texts.value.talkHint}</p>}
    </section>
  )
}
