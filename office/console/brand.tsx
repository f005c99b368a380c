import { texts } from './speech.ts'

/** A neutral mark: a counter with one light above it. No arms of any police force. */
export function Mark() {
  return (
    <p class="mark">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect x="1" y="1" width="30" height="30" rx="8" />
        <circle cx="16" cy="11" r="4" />
        <path d="M6 20h20M9 20v6M23 20v6" />
      </svg>
      <span>
        <strong>{texts.value.name}</strong>
        <span class="soft">{texts.value.subtitle}</span>
      </span>
    </p>
  )
}
