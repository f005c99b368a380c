import type { IdentityView } from './visit-view.ts'

/**
 * Whether it is known who sits there. A card whose checks do not hold establishes nobody: the inspector has to record
 * how they were convinced instead.
 */
export function established(identity: IdentityView): boolean {
  return identity.state === 'known' && identity.checks.every((check) => check.verdict !== 'broken')
}

/** Whether the PIN can prove that the card which was read is with its holder: cards of young children have no key. */
export function provable(identity: IdentityView): boolean {
  return (
    identity.state === 'known' &&
    identity.assurance === 'chip' &&
    identity.card?.authentication !== undefined &&
    established(identity)
  )
}
