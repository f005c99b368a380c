import type { exchange as nl } from '../nl/exchange.ts'

export const exchange: typeof nl = {
  heading: 'Pièces jointes à la déclaration',
  none: 'Aucune pièce.',
  count: (count) => (count === 1 ? '1 pièce' : `${count} pièces`),
  add: 'Ajouter une pièce',
  hint: 'Glissez ici un PDF ou une photo.',
  room: (left) =>
    `PDF, JPEG ou PNG, au plus 8 pièces de 20 pages. Encore de la place pour ${left} ; une photo est réduite d’elle-même.`,
  full: 'Il n’y a plus de place pour une autre pièce.',
  choose: 'Choisir un fichier',
  preparing: 'Le fichier est examiné',
  name: 'Nom de la pièce, tel qu’il figurera dans la déclaration',
  defaultNames: { pdf: 'Document', jpeg: 'Photo' },
  accept: 'Ajouter',
  cancel: 'Annuler',
  preview: 'Ce qui sera ajouté',
  problems: {
    type: 'Ce fichier n’est ni un PDF, ni un JPEG, ni un PNG. Rien n’a été envoyé.',
    room: (size, left) =>
      `Ce fichier fait ${size}, et il reste de la place pour ${left}. Rien n’a été envoyé. Enregistrez le document en plus petit, ou photographiez chaque page.`,
    picture: 'Cette photo ne peut pas être ouverte. Rien n’a été envoyé.',
    twice: 'Cette pièce est déjà là.',
    refused:
      'Le guichet n’accepte pas cette pièce maintenant. Voyez si la déclaration est encore un projet.',
  },
  arriving: (percent) => `en route, ${percent} %`,
  broken:
    'Le transfert s’est interrompu. Choisissez de nouveau le même fichier pour continuer, ou retirez la pièce.',
  checking: 'vérification par le guichet',
  looking: (page, pages) => `à l’écran, page ${page} sur ${pages}`,
  faults: {
    altered: 'La pièce n’est pas arrivée entière. Ajoutez-la de nouveau. (piece-alteree)',
    not_this_type: 'Ce n’est ni un PDF ni une photo. (piece-type)',
    damaged:
      'Ce fichier est endommagé et ne peut pas être montré. Demandez-en un autre. (piece-endommagee)',
    locked:
      'Ce PDF est protégé. Demandez-en un sans mot de passe, ou photographiez les pages. (piece-protegee)',
    too_many_pages:
      'Cette pièce a plus de 20 pages. N’ajoutez que ce qui est nécessaire. (piece-trop-longue)',
    hidden_data: 'Cette photo contient encore des données à côté de l’image. (piece-donnees)',
  },
  show: 'Présenter',
  hide: 'Ranger',
  drop: 'Retirer',
  fixed: 'Reprenez le document présenté pour changer quelque chose aux pièces.',
}
