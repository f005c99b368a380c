import type { IdentityView } from './visit-view.ts'

/**
 * Whether it is known who sits there. A card whose checks do not hold establishes nobody: the inspector has to record
 * how they were convinced instead.
 */
export function established(identity: IdentityView): boolean {
  return identity.state === 'known' && identity.checks.every((check) => check.verdict !== 'broken')
}
