import type { urgent as nl } from '../nl/urgent.ts'
export const urgent: typeof nl = {
  call: 'Urgent: call',
  police: 'Urgent police help',
  restarting: 'The screen will restart in a moment.',
}
