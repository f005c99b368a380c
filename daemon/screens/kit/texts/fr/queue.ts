import type { LinkStats } from '../../../../media/link/link-stats.ts'
import type { queue as nl } from '../nl/queue.ts'

export const queue: typeof nl = {
  next: 'Suivant',
  nextBusy: 'Le guichet est demandé',
  takeSeat: 'Prendre place',
  leaveSeat: 'Quitter',
  startBreak: 'Pause',
  endBreak: 'Terminer la pause',
  seat: (seat) => `Place ${seat}`,
  noSeat: 'Vous n’avez pas encore de place. Prenez-en une pour recevoir des personnes.',
  seatStates: {
    off: 'pas au travail',
    ready: 'prêt',
    reserved: 'appelle',
    in_visit: 'en entretien',
    wrap_up: 'finalise',
    break: 'pause',
  },
  undoWhat: (number) => `${number} n’est plus chez vous.`,
  undo: 'Rappeler',
  queue: 'File d’attente',
  waiting: (people) =>
    people === 0
      ? 'Personne n’attend'
      : people === 1
        ? '1 personne attend'
        : `${people} personnes attendent`,
  ticketStates: {
    issued: 'attend',
    waiting: 'attend',
    called: 'appelé',
    serving: 'en entretien',
    parked: 'mis de côté',
    transferred: 'transmis',
    served: 'aidé',
    referred: 'orienté ailleurs',
    no_show: 'pas venu',
    cancelled: 'parti',
    expired: 'expiré',
  },
  gone: 'hors de la file',
  lokets: 'Guichets',
  loketStates: {
    new: 'nouveau',
    idle: 'libre',
    reserved: 'appelle',
    in_visit: 'occupé',
    cleaning: 'en effacement',
    degraded: 'limité',
    service_mode: 'en entretien technique',
    down: 'hors service',
  },
  mine: 'chez vous',

  noVisit: 'Voici comment le citoyen vous voit',
  noVisitHint: 'Regardez la ligne : là se trouvent les yeux de la personne en face de vous.',
  noPicture: 'Pas encore d’image',
  pictureOnItsWay: 'L’image et le son arrivent',
  pictureFrozen: 'L’image est figée. La liaison se rétablit ; attendez un instant.',
  pictureLost: 'L’image et le son sont coupés. La liaison est rétablie ; le dossier reste ouvert.',
  cameraLine: 'ligne des yeux',
  you: 'Vous',
  testPicture: 'image d’essai',
  testSound: 'phrase d’essai',
  camera: 'caméra',
  microphone: 'microphone',
  youSend: (picture, sound) => `Vous envoyez : ${picture} et ${sound}`,
  mute: 'Couper le micro',
  unmute: 'Micro coupé',
  soundOn: 'Activer le son du citoyen',
  relink: 'Relancer l’image',
  linkStates: {
    none: 'image demandée',
    joining: 'image en liaison',
    up: 'image et son',
    away: 'liaison perturbée, elle se rétablit',
    lost: 'image coupée',
  },
  linkHealth: {
    grades: { good: 'bonne liaison', fair: 'liaison moyenne', poor: 'mauvaise liaison' },
    direct: 'directe',
    relayed: 'par relais',
    label: (grade: string, way: string) => `Liaison : ${grade}, ${way}`,
    figures: (stats: LinkStats) =>
      `Perte ${share(stats.in.loss)} vers le guichet et ${share(stats.out.loss)} en retour ; aller-retour ${stats.roundTripMs ?? '–'} ms ; ${Math.round(stats.in.fps)} et ${Math.round(stats.out.fps)} images par seconde`,
    citizenSees: {
      aligned: 'Le citoyen vous voit le regarder dans les yeux',
      near: 'Le citoyen vous voit presque le regarder dans les yeux',
      not_aligned:
        'Le citoyen ne vous voit pas le regarder dans les yeux : ce guichet n’est pas aligné',
    },
  },
  phases: {
    reserved: 'Appelé. Le citoyen vient au guichet.',
    preparing: 'Le citoyen est assis. L’image arrive.',
    live: 'En entretien',
    interrupted: 'Interrompu un instant. Ce que vous avez fait est gardé.',
    resumed: 'En entretien, après une interruption',
    wrapping: 'La visite est finalisée',
    closed: 'La visite est close',
  },
  notHere: 'Pas là',
  putBack: 'Retour dans la file',
  personWanted: 'Le citoyen veut parler à quelqu’un sur place. Prévenez l’accueil.',
  parts: 'Éléments de la pièce',
  partNames: {
    button: 'bouton de ticket',
    slip_printer: 'imprimante de tickets',
    card_reader: 'lecteur de cartes',
    pad: 'tablette de signature',
    document_printer: 'imprimante',
    media: 'image et son',
    office: 'bureau',
  },
  partStates: {
    starting: 'démarre',
    up: 'fonctionne',
    simulated: 'simulé',
    degraded: 'limité',
    down: 'en panne',
  },
  noLanguage: 'langue pas encore choisie',
  languages: { nl: 'néerlandais', fr: 'français', de: 'allemand', en: 'anglais' },
}

function share(of: number): string {
  return `${Math.round(of * 100)} %`
}
