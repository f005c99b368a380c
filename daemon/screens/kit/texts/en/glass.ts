import type { glass as nl } from '../nl/glass.ts'
export const glass: typeof nl = {
  waiting: 'The inspector will appear in a moment.',
  moment: 'One moment. The inspector will be right with you.',
  frozen: 'The picture has stopped for a moment. You can go on talking.',
}
