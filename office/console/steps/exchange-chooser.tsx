import { type Signal, useSignal } from '@preact/signals'
import { Paperclip } from 'lucide'
import { useRef } from 'preact/hooks'
import { roomLeft } from '../../../daemon/core/exchange-view.ts'
import { Button, Notice } from '../../../daemon/screens/kit/components.tsx'
import type { StepProps } from '../dossier.tsx'
import { type FileProblem, type ReadyFile, readFile } from '../exchange-file.ts'
import { texts } from '../speech.ts'

interface Props extends Pick<StepProps, 's' | 'visit'> {
  readonly ready: Signal<ReadyFile | undefined>
}
interface Problem {
  readonly name: FileProblem | 'twice' | 'refused'
  readonly size: number
}

/** Takes a file by choice or drop; what cannot be sent is said before anything is. */
export function ExchangeChooser({ s, visit, ready }: Props) {
  const words = texts.value.exchange
  const over = useSignal(false)
  const reading = useSignal(false)
  const problem = useSignal<Problem | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  const left = roomLeft(visit.exchanged)

  async function take(files: FileList | null | undefined): Promise<void> {
    const file = files?.[0]
    if (!file || reading.value) return
    problem.value = undefined
    reading.value = true
    problem.value = await problemOf(file)
    reading.value = false
  }
  async function problemOf(file: File): Promise<Problem | undefined> {
    const read = await readFile(file)
    if ('problem' in read) return { name: read.problem, size: read.size }
    const size = read.bytes.length
    const before = visit.exchanged.find(({ sha256 }) => sha256 === read.sha256)
    if (before?.state === 'arriving') {
      const taken = await s.exchange.add(visit.visitId, read, before.name)
      return taken ? undefined : { name: 'refused', size }
    }
    if (before && before.state !== 'refused') return { name: 'twice', size }
    if (size > left.bytes || left.documents < 1) return { name: 'room', size }
    ready.value = read
    return undefined
  }

  return (
    <>
      {problem.value && <Notice tone="amber">{said(problem.value, left.bytes)}</Notice>}
      <section
        class="drop"
        data-over={over.value}
        aria-label={words.add}
        onDragOver={() => {
          over.value = true
        }}
        onDragLeave={() => {
          over.value = false
        }}
        onDrop={(event) => {
          over.value = false
          void take(event.dataTransfer?.files)
        }}
      >
        <p>{reading.value ? words.preparing : left.documents < 1 ? words.full : words.hint}</p>
        <Button name="exchange.choose" icon={Paperclip} onPress={() => input.current?.click()}>
          {words.choose}
        </Button>
        <p class="soft small">{words.room(roomOf(left.bytes))}</p>
        <input
          ref={input}
          type="file"
          name="exchange"
          accept=".pdf,.jpg,.jpeg,.png"
          hidden
          onChange={({ currentTarget }) => {
            void take(currentTarget.files)
            // The same file chosen again is a choice too.
            currentTarget.value = ''
          }}
        />
      </section>
    </>
  )
}

function said({ name, size }: Problem, left: number): string {
  const { problems } = texts.value.exchange
  return name === 'room' ? problems.room(sizeOf(size), roomOf(left)) : problems[name]
}

/** Rounded so that nothing seems to fit that does not. */
function sizeOf(bytes: number): string {
  return `${Math.ceil(bytes / 1000)} kB`
}
function roomOf(bytes: number): string {
  return `${Math.floor(Math.max(0, bytes) / 1000)} kB`
}
