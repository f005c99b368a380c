import { Info } from 'lucide'
import type { TestCard } from '../../../hw/room/protocol.ts'
import { Button, Icon } from '../kit/components.tsx'
import { move, room, texts } from './state.ts'

/** What is tried most comes first. */
const order: readonly TestCard['note'][] = [
  'adult',
  'adult_18',
  'rekeyed',
  'kids',
  'foreigner',
  'birth_year',
  'no_signature',
  'last_try',
  'blocked',
  'expired',
  'tampered',
  'tampered_address',
  'tampered_photo',
  'cloned',
  'wrong_chain',
  'not_an_eid',
]
const byUse = (one: TestCard, other: TestCard) =>
  order.indexOf(one.note) - order.indexOf(other.note)

/** The card slot and the cards to choose from. */
export function CardReader() {
  const state = room.value
  const inserted = state?.cards.find((card) => card.id === state.inserted)
  return (
    <section class="device card-reader" aria-label={texts.value.cardSlot}>
      <h2 class="label">
        {texts.value.cardSlot}{' '}
        {state?.reader.kind === 'sim' && (
          <span class="short-note">({texts.value.readerSimShort})</span>
        )}
      </h2>
      <div class="reader" data-powered={state?.reader.powered ? 'yes' : 'no'}>
        {inserted && <Plastic card={inserted} />}
        <div class="mouth" aria-hidden="true" />
        <p role="status">
          {inserted ? texts.value.cardInserted(inserted.label) : texts.value.cardSlotEmpty}
        </p>
      </div>
      {inserted ? (
        <Button name="remove card" onPress={() => move({ do: 'card.remove' })}>
          {texts.value.takeOut}
        </Button>
      ) : (
        <ul class="cards" aria-label={texts.value.cards}>
          {state?.cards.toSorted(byUse).map((card) => (
            <li key={card.id}>
              <button
                type="button"
                class="card-choice"
                data-card={card.id}
                aria-label={`${texts.value.insert(card.label)} (${texts.value.cardNotes[card.note]})`}
                onClick={() => move({ do: 'card.insert', card: card.id })}
              >
                <Plastic card={card} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {state && <ReaderKind kind={state.reader.kind} />}
    </section>
  )
}

function Plastic({ card }: { card: TestCard }) {
  return (
    <span class="plastic" data-note={card.note}>
      <span class="chip" aria-hidden="true" />
      <span class="name">{card.label}</span>
      <span class="note">{texts.value.cardNotes[card.note]}</span>
    </span>
  )
}

function ReaderKind({ kind }: { kind: 'pcsc' | 'sim' }) {
  if (kind === 'pcsc') return <p class="engraved">{texts.value.readerReal}</p>
  return (
    <p class="engraved simulated">
      <Icon node={Info} /> <span>{texts.value.readerSim}</span>
    </p>
  )
}
