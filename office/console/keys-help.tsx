import { X } from 'lucide'
import type { RefObject } from 'preact'
import { Button } from '../../daemon/screens/kit/components.tsx'
import { KEYS } from './keys.ts'
import { texts } from './speech.ts'

/** The list of keys; the browser keeps the focus in it and closes it with Escape. */
export function KeysHelp({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const words = texts.value
  const rows = [
    ...Object.values(KEYS).map(({ name, shown }) => [shown, words.keyNames[name]] as const),
    ['Alt 1 – 7', words.keyNames.steps] as const,
    ['Esc', words.keyNames.leave] as const,
  ]
  return (
    <dialog ref={dialog} class="keys-help" aria-label={words.keysTitle}>
      <h2>{words.keysTitle}</h2>
      <p class="soft">{words.keysHint}</p>
      <dl>
        {rows.map(([shown, name]) => (
          <div key={shown}>
            <dt>
              <kbd>{shown}</kbd>
            </dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
      <Button icon={X} onPress={() => dialog.current?.close()}>
        {words.close}
      </Button>
    </dialog>
  )
}
