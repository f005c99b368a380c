import { useSignal } from '@preact/signals'
import { Check, Monitor, Trash2, X } from 'lucide'
import type { RefObject } from 'preact'
import { useRef } from 'preact/hooks'
import { Button, Icon, Notice, StatusWord } from '../../daemon/screens/kit/components.tsx'
import { CardRuler } from './card-ruler.tsx'
import { forgetPlace, keepPlace, place } from './eye-line/kept-place.ts'
import {
  isPlace,
  PLACE_FIELDS,
  PLACE_LIMITS,
  type Place,
  type PlaceFaults,
  type PlaceField,
  type PlaceForm,
  placeOf,
  USUAL_DISTANCE_MM,
} from './eye-line/place.ts'
import { screenScale } from './eye-line/window-now.ts'
import { language, texts } from './speech.ts'
import { timeOf } from './times.ts'

/** "Mijn plaats": where screen and camera of this computer stand, set once. */
export function MyPlace() {
  const words = texts.value.myPlace
  const dialog = useRef<HTMLDialogElement>(null)
  const open = useSignal(false)
  function show(): void {
    open.value = true
    dialog.current?.showModal()
  }
  return (
    <>
      <Button look="quiet" name="place" icon={Monitor} onPress={show}>
        {words.open}
      </Button>
      <dialog
        ref={dialog}
        class="place"
        aria-labelledby="place-title"
        onClose={() => (open.value = false)}
      >
        <h2 id="place-title">{words.title}</h2>
        {open.value && <PlaceSheet dialog={dialog} />}
      </dialog>
    </>
  )
}

function PlaceSheet({ dialog }: { dialog: RefObject<HTMLDialogElement | null> }) {
  const words = texts.value.myPlace
  const form = useSignal<PlaceForm>(formOf(place.value))
  const faults = useSignal<PlaceFaults>({})
  const change = (part: Partial<PlaceForm>) => {
    form.value = { ...form.value, ...part }
  }
  function save(event: Event): void {
    event.preventDefault()
    const seen = { width: screen.width, height: screen.height, scale: screenScale() }
    const read = placeOf({ ...form.value, seen }, new Date().toISOString())
    faults.value = isPlace(read) ? {} : read
    if (isPlace(read)) {
      keepPlace(read)
      dialog.current?.close()
      return
    }
    const first = PLACE_FIELDS.find((field) => read[field])
    if (event.currentTarget instanceof HTMLFormElement)
      event.currentTarget.querySelector<HTMLElement>(`[name="${first}"]`)?.focus()
  }
  const field = (name: PlaceField, label: string, hint?: string) => (
    <Field {...{ name, label, hint, form: form.value, fault: faults.value[name], change }} />
  )
  return (
    <form onSubmit={save} noValidate>
      <p class="soft">{words.intro}</p>
      <KindChoice form={form.value} change={change} />
      <fieldset>
        <legend>{words.screen}</legend>
        <div class="fields">
          {field('widthMm', words.fields.widthMm)}
          {field('heightMm', words.fields.heightMm)}
        </div>
        <CardRuler
          measured={(mm) => change({ widthMm: tenths(mm.width), heightMm: tenths(mm.height) })}
        />
      </fieldset>
      <fieldset>
        <legend>{words.camera}</legend>
        <div class="fields">
          {field('aboveMm', words.fields.aboveMm, words.aboveHints[form.value.kind])}
          {field('asideMm', words.fields.asideMm, words.asideHint)}
          {field('distanceMm', words.fields.distanceMm, words.distanceHint)}
        </div>
      </fieldset>
      {Object.keys(faults.value).length > 0 && <Notice tone="amber">{words.mend}</Notice>}
      <div class="place-acts">
        <button type="submit" class="button" data-look="primary" data-act="place.keep">
          <Icon node={Check} />
          <span>{words.keep}</span>
        </button>
        <Button icon={X} name="place.close" onPress={() => dialog.current?.close()}>
          {texts.value.close}
        </Button>
        {place.value && <Kept dialog={dialog} at={place.value.at} />}
      </div>
    </form>
  )
}

interface Change {
  readonly form: PlaceForm
  readonly change: (part: Partial<PlaceForm>) => void
}

function KindChoice({ form, change }: Change) {
  const words = texts.value.myPlace
  return (
    <fieldset>
      <legend>{words.kind}</legend>
      {(['above', 'glass'] as const).map((kind) => (
        <label key={kind} class="choice-line">
          <input
            type="radio"
            name="kind"
            value={kind}
            checked={form.kind === kind}
            onChange={() => change({ kind })}
          />
          <span>{words.kinds[kind]}</span>
        </label>
      ))}
      {form.kind === 'glass' && (
        <label class="choice-line" data-under>
          <input
            type="checkbox"
            name="mirrored"
            checked={form.mirrored}
            onChange={({ currentTarget }) => change({ mirrored: currentTarget.checked })}
          />
          <span>{words.mirrored}</span>
        </label>
      )}
    </fieldset>
  )
}

interface FieldProps extends Change {
  readonly name: PlaceField
  readonly label: string
  readonly hint: string | undefined
  readonly fault: PlaceFaults[PlaceField] | undefined
}
function Field({ name, label, hint, form, fault, change }: FieldProps) {
  const words = texts.value.myPlace
  const id = `place-${name}`
  const [least, most] = PLACE_LIMITS[name]
  return (
    <div class="field" data-field={name}>
      <label for={id}>{label}</label>
      <span class="with-unit">
        <input
          id={id}
          name={name}
          value={form[name]}
          inputMode="decimal"
          autocomplete="off"
          maxLength={8}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby={`${id}-says`}
          onInput={({ currentTarget }) => change({ [name]: currentTarget.value })}
        />
        <span aria-hidden="true">mm</span>
      </span>
      <p id={`${id}-says`} class={fault ? 'small fault' : 'soft small'}>
        {fault ? words.faults[fault](String(least), String(most)) : hint}
      </p>
    </div>
  )
}

function Kept({ at, dialog }: { at: string; dialog: RefObject<HTMLDialogElement | null> }) {
  const words = texts.value.myPlace
  const day = new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(new Date(at))
  function forget(): void {
    forgetPlace()
    dialog.current?.close()
  }
  return (
    <span class="place-kept">
      <StatusWord tone="green">{words.keptAt(day, timeOf(Date.parse(at)))}</StatusWord>
      <Button look="quiet" icon={Trash2} name="place.forget" onPress={forget}>
        {words.forget}
      </Button>
    </span>
  )
}

function formOf(set: Place | null): PlaceForm {
  const seen = { width: screen.width, height: screen.height, scale: screenScale() }
  if (!set)
    return {
      ...{ kind: 'above', mirrored: true, seen, widthMm: '', heightMm: '', aboveMm: '' },
      ...{ asideMm: '0', distanceMm: String(USUAL_DISTANCE_MM) },
    }
  return {
    ...{ kind: set.kind, mirrored: set.mirrored, seen },
    widthMm: String(set.screen.widthMm),
    heightMm: String(set.screen.heightMm),
    aboveMm: String(set.camera.aboveMm),
    asideMm: String(set.camera.asideMm),
    distanceMm: String(set.distanceMm),
  }
}

function tenths(mm: number): string {
  const options = { maximumFractionDigits: 1, useGrouping: false }
  return new Intl.NumberFormat(language.value, options).format(mm)
}
