import { DoorOpen, MessagesSquare, Ticket } from 'lucide'
import { LANGUAGES, type Language } from '../../core/language.ts'
import { Icon, Notice, TicketNumber, UrgentLine } from '../kit/components.tsx'
import { dayName, hourMinute } from '../kit/language.ts'
import { type InfoTexts, infoTexts } from '../kit/texts/texts.ts'
import { Queue } from './queue.tsx'
import { connected, now, staleSince, state } from './state.ts'

const stepIcons = [Ticket, DoorOpen, MessagesSquare]

export function InfoPage({ language }: { language: Language }) {
  const texts = infoTexts[language]
  return (
    <div class="info">
      <Top language={language} />
      <main class="info-left">
        <Called language={language} />
        <Queue texts={texts} also={<Also language={language} of={(other) => other.queue} />} />
      </main>
      <aside class="info-right">
        <Estimate language={language} />
        <section class="how">
          <h2>
            {texts.howItWorks} <Also language={language} of={(other) => other.howItWorks} />
          </h2>
          <ol>
            {stepIcons.map((icon, at) => (
              <li key={texts.steps[at]}>
                <Icon node={icon} />
                <div>
                  <p>{texts.steps[at]}</p>
                  <Also language={language} of={(other) => other.steps[at] ?? ''} />
                </div>
              </li>
            ))}
          </ol>
        </section>
        <UrgentLine language={language} />
      </aside>
    </div>
  )
}

function Top({ language }: { language: Language }) {
  const zone = state.value?.timeZone
  const stale = staleSince.value
  const texts = infoTexts[language]
  return (
    <header class="info-top">
      <div class="place">
        <span class="mark" aria-hidden="true" />
        <h1>
          {texts.police} {state.value?.site.name}
        </h1>
      </div>
      {stale !== undefined && <Notice tone="amber">{texts.stale(hourMinute(stale, zone))}</Notice>}
      {!state.value && !connected.value && <Notice tone="amber">{texts.noConnection}</Notice>}
      <p class="clock">
        <span>{dayName(now.value, language, zone)}</span>{' '}
        <span class="time">{hourMinute(now.value, zone)}</span>
      </p>
    </header>
  )
}

function Called({ language }: { language: Language }) {
  const texts = infoTexts[language]
  const called = state.value?.called
  const unprinted = state.value?.unprinted
  return (
    <section class="called" aria-live="polite" data-called={called ? 'yes' : 'no'}>
      <h2>
        {called ? texts.called : texts.nobodyCalled}{' '}
        <Also language={language} of={(other) => (called ? other.called : other.nobodyCalled)} />
      </h2>
      {called ? (
        <div class="called-ticket" key={`${called.number} ${called.since}`}>
          <TicketNumber number={called.number} />
          <p class="called-room">
            {texts.goTo(called.room)}
            <Also language={language} of={(other) => other.goTo(called.room)} />
          </p>
        </div>
      ) : (
        <p class="called-none">
          {texts.pressForTicket}
          <Also language={language} of={(other) => other.pressForTicket} />
        </p>
      )}
      {unprinted && (
        <div class="unprinted">
          <p>
            {texts.unprinted} <Also language={language} of={(other) => other.unprinted} />
          </p>
          <TicketNumber number={unprinted} />
        </div>
      )}
    </section>
  )
}

function Estimate({ language }: { language: Language }) {
  const texts = infoTexts[language]
  const estimate = state.value?.estimate
  return (
    <section class="estimate">
      <h2>
        {texts.howLong} <Also language={language} of={(other) => other.howLong} />
      </h2>
      <p class="estimate-value" data-known={estimate ? 'yes' : 'no'}>
        {estimate ? texts.estimate(estimate.fromMinutes, estimate.toMinutes) : texts.noEstimate}
      </p>
      <p class="soft">{texts.fairness}</p>
    </section>
  )
}

/** The same words in the other three languages, small. */
function Also({ language, of }: { language: Language; of: (texts: InfoTexts) => string }) {
  return (
    <small class="also">
      {LANGUAGES.filter((other) => other !== language).map((other) => (
        <span key={other} lang={other}>
          {of(infoTexts[other])}
        </span>
      ))}
    </small>
  )
}
