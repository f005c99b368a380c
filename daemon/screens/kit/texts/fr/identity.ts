import type { identity as nl } from '../nl/identity.ts'

export const identity: typeof nl = {
  askCard: 'Demander la carte d’identité',
  askCardAgain: 'Redemander la carte',
  withoutCard: 'Sans carte',
  askPin: 'Demander le code PIN',
  pinStates: {
    asked: 'Code PIN demandé. Le citoyen choisit sur l’écran de lecture.',
    entering: 'Le citoyen tape son code PIN sur les touches près du lecteur.',
    last_try:
      'Il reste un essai. Il n’a pas été utilisé : le citoyen décide sur l’écran de lecture.',
  },
  pinWrong: (left: number) =>
    `Code PIN erroné, encore ${left === 1 ? 'un essai' : `${left} essais`}. Le citoyen choisit s’il recommence.`,
  pinFailures: {
    blocked: 'Le code PIN est bloqué. Continuez sans ; la commune peut le débloquer. (pin-bloqué)',
    cancelled: 'Aucun code PIN n’a été donné. (pin-interrompu)',
    removed: 'La carte a été retirée trop tôt. (carte-retirée)',
    no_keys: 'Ce guichet ne permet pas de donner un code PIN. Continuez sans. (pin-sans-touches)',
    no_certificate:
      'Cette carte n’a pas le certificat nécessaire. Continuez sans. (pas-de-certificat)',
    other_card: 'Ce n’est pas la carte qui a été lue. (autre-carte)',
    failed: 'La carte ou le lecteur n’a pas répondu. Réessayez ou continuez sans. (pin-échoué)',
  },
  identityStates: {
    none: 'Pas encore demandé.',
    asked: 'Demandé. Le citoyen choisit sur son écran si la carte peut être lue.',
    declined: 'Le citoyen ne veut pas faire lire sa carte. Établissez l’identité sans carte.',
    agreed: 'Le citoyen est d’accord. La carte est attendue.',
    reading: 'La carte est lue.',
  },
  identityShort: {
    none: '',
    asked: 'demandé',
    declined: 'refusé',
    agreed: 'carte attendue',
    reading: 'lecture',
    failed: 'pas réussi',
  },
  cardFailures: {
    absent: 'Il n’y avait pas de carte dans le lecteur. Redemandez-la. (kaart-afwezig)',
    unreadable:
      'La carte n’a pas pu être lue. Faites essuyer la puce et réessayez, ou continuez sans carte. (kaart-onleesbaar)',
    removed: 'La carte a été retirée trop tôt. Rien n’est gardé. Redemandez-la. (kaart-uitgenomen)',
    not_an_eid:
      'Ce n’est pas une carte d’identité belge. Demandez-en une autre ou continuez sans carte. (geen-eid)',
    reader_gone: 'Le lecteur de cartes est en panne. Continuez sans carte. (lezer-weg)',
    timeout:
      'La lecture a duré trop longtemps. Réessayez ou continuez sans carte. (kaart-te-traag)',
    invalid:
      'Les données de la carte ne peuvent pas être confirmées. Rien n’est repris. Examinez un autre document. (kaart-ongeldig)',
  },
  assurances: {
    'chip+pin': 'puce et code',
    chip: 'puce de la carte',
    visual: 'autre document vu',
    declared: 'sur déclaration',
  },
  noCardReasons: {
    lost: 'carte perdue',
    stolen: 'carte volée',
    forgotten: 'carte oubliée',
    expired: 'carte périmée',
    not_genuine: 'carte non authentique',
    unreadable: 'carte illisible',
    no_chip: 'carte sans puce',
    foreign: 'pas de carte belge',
    minor: 'mineur, sans carte',
    refuses: 'ne veut pas montrer la carte',
  },
  reason: 'Raison',
  assurance: 'Certitude',
  surname: 'Nom',
  givenNames: 'Prénoms',
  birthDate: 'Date de naissance',
  birthDateHint: 'aaaa-mm-jj',
  shown: 'Document examiné',
  shownDocuments: {
    passport: 'passeport',
    driving_licence: 'permis de conduire',
    residence_permit: 'titre de séjour',
    foreign_identity_card: 'carte d’identité étrangère',
    other: 'autre document',
    none: 'aucun document',
  },
  shownNumber: 'Numéro de ce document',
  shownCountry: 'Pays de ce document',
  basis: 'Sur quoi vous vous basez',
  basisHint: 'par exemple : photo comparée à l’image',
  record: 'Établir',
  cancel: 'Retour',
  noCardFaults: {
    missing: (fields) => `Complétez encore : ${fields}.`,
    document: () => '« Autre document vu » demande un document.',
    characters: (fields) => `Il s’y trouve des signes que personne ne voit, retapez : ${fields}.`,
    too_long: (fields) => `C’est trop long : ${fields}.`,
    not_a_date: () =>
      'Cette date de naissance n’existe pas. Écrivez aaaa-mm-jj, ou seulement aaaa-mm ou aaaa si l’on n’en sait pas plus.',
    future: () => 'Cette date de naissance est encore à venir.',
  },
  born: 'Né(e)',
  nationality: 'Nationalité',
  nationalNumber: 'Numéro national',
  card: 'Carte',
  validUntil: (date) => `valable jusqu’au ${date}`,
  address: 'Adresse',
  photo: 'Photo de la carte',
  notEstablished:
    'La carte n’est pas fiable : au moins un contrôle échoue. Notez comment vous avez identifié la personne sans carte.',
  checks: 'Contrôles',
  verdicts: { holds: 'exact', broken: 'inexact', not_checked: 'pas vérifié' },
  establishedAt: (time) => `Établi à ${time}`,
}
