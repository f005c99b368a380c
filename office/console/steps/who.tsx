import { useSignal } from '@preact/signals'
import { CreditCard, KeyRound, UserPen } from 'lucide'
import type { Check } from '../../../daemon/core/card-view.ts'
import { established, provable } from '../../../daemon/core/established.ts'
import type { IdentityView } from '../../../daemon/core/visit-view.ts'
import { sayAttempts } from '../../../daemon/screens/kit/card-attempts.ts'
import { Button, Notice, StatusWord } from '../../../daemon/screens/kit/components.tsx'
import { sayEvidence } from '../../../daemon/screens/kit/evidence.ts'
import type { StepProps } from '../dossier.tsx'
import { texts } from '../speech.ts'
import { timeOf } from '../times.ts'
import { NoCard } from './no-card.tsx'
import { PinNotice } from './pin-notice.tsx'

/** Who sits there: asked of the card, or recorded without it. */
export function Who({ s, visit, go }: StepProps) {
  const words = texts.value
  const without = useSignal(false)
  const { identity } = visit
  const locked =
    visit.document.state !== 'draft' || visit.phase === 'wrapping' || visit.phase === 'closed'
  if (without.value && !locked)
    return <NoCard s={s} visit={visit} done={() => (without.value = false)} />
  const underWay =
    identity.state === 'asked' || identity.state === 'agreed' || identity.state === 'reading'
  const first = identity.state === 'none'
  // Neither way is the lesser one: both look the same, whatever happened before.
  const look = established(identity) ? 'plain' : 'primary'
  return (
    <>
      {visit.pin?.purpose === 'identify' && <PinNotice pin={visit.pin} />}
      {identity.state === 'known' ? <Known identity={identity} /> : <Unknown identity={identity} />}
      <Attempts visit={visit} />
      {!locked && (
        <div class="step-foot step-acts ways">
          <Button
            name="identity.ask"
            icon={CreditCard}
            look={look}
            off={underWay || s.lostAtMs.value !== undefined}
            onPress={() => s.ask({ name: 'identity.ask' })}
          >
            {first || underWay ? words.askCard : words.askCardAgain}
          </Button>
          <Button
            name="identity.without"
            icon={UserPen}
            look={look}
            onPress={() => (without.value = true)}
          >
            {words.withoutCard}
          </Button>
          <AskPin s={s} visit={visit} go={go} />
        </div>
      )}
    </>
  )
}

/** A card that was read and holds can be proven to be with its holder. */
function AskPin({ s, visit }: StepProps) {
  const { identity, pin } = visit
  if (!provable(identity)) return null
  return (
    <Button
      name="identity.prove"
      icon={KeyRound}
      off={pin !== undefined || s.lostAtMs.value !== undefined}
      onPress={() => s.ask({ name: 'identity.prove', nonce: freshNonce() })}
    >
      {texts.value.askPin}
    </Button>
  )
}

/** 32 bytes in hex: the office heard it before the card signed it. */
function freshNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function Unknown({ identity }: { identity: Exclude<IdentityView, { state: 'known' }> }) {
  const words = texts.value
  if (identity.state === 'failed')
    return <Notice tone="amber">{words.cardFailures[identity.failure]}</Notice>
  return <p data-name="identity">{words.identityStates[identity.state]}</p>
}

/** What went wrong with a card stays in sight, and in the dossier, whatever came after. */
function Attempts({ visit: { cardAttempts } }: Pick<StepProps, 'visit'>) {
  if (!cardAttempts) return null
  return (
    <ul class="attempts" data-name="attempts">
      {sayAttempts(cardAttempts, texts.value.cardWords, timeOf).map((sentence) => (
        <li key={sentence} class="soft">
          {sentence}
        </li>
      ))}
    </ul>
  )
}

type Person = Extract<IdentityView, { state: 'known' }>
function Known({ identity }: { identity: Person }) {
  const words = texts.value
  const { person, photo } = identity
  return (
    <div class="person" data-name="person">
      {photo && <img src={`data:image/jpeg;base64,${photo}`} alt={words.photo} />}
      <div>
        <p class="person-name">
          {person.givenNames} <strong>{person.surname}</strong>
        </p>
        <p>
          <StatusWord tone={identity.assurance.startsWith('chip') ? 'green' : 'amber'}>
            {words.assurances[identity.assurance]}
          </StatusWord>{' '}
          <span class="soft">{words.establishedAt(timeOf(identity.at))}</span>
        </p>
      </div>
      {!established(identity) && <Notice tone="amber">{words.notEstablished}</Notice>}
      {identity.checks.length > 0 && <Checks checks={identity.checks} />}
      <Facts identity={identity} />
    </div>
  )
}

function Facts({ identity }: { identity: Person }) {
  const words = texts.value
  const { person, reason, shown, basis } = identity
  const { address } = person
  const { names } = words.recordWords
  const kind = person.documentType && kindOf(person.documentType, words.cardWords.documentTypes)
  const facts: readonly (readonly [string, string | undefined])[] = [
    [words.born, [person.birthDate, person.birthPlace].filter(Boolean).join(', ')],
    [words.nationality, person.nationality],
    [words.nationalNumber, person.nationalNumber],
    [words.address, address && `${address.street}, ${address.zip} ${address.municipality}`],
    [names['identity.person.sex'], person.sex && words.cardWords.sexes[person.sex]],
    [names['identity.person.nobility'], person.nobility],
    [
      names['identity.person.specialStatus'],
      person.specialStatus && words.cardWords.specialStatuses[person.specialStatus],
    ],
    [words.card, [person.cardNumber, kind].filter(Boolean).join(', ')],
    ['', person.cardValidUntil && words.validUntil(person.cardValidUntil)],
    [words.reason, reason && words.noCardReasons[reason]],
    [words.shown, shown && words.shownDocuments[shown]],
    [words.shownNumber, identity.shownNumber],
    [words.shownCountry, identity.shownCountry],
    [words.basis, basis],
  ]
  return (
    <dl class="facts">
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

/** Most kinds are the letter on the card, the same in every language. */
function kindOf(type: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, type) ? (names[type] ?? type) : type
}

const TONES = { holds: 'green', broken: 'red', not_checked: 'soft' } as const
/** Each check with its evidence: what is not proven is not called proven. */
function Checks({ checks }: { checks: readonly Check[] }) {
  const words = texts.value
  const broken = checks.filter(({ verdict }) => verdict === 'broken')
  const others = checks.filter(({ verdict }) => verdict !== 'broken')
  return (
    <details class="checks" open={broken.length > 0}>
      <summary>
        {words.checks}{' '}
        <span class="soft">
          {checks.filter(({ verdict }) => verdict === 'holds').length}/{checks.length}{' '}
          {words.verdicts.holds}
        </span>
      </summary>
      <ul>
        {[...broken, ...others].map((check) => (
          <li key={check.name}>
            <StatusWord tone={TONES[check.verdict]}>{words.verdicts[check.verdict]}</StatusWord>
            <span>
              {words.cardWords.checks[check.name]}{' '}
              <span class="soft">{sayEvidence(check.evidence, words.cardWords)}</span>
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
