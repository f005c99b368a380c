import type { place as nl } from '../nl/place.ts'

/** The inspector's working place and eye contact. */
export const place: typeof nl = {
  open: 'Mon poste',
  title: 'Mon poste',
  intro:
    'À mesurer une seule fois, avec une règle ou une carte bancaire : les yeux du citoyen sont alors aussi près de la caméra que possible. Cela concerne cet écran et reste sur cet ordinateur.',
  kind: 'Où est la caméra ?',
  kinds: {
    above: 'au-dessus de l’écran',
    glass: 'derrière une glace sans tain où je vois l’écran',
  },
  mirrored: 'inverser cette page (inutile si l’écran le fait lui-même)',
  screen: 'Écran : l’image seule, sans le bord',
  camera: 'Caméra et distance',
  fields: {
    widthMm: 'Largeur',
    heightMm: 'Hauteur',
    aboveMm: 'Au-dessus du bord',
    asideMm: 'À côté du milieu',
    distanceMm: 'Distance de vue',
  },
  aboveHints: {
    above: 'du bord supérieur de l’image à l’objectif',
    glass: 'plus bas que le bord : avec un moins',
  },
  asideHint: 'à droite du milieu, à gauche avec un moins',
  distanceHint: 'de vos yeux à l’écran',
  faults: {
    number: () => 'Écrivez un nombre en millimètres, par exemple 530.',
    range: (a: string, b: string) => `Ceci doit être entre ${a} et ${b} mm.`,
    camera: () =>
      'La caméra n’est pas à sa place : au-dessus de l’écran, 0 ou plus ; derrière la glace, pas plus bas que le bord inférieur.',
    shape: () =>
      'La largeur et la hauteur ne vont pas avec la forme de cet écran. Mesurez l’image seule, sans le bord.',
  },
  mend: 'Pas encore gardé : corrigez ce qui est indiqué.',
  keep: 'Garder',
  forget: 'Oublier',
  keptAt: (d: string, t: string) => `mesuré le ${d}, ${t}`,
  withCard: 'Mesurer avec une carte bancaire',
  cardHint:
    'Tenez une carte bancaire ou d’identité contre l’écran et donnez au cadre la même taille : glissez, ou utilisez les flèches.',
  cardSize: 'Taille du cadre',
  contactUnset: 'regard : non réglé',
  contact: { aligned: 'regard : bon', near: 'regard : presque', not_aligned: 'regard : non' },
  contactAngle: (x: string, y: string) => `${x}° de côté, ${y}° en hauteur`,

  light: {
    dark: 'lumière : trop sombre, placez une lampe devant vous',
    good: 'lumière : bonne',
    bright: 'lumière : trop forte, détournez-vous de la lampe ou de la fenêtre',
  },
  backdrop: 'Fond noir',
  backdropStarts: 'démarre ; d’ici là, le citoyen ne vous voit pas',
  backdropRate: (pictures: string) => `${pictures} images par seconde`,
  backdropUnable: {
    browser:
      'Ce navigateur ne peut pas rendre le fond noir. Votre caméra est envoyée telle quelle.',
    slow: 'Cet ordinateur est trop lent pour un fond noir. Il est de nouveau désactivé : votre caméra est envoyée telle quelle.',
    failed:
      'Le fond noir n’a pas pu être chargé. Il est de nouveau désactivé : votre caméra est envoyée telle quelle.',
  },
}
