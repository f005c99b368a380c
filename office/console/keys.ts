/**
 * Every act has a key. With Alt they work everywhere, also in the middle of typing, and none of them is a character
 * that a Belgian keyboard needs. A key presses the button that is on the page, so what is off stays off.
 */
export interface Key {
  readonly name: KeyName
  readonly shown: string
  /** The first button that is found is pressed; a text field gets the focus. */
  readonly presses: string
}
export type KeyName =
  | 'next'
  | 'act'
  | 'mute'
  | 'undo'
  | 'notHere'
  | 'putBack'
  | 'pause'
  | 'queue'
  | 'story'
  | 'help'

/** By the letter on the key, or by its place for what is not a letter. */
export const KEYS: Readonly<Record<string, Key>> = {
  n: { name: 'next', shown: 'Alt N', presses: '[data-primary] button' },
  Enter: { name: 'act', shown: 'Alt Enter', presses: '.step-panel [data-look="primary"]' },
  m: { name: 'mute', shown: 'Alt M', presses: '[data-act="mute"]' },
  u: { name: 'undo', shown: 'Alt U', presses: '[data-act="undo"]' },
  x: { name: 'notHere', shown: 'Alt X', presses: '[data-act="visit.not_here"]' },
  r: { name: 'putBack', shown: 'Alt R', presses: '[data-act="visit.return"]' },
  p: { name: 'pause', shown: 'Alt P', presses: '[data-act="break.start"], [data-act="break.end"]' },
  q: { name: 'queue', shown: 'Alt Q', presses: '.queue-list' },
  v: { name: 'story', shown: 'Alt V', presses: '[data-act="step.story"]' },
  h: { name: 'help', shown: '?', presses: '[data-act="keys"]' },
}

/** Listens on the whole page. */
export function installKeys(page: Document): void {
  page.addEventListener('keydown', (event) => {
    const selector = wanted(event)
    const found = selector && page.querySelector<HTMLElement>(selector)
    if (!found) return
    event.preventDefault()
    if (found.matches('button')) found.click()
    else found.focus()
  })
}

function wanted(event: KeyboardEvent): string | undefined {
  const typing = event.target instanceof Element && event.target.matches('input, textarea, select')
  if (event.key === 'F1' || (event.key === '?' && !typing)) return KEYS['h']?.presses
  if (!event.altKey || event.ctrlKey || event.metaKey) return undefined
  // Digits by their place: on a Belgian keyboard they are under Shift.
  const digit = /^(?:Digit|Numpad)([1-7])$/.exec(event.code)?.[1]
  if (digit) return `.path > li:nth-child(${digit}) > button`
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]?.presses
}
