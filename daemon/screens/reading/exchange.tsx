import { useSignal } from '@preact/signals'
import { ArrowLeft } from 'lucide'
import { useEffect } from 'preact/hooks'
import { Button } from '../kit/components.tsx'
import type { ReadingScreen } from '../protocol.ts'
import { PageViewer } from './page-viewer.tsx'
import { act, tell, texts, waiting } from './state.ts'

export type ShownExchange = Extract<ReadingScreen, { screen: 'exchange' }>

/** A document that goes with the statement; the inspector sees on which page the citizen is. */
export function ExchangeScreen({ shown }: { shown: ShownExchange }) {
  const { sha256, name, pages } = shown
  const page = useSignal(shown.page)
  const at = page.value
  useEffect(() => tell({ act: 'exchange.page', sha256, page: at }), [sha256, at])
  return (
    <section class="sheet">
      <header>
        <h1>{name}</h1>
      </header>
      <PageViewer sha256={sha256} pages={pages} page={page}>
        <p class="soft">{texts.value.exchangeText}</p>
        <div class="last">
          <Button
            name="exchange close"
            icon={ArrowLeft}
            off={waiting.value}
            onPress={() => act({ act: 'exchange.close', sha256 })}
          >
            {texts.value.exchangeClose}
          </Button>
        </div>
      </PageViewer>
    </section>
  )
}
