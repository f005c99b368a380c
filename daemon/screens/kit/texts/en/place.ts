import type { place as nl } from '../nl/place.ts'

/** The inspector's working place and eye contact. */
export const place: typeof nl = {
  open: 'My place',
  title: 'My place',
  intro:
    'Measure once with a ruler or a bank card; then the citizen’s eyes are as near to the camera as can be. It belongs to this screen and stays on this computer.',
  kind: 'Where is the camera?',
  kinds: { above: 'above the screen', glass: 'behind a mirror glass in which I see the screen' },
  mirrored: 'turn this page around (not needed when the screen does so itself)',
  screen: 'Screen: the picture only, without its frame',
  camera: 'Camera and distance',
  fields: {
    widthMm: 'Width',
    heightMm: 'Height',
    aboveMm: 'Above the edge',
    asideMm: 'Beside the middle',
    distanceMm: 'Viewing distance',
  },
  aboveHints: {
    above: 'from the upper edge of the picture to the lens',
    glass: 'lower than the upper edge: with a minus',
  },
  asideHint: 'right of the middle; left with a minus',
  distanceHint: 'from your eyes to the screen',
  faults: {
    number: () => 'Write a number of millimetres, for example 530.',
    range: (a: string, b: string) => `This must be between ${a} and ${b} mm.`,
    camera: () =>
      'The camera would not be in its place: 0 or more above the screen; behind the glass not below the lower edge.',
    shape: () =>
      'Width and height do not fit the shape of this screen. Measure the picture only, without its frame.',
  },
  mend: 'Not kept yet: mend what is marked.',
  keep: 'Keep',
  forget: 'Forget',
  keptAt: (d: string, t: string) => `measured on ${d}, ${t}`,
  withCard: 'Measure with a bank card',
  cardHint:
    'Hold a bank card or identity card to the screen and make the outline the same size: slide, or use the arrow keys.',
  cardSize: 'Size of the outline',
  contactUnset: 'eye contact: not set',
  contact: {
    aligned: 'eye contact: good',
    near: 'eye contact: nearly',
    not_aligned: 'eye contact: none',
  },
  contactAngle: (x: string, y: string) => `${x}° sideways, ${y}° up or down`,

  light: {
    dark: 'light: too dark, put a lamp before you',
    good: 'light: good',
    bright: 'light: too bright, turn away from the lamp or the window',
  },
  backdrop: 'Black background',
  backdropStarts: 'starting; until then the citizen does not see you',
  backdropRate: (pictures: string) => `${pictures} pictures a second`,
  backdropUnable: {
    browser: 'This browser cannot make the background black. Your camera is sent as it is.',
    slow: 'This computer is too slow for a black background. It is off again: your camera is sent as it is.',
    failed:
      'The black background could not be loaded. It is off again: your camera is sent as it is.',
  },
}
