import type { consolePage as nl } from '../nl/console.ts'
import { card } from './card.ts'
import { exchange } from './exchange.ts'
import { identity } from './identity.ts'
import { place } from './place.ts'
import { queue } from './queue.ts'
import { record } from './record.ts'
import { statement } from './statement.ts'

export const consolePage: typeof nl = {
  title: 'Loket, bureau central',
  name: 'Loket',
  subtitle: 'Bureau central',

  logIn: 'Se connecter',
  logOut: 'Se déconnecter',
  user: 'Utilisateur',
  password: 'Mot de passe',
  logInIntro: 'Connectez-vous pour recevoir les personnes aux guichets.',
  logInErrors: {
    wrong: 'L’utilisateur ou le mot de passe est incorrect. Essayez encore une fois.',
    tooOften: 'Trop d’essais. Attendez une minute, puis réessayez.',
    empty: 'Remplissez votre nom d’utilisateur et votre mot de passe.',
    noOffice: 'Le bureau ne répond pas. Vous pourrez vous connecter dès qu’il sera revenu.',
  },
  checking: 'Recherche du bureau',

  keys: 'Touches',
  language: 'Langue de cet écran',
  connected: 'connecté',
  offline: (since) =>
    `Pas de connexion au bureau depuis ${since}. Vous pouvez continuer à taper : tout partira dès que la connexion sera revenue.`,
  elsewhere: 'Vous avez continué dans une autre fenêtre. Fermez-la pour continuer ici.',
  roles: { inspector: 'inspecteur', chief: 'inspecteur principal' },
  close: 'Fermer',

  dossier: 'Dossier',
  kind: 'Sorte de visite',
  kinds: {
    talk: 'Entretien',
    notification: 'Signalement',
    report: 'Déclaration',
    complaint: 'Plainte',
  },
  steps: {
    who: 'Qui',
    rights: 'Droits',
    story: 'Récit',
    papers: 'Pièces',
    reading: 'Lire',
    signing: 'Signer',
    closing: 'Clore',
  },
  stepAt: { done: 'fait', now: 'maintenant', later: 'plus tard', unneeded: 'pas nécessaire' },
  unneeded:
    'Pour un entretien, ceci n’est pas nécessaire. Choisissez une autre sorte en haut si cela change.',

  outcomeName: 'Issue',
  outcome: 'Comment se termine cette visite ?',
  outcomes: {
    advised: 'informé',
    referred: 'orienté ailleurs',
    signed: 'signé',
    refused: 'pas signé',
    left: 'le citoyen est parti',
    abandoned: 'arrêtée',
  },
  outcomeHint: 'Pour « signé » ou « pas signé », le document doit d’abord être présenté.',
  wrap: 'Finaliser',
  closeVisit: 'Clore la visite',
  copy: 'Copie',
  copyStates: {
    none: 'sans objet',
    offered: 'proposée ; le citoyen choisit',
    printing: 'impression',
    printed: 'remise',
    declined: 'pas souhaitée',
    failed: 'l’impression a échoué ; le citoyen peut choisir à nouveau',
  },
  dossierState: 'Dossier scellé',
  dossierStates: {
    none: 'en cours de scellement',
    sealed: 'scellé, en route vers les archives',
    acknowledged: 'reçu aux archives',
  },
  closingWaits: {
    outcome: 'Choisissez d’abord comment se termine la visite.',
    dossier: 'Le dossier est encore en cours de scellement.',
    copy: 'Le citoyen choisit encore s’il veut une copie sur papier.',
  },
  ended: 'La visite est finie.',

  archive: 'Dossiers clos',
  archiveEmpty: 'Pas encore de dossiers clos.',
  open: 'Ouvrir',
  back: 'Retour à la liste',
  opening: 'Le dossier est ouvert',
  openErrors: {
    forbidden: 'Ce dossier est d’un collègue. Seul son auteur l’ouvre.',
    missing: 'Ce dossier n’existe plus.',
    noOffice: 'Le bureau ne répond pas. Réessayez tout à l’heure.',
  },
  verified: 'Vérifié à l’ouverture',
  documents: 'Documents',
  documentRoles: {
    presented: 'présenté',
    signed: 'signé',
    refused: 'avec refus',
    attestation: 'attestation de plainte',
    loss: 'attestation de perte ou de vol',
    exchanged: 'pièce jointe',
  },
  openPdf: 'Ouvrir en PDF',
  stampedBy: (authority: string, at: string, level: string) =>
    `Horodatage de ${authority} le ${at} (${level})`,
  stampGrows: 'la preuve pour plus tard est encore complétée',
  stampStates: {
    waiting: 'Pas encore d’horodatage : le bureau réessaie',
    off: 'Pas d’horodatage : le bureau n’a pas de service d’horodatage',
  },
  openPhoto: 'Ouvrir la photo',
  recordTitle: 'Rapport',
  recordWords: record,
  cardWords: card,
  exchange,
  dossierFile: 'Fichier du dossier',
  dossierFileHint: 'Chacun peut le vérifier avec loket verify, même sans réseau.',
  verifierPage: 'Page de vérification',
  verifierPageHint:
    'Joignez-la au fichier du dossier : elle fonctionne dans tout navigateur, même sans réseau.',
  accessLogged: 'Chaque ouverture est inscrite au registre des accès.',

  board: 'Aperçu',
  place: 'Commune',
  longest: 'Plus longue attente',
  inQueue: 'Dans la file',
  seats: 'Inspecteurs',
  freeSeat: 'libre',
  nobody: 'personne',

  answers: {
    no_seat_free:
      'Toutes les places sont occupées. Demandez à un collègue d’en libérer une. (geen-plaats-vrij)',
    no_seat: 'Prenez d’abord une place. (geen-plaats)',
    nobody_waiting: 'Personne n’attend. (niemand-wacht)',
    in_visit: 'Vous êtes encore en visite. Terminez-la d’abord. (in-bezoek)',
    not_in_visit: 'Cette visite n’est plus en cours. (geen-bezoek)',
    nothing_to_undo: 'Ceci ne peut plus être annulé. (te-laat)',
    not_allowed: 'Vous ne pouvez pas faire cela. (niet-toegelaten)',
    expired: 'Cela a duré trop longtemps. Essayez encore une fois. (verlopen)',
    box_unreachable: 'Le guichet ne répond pas. Réessayez tout à l’heure. (loket-onbereikbaar)',
    not_now: 'Pas maintenant : voyez à droite où en est la visite. (nu-niet)',
    malformed: 'Le bureau n’a pas compris. Rechargez la page. (vormfout)',
  },

  keysTitle: 'Tout au clavier',
  keysHint: 'Les touches marchent aussi pendant que vous tapez.',
  keyNames: {
    next: 'Suivant, ou prendre place',
    steps: 'Ouvrir une étape du dossier',
    act: 'L’action principale de l’étape ouverte',
    mute: 'Couper le micro',
    undo: 'Rappeler après « pas là » ou « retour dans la file »',
    notHere: 'Pas là',
    putBack: 'Retour dans la file',
    pause: 'Pause',
    queue: 'Vers la file d’attente',
    story: 'Vers le récit',
    help: 'Cette liste',
    leave: 'Fermer cette liste',
  },

  myPlace: place,
  ...queue,
  ...identity,
  ...statement,
}
