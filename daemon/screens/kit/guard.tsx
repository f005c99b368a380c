/** What stands around a whole page, so that a fault in drawing it never leaves a dead one. */
import { Component, type ComponentChildren } from 'preact'
import type { Language } from '../../core/language.ts'
import { Notice, UrgentLine } from './components.tsx'
import { urgentTexts } from './texts/texts.ts'

/** Long enough to read the number, milliseconds. */
const restartMs = 5_000

export interface GuardProps {
  readonly language: Language
  readonly children: ComponentChildren
}

/** Shows 101 in place of a page that could not be drawn, and loads it anew. Preact catches in classes only. */
export class Guard extends Component<GuardProps, { readonly failed: boolean }> {
  override state = { failed: false }

  override componentDidCatch(error: unknown): void {
    reportError(error)
    this.setState({ failed: true })
    restartSoon()
  }

  override render({ language, children }: GuardProps) {
    if (!this.state.failed) return children
    return (
      <main class="guard">
        <UrgentLine language={language} />
        <Notice tone="amber">{urgentTexts[language].restarting}</Notice>
      </main>
    )
  }
}

/** Only once the page's server answers: a browser's own error page would stay for ever. */
function restartSoon(): void {
  setTimeout(() => {
    fetch(location.href, { cache: 'no-store' }).then(
      ({ ok }) => (ok ? location.reload() : restartSoon()),
      restartSoon,
    )
  }, restartMs)
}
