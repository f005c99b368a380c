import type { urgent as nl } from '../nl/urgent.ts'
export const urgent: typeof nl = {
  call: 'Dringend: Notruf',
  police: 'Dringende Polizeihilfe',
  restarting: 'Der Bildschirm startet gleich neu.',
}
