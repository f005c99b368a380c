import type { PaperTexts } from '../texts.ts'

/** Words on paper. */
export const fr: PaperTexts = {
  locale: 'fr-BE',
  title: {
    talk: 'Compte rendu d’un entretien',
    notification: 'Signalement',
    report: 'Déclaration de faits',
    complaint: 'Plainte',
  },
  counter: 'Guichet de police virtuel',
  madeOn: (place, when) => `Fait au guichet ${place} le ${when}`,
  revision: 'Version',
  ticket: 'Ticket',
  heard: 'Entendu(e)',
  born: (date, place) => (place === undefined ? `né(e) le ${date}` : `né(e) le ${date} à ${place}`),
  nationality: 'Nationalité',
  nationalNumber: 'Numéro national',
  identified: 'Identité',
  notIdentified: 'L’identité n’a pas été établie.',
  assurance: {
    'chip+pin':
      'Établie par la carte d’identité électronique : les données de la puce ont été vérifiées et le code PIN a été introduit.',
    chip: 'Établie par la carte d’identité électronique : les données de la puce ont été vérifiées.',
    visual:
      'Établie sans lecteur de carte : l’inspecteur a examiné un autre document et comparé la personne à l’écran.',
    declared: 'Selon les dires de la personne entendue ; non vérifiée.',
  },
  noCard: {
    lost: 'La carte d’identité est perdue.',
    stolen: 'La carte d’identité est volée.',
    forgotten: 'La personne n’a pas sa carte d’identité sur elle.',
    expired: 'La carte d’identité est périmée.',
    not_genuine: 'L’authenticité de la carte présentée n’a pas pu être confirmée.',
    unreadable: 'La carte n’a pas pu être lue.',
    no_chip: 'La carte n’a pas de puce lisible.',
    foreign: 'La personne n’a pas de carte d’identité belge.',
    minor: 'La personne est mineure.',
    refuses: 'La personne n’a pas souhaité faire lire sa carte.',
  },
  lookedAt: 'Examiné',
  shown: {
    passport: 'passeport',
    driving_licence: 'permis de conduire',
    residence_permit: 'titre de séjour',
    foreign_identity_card: 'carte d’identité étrangère',
    other: 'autre document',
    none: 'aucun document',
  },
  shownNumber: (number) => `n° ${number}`,
  convincedBy: 'Sur quoi cela repose',
  card: (number, until) =>
    until === undefined ? `Carte ${number}` : `Carte ${number}, valable jusqu’au ${until}`,
  inspector: 'Inspecteur',
  begun: 'Début',
  rights: 'Droits',
  rightsConfirmed: (version, language, when) =>
    `Information sur les droits, version ${version}, en ${language} ; confirmée le ${when}.`,
  rightsNotConfirmed: 'L’information sur les droits n’a pas été confirmée.',
  languageName: { nl: 'néerlandais', fr: 'français', de: 'allemand', en: 'anglais' },
  statement: 'Déclaration',
  empty: 'Aucun texte n’a été noté.',
  exchanged: 'Pièces',
  pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
  closing:
    'La personne entendue a pu lire ce texte ou se le faire lire, et le faire corriger ou compléter. La signature n’est pas obligatoire.',
  signatureField: 'Signature, ou mention du refus',
  signedOnPad: (when) => `Signé au stylet sur la tablette, ${when}`,
  refusedToSign: (when) => `Ne souhaite pas signer, ${when}`,
  reason: 'Motif',
  noReason: 'Aucun motif n’a été donné.',
}
