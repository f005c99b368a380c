import type { glass as nl } from '../nl/glass.ts'
export const glass: typeof nl = {
  waiting: 'Der Inspektor erscheint gleich im Bild.',
  moment: 'Einen Augenblick. Der Inspektor ist gleich bei Ihnen.',
  frozen: 'Das Bild steht kurz still. Sie können weitersprechen.',
}
