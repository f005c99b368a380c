import type { urgent as nl } from '../nl/urgent.ts'
export const urgent: typeof nl = {
  call: 'Urgent : appelez le',
  police: 'Aide policière urgente',
  restarting: 'L’écran redémarre dans un instant.',
}
