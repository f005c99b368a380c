import type { glass as nl } from '../nl/glass.ts'
export const glass: typeof nl = {
  waiting: 'L’inspecteur arrive à l’écran.',
  moment: 'Un instant. L’inspecteur est bientôt à vous.',
  frozen: 'L’image s’est figée. Vous pouvez continuer à parler.',
}
