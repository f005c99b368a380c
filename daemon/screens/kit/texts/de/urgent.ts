import type { urgent as nl } from '../nl/urgent.ts'
export const urgent: typeof nl = {
  call: 'Dringend: Rufen Sie',
  police: 'Dringende Polizeihilfe',
}
