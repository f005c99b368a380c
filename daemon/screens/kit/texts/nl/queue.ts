import type { LinkStats } from '../../../../media/link/link-stats.ts'

/** The seat, the row of people and the citizen’s picture. */
export const queue = {
  // Seat and queue.
  next: 'Volgende',
  nextBusy: 'Het loket wordt gevraagd',
  takeSeat: 'Plaats nemen',
  leaveSeat: 'Verlaten',
  startBreak: 'Pauze',
  endBreak: 'Pauze beëindigen',
  seat: (seat: string) => `Plaats ${seat}`,
  noSeat: 'U hebt nog geen plaats. Neem er een om mensen te ontvangen.',
  seatStates: {
    off: 'niet aan het werk',
    ready: 'klaar',
    reserved: 'roept op',
    in_visit: 'in gesprek',
    wrap_up: 'werkt af',
    break: 'pauze',
  },
  undoWhat: (number: string) => `${number} is niet meer bij u.`,
  undo: 'Roep weer op',
  queue: 'Wachtrij',
  waiting: (people: number) =>
    people === 0
      ? 'Niemand wacht'
      : people === 1
        ? '1 persoon wacht'
        : `${people} personen wachten`,
  ticketStates: {
    issued: 'wacht',
    waiting: 'wacht',
    called: 'opgeroepen',
    serving: 'in gesprek',
    parked: 'even apart',
    transferred: 'doorgegeven',
    served: 'geholpen',
    referred: 'doorverwezen',
    no_show: 'niet gekomen',
    cancelled: 'vertrokken',
    expired: 'vervallen',
  },
  gone: 'weg uit de rij',
  lokets: 'Loketten',
  loketStates: {
    new: 'nieuw',
    idle: 'vrij',
    reserved: 'roept op',
    in_visit: 'bezet',
    cleaning: 'wordt gewist',
    degraded: 'beperkt',
    service_mode: 'in onderhoud',
    down: 'buiten dienst',
  },
  mine: 'bij u',

  // The citizen.
  noVisit: 'Zo ziet de burger u',
  noVisitHint: 'Kijk naar de streep: daar zitten de ogen van wie tegenover u zit.',
  noPicture: 'Nog geen beeld',
  pictureOnItsWay: 'Beeld en geluid komen eraan',
  pictureFrozen: 'Het beeld staat stil. De verbinding wordt hersteld; blijf gerust wachten.',
  pictureLost:
    'Beeld en geluid zijn weg. De verbinding wordt opnieuw gelegd; het dossier blijft open.',
  cameraLine: 'ooglijn',
  you: 'U',
  testPicture: 'testbeeld',
  testSound: 'testzin',
  camera: 'camera',
  microphone: 'microfoon',
  youSend: (picture: string, sound: string) => `U stuurt: ${picture} en ${sound}`,
  mute: 'Dempen',
  unmute: 'Gedempt',
  soundOn: 'Geluid van de burger aanzetten',
  relink: 'Beeld opnieuw',
  linkStates: {
    none: 'beeld wordt gevraagd',
    joining: 'beeld wordt verbonden',
    up: 'beeld en geluid',
    away: 'verbinding hapert, wordt hersteld',
    lost: 'beeld is weg',
  },
  linkHealth: {
    grades: { good: 'goede verbinding', fair: 'matige verbinding', poor: 'slechte verbinding' },
    direct: 'rechtstreeks',
    relayed: 'via relais',
    label: (grade: string, way: string) => `Verbinding: ${grade}, ${way}`,
    figures: (stats: LinkStats) =>
      `Verlies ${share(stats.in.loss)} naar het loket en ${share(stats.out.loss)} terug; heen en weer ${stats.roundTripMs ?? '–'} ms; ${Math.round(stats.in.fps)} en ${Math.round(stats.out.fps)} beelden per seconde`,
    citizenSees: {
      aligned: 'De burger ziet u recht in de ogen kijken',
      near: 'De burger ziet u bijna recht in de ogen kijken',
      not_aligned: 'De burger ziet u niet recht in de ogen kijken: dit loket is niet uitgelijnd',
    },
  },
  phases: {
    reserved: 'Opgeroepen. De burger komt naar het loket.',
    preparing: 'De burger zit. Het beeld wordt gelegd.',
    live: 'In gesprek',
    interrupted: 'Even onderbroken. Wat u deed, blijft bewaard.',
    resumed: 'In gesprek, na een onderbreking',
    wrapping: 'Het bezoek wordt afgerond',
    closed: 'Het bezoek is afgesloten',
  },
  notHere: 'Niet hier',
  putBack: 'Terug in de rij',
  personWanted: 'De burger wil iemand ter plaatse spreken. Verwittig het onthaal.',
  parts: 'Onderdelen van de kamer',
  partNames: {
    button: 'ticketknop',
    slip_printer: 'ticketprinter',
    card_reader: 'kaartlezer',
    pad: 'handtekeningbord',
    document_printer: 'printer',
    media: 'beeld en geluid',
    office: 'kantoor',
  },
  partStates: {
    starting: 'start op',
    up: 'werkt',
    simulated: 'nagebootst',
    degraded: 'beperkt',
    down: 'werkt niet',
  },
  noLanguage: 'taal nog niet gekozen',
  languages: { nl: 'Nederlands', fr: 'Frans', de: 'Duits', en: 'Engels' },
}

function share(of: number): string {
  return `${Math.round(of * 100)} %`
}
