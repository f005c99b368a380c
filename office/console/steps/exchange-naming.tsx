import { type Signal, useSignal } from '@preact/signals'
import { FilePlus2 } from 'lucide'
import { useEffect, useRef } from 'preact/hooks'
import { EXCHANGE_LIMITS, type ExchangedView } from '../../../daemon/core/exchange-view.ts'
import { Button, Icon, Notice } from '../../../daemon/screens/kit/components.tsx'
import { consoleTexts } from '../../../daemon/screens/kit/texts/texts.ts'
import type { StepProps } from '../dossier.tsx'
import type { ReadyFile } from '../exchange-file.ts'
import { texts } from '../speech.ts'

interface Props extends Pick<StepProps, 's' | 'visit'> {
  readonly ready: Signal<ReadyFile | undefined>
}

/** What the document will be called: never what its file is called, which may name somebody. */
export function ExchangeNaming({ s, visit, ready }: Props) {
  const words = texts.value.exchange
  const refused = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  const { value: file } = ready
  useEffect(() => field.current?.select(), [])
  if (!file) return null

  async function submit(event: Event): Promise<void> {
    event.preventDefault()
    const title = field.current?.value.trim()
    if (!file || !title) return field.current?.focus()
    const taken = await s.exchange.add(visit.visitId, file, title)
    refused.value = !taken
    if (taken) ready.value = undefined
  }

  return (
    <form class="naming" onSubmit={submit} noValidate>
      {refused.value && <Notice tone="amber">{words.problems.refused}</Notice>}
      {file.type === 'jpeg' && <Preview file={file} />}
      <label>
        <span>{words.name}</span>
        <input
          ref={field}
          name="title"
          autocomplete="off"
          maxLength={EXCHANGE_LIMITS.nameLength}
          lang={visit.language ?? 'nl'}
          defaultValue={defaultName(visit.exchanged, file, visit.language ?? 'nl')}
        />
      </label>
      <div class="step-acts">
        <button type="submit" class="button" data-look="primary" data-act="exchange.add">
          <Icon node={FilePlus2} />
          <span>{words.accept}</span>
        </button>
        <Button name="exchange.cancel" look="quiet" onPress={() => (ready.value = undefined)}>
          {words.cancel}
        </Button>
      </div>
    </form>
  )
}

function Preview({ file }: { file: ReadyFile }) {
  const picture = useRef<HTMLImageElement>(null)
  useEffect(() => {
    const address = URL.createObjectURL(new Blob([file.bytes], { type: 'image/jpeg' }))
    if (picture.current) picture.current.src = address
    return () => URL.revokeObjectURL(address)
  }, [file])
  return <img ref={picture} class="preview" alt={texts.value.exchange.preview} />
}

/** In the language of the statement, with a number that no other has. */
function defaultName(
  exchanged: readonly ExchangedView[],
  { type }: ReadyFile,
  language: keyof typeof consoleTexts,
): string {
  const word = consoleTexts[language].exchange.defaultNames[type]
  const taken = new Set(exchanged.map(({ name }) => name))
  let number = 1
  while (taken.has(`${word} ${number}`)) number += 1
  return `${word} ${number}`
}
