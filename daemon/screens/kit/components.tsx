/**
 * The components every page is made of; their looks are in `base.css`. Rules that hold for all of them: an icon
 * always comes with a word, a colour always with a word, a target is at least 48 px.
 */
import type { IconNode } from 'lucide'
import { CircleCheck, CircleDot, Circle as CircleIcon, Info, Phone, TriangleAlert } from 'lucide'
import type { ComponentChildren } from 'preact'
import { h } from 'preact'
import type { Language } from '../../core/language.ts'
import { urgentTexts } from './texts/texts.ts'

type Does = (() => void) | undefined

/** A Lucide drawing; decoration only, so it is hidden from assistive technology. */
export function Icon({ node }: { node: IconNode }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {node.map(([tag, attributes]) => h(tag, { ...attributes }))}
    </svg>
  )
}

export interface ButtonProps {
  readonly onPress: Does
  readonly children: ComponentChildren
  readonly icon?: IconNode
  readonly look?: 'primary' | 'plain' | 'quiet'
  /** Still focusable, so that a person who cannot see it learns that it is there. */
  readonly off?: boolean
  readonly pressed?: boolean
  readonly name?: string
}
export function Button({
  onPress,
  children,
  icon,
  look = 'plain',
  off,
  pressed,
  name,
}: ButtonProps) {
  return (
    <button
      type="button"
      class="button"
      data-look={look}
      data-act={name}
      aria-disabled={off ? 'true' : undefined}
      aria-pressed={pressed}
      onClick={() => !off && onPress?.()}
    >
      {icon && <Icon node={icon} />}
      <span>{children}</span>
    </button>
  )
}

/** One of at most two large answers of equal size. */
export function BigChoice({ onPress, children, icon, look = 'plain', off, name }: ButtonProps) {
  return (
    <button
      type="button"
      class="choice"
      data-look={look}
      data-act={name}
      aria-disabled={off ? 'true' : undefined}
      onClick={() => !off && onPress?.()}
    >
      {icon && <Icon node={icon} />}
      <span>{children}</span>
    </button>
  )
}
export function Choices({ children }: { children: ComponentChildren }) {
  return <div class="choices">{children}</div>
}

export type Tone = 'soft' | 'blue' | 'green' | 'amber' | 'red'

/** What happened, what still works, what to do; read out when it appears. */
export function Notice({ tone = 'soft', children }: { tone?: Tone; children: ComponentChildren }) {
  const icon =
    tone === 'green' ? CircleCheck : tone === 'amber' || tone === 'red' ? TriangleAlert : Info
  return (
    <div class="notice" data-tone={tone} role={tone === 'red' ? 'alert' : 'status'}>
      <Icon node={icon} />
      <div>{children}</div>
    </div>
  )
}

export interface Step {
  readonly label: string
  readonly at: 'done' | 'now' | 'later'
}
export function Steps({ steps }: { steps: readonly Step[] }) {
  const icons = { done: CircleCheck, now: CircleDot, later: CircleIcon }
  return (
    <ol class="steps">
      {steps.map(({ label, at }) => (
        <li key={label} class="step" data-at={at} aria-current={at === 'now' ? 'step' : undefined}>
          <Icon node={icons[at]} />
          <span>{label}</span>
        </li>
      ))}
    </ol>
  )
}

/** `B014`: letters and digits of one width. */
export function TicketNumber({ number }: { number: string }) {
  return <span class="ticket-number">{number}</span>
}

/** A state in a word, with a dot of its colour. */
export function StatusWord({ tone, children }: { tone: Tone; children: ComponentChildren }) {
  return (
    <span class="status" data-tone={tone}>
      {children}
    </span>
  )
}

/** "Dringend: bel 101": on every citizen page, always, and it needs no server. */
export function UrgentLine({ language }: { language: Language }) {
  const texts = urgentTexts[language]
  return (
    <p class="urgent" lang={language}>
      <Icon node={Phone} />
      <span>
        {texts.call} <span class="urgent-number">101</span>
      </span>
    </p>
  )
}
