/** Who may log in to the demo. The passwords are no secret: the demo holds no real person. */
export const DEMO_USERS = [
  { user: 'an', name: 'Inspecteur An Specimen', role: 'inspector', password: 'loket-an' },
  { user: 'bert', name: 'Inspecteur Bert Specimen', role: 'inspector', password: 'loket-bert' },
  { user: 'chris', name: 'Hoofdinspecteur Chris Specimen', role: 'chief', password: 'loket-chris' },
] as const
