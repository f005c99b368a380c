import type { LinkStats } from '../../../../media/link/link-stats.ts'
import type { queue as nl } from '../nl/queue.ts'

export const queue: typeof nl = {
  next: 'Nächste Person',
  nextBusy: 'Der Schalter wird gefragt',
  takeSeat: 'Platz nehmen',
  leaveSeat: 'Verlassen',
  startBreak: 'Pause',
  endBreak: 'Pause beenden',
  seat: (seat) => `Platz ${seat}`,
  noSeat: 'Sie haben noch keinen Platz. Nehmen Sie einen, um Menschen zu empfangen.',
  seatStates: {
    off: 'nicht im Dienst',
    ready: 'bereit',
    reserved: 'ruft auf',
    in_visit: 'im Gespräch',
    wrap_up: 'schließt ab',
    break: 'Pause',
  },
  undoWhat: (number) => `${number} ist nicht mehr bei Ihnen.`,
  undo: 'Wieder aufrufen',
  queue: 'Warteschlange',
  waiting: (people) =>
    people === 0
      ? 'Niemand wartet'
      : people === 1
        ? '1 Person wartet'
        : `${people} Personen warten`,
  ticketStates: {
    issued: 'wartet',
    waiting: 'wartet',
    called: 'aufgerufen',
    serving: 'im Gespräch',
    parked: 'zurückgestellt',
    transferred: 'weitergegeben',
    served: 'bedient',
    referred: 'weiterverwiesen',
    no_show: 'nicht gekommen',
    cancelled: 'gegangen',
    expired: 'verfallen',
  },
  gone: 'nicht mehr in der Schlange',
  lokets: 'Schalter',
  loketStates: {
    new: 'neu',
    idle: 'frei',
    reserved: 'ruft auf',
    in_visit: 'besetzt',
    cleaning: 'wird gelöscht',
    degraded: 'eingeschränkt',
    service_mode: 'in Wartung',
    down: 'außer Betrieb',
  },
  mine: 'bei Ihnen',

  noVisit: 'So sieht der Bürger Sie',
  noVisitHint: 'Schauen Sie auf die Linie: Dort sind die Augen Ihres Gegenübers.',
  noPicture: 'Noch kein Bild',
  pictureOnItsWay: 'Bild und Ton kommen gleich',
  pictureFrozen:
    'Das Bild steht. Die Verbindung wird wiederhergestellt; bitte warten Sie einen Moment.',
  pictureLost:
    'Bild und Ton sind weg. Die Verbindung wird neu hergestellt; das Dossier bleibt offen.',
  cameraLine: 'Augenlinie',
  you: 'Sie',
  testPicture: 'Testbild',
  testSound: 'Testsatz',
  camera: 'Kamera',
  microphone: 'Mikrofon',
  youSend: (picture, sound) => `Sie senden: ${picture} und ${sound}`,
  mute: 'Stumm schalten',
  unmute: 'Stumm',
  soundOn: 'Ton des Bürgers einschalten',
  relink: 'Bild erneut',
  linkStates: {
    none: 'Bild wird angefordert',
    joining: 'Bild wird verbunden',
    up: 'Bild und Ton',
    away: 'Verbindung stockt, wird wiederhergestellt',
    lost: 'Bild ist weg',
  },
  linkHealth: {
    grades: { good: 'gute Verbindung', fair: 'mäßige Verbindung', poor: 'schlechte Verbindung' },
    direct: 'direkt',
    relayed: 'über Relais',
    label: (grade: string, way: string) => `Verbindung: ${grade}, ${way}`,
    figures: (stats: LinkStats) =>
      `Verlust ${share(stats.in.loss)} zum Schalter und ${share(stats.out.loss)} zurück; hin und zurück ${stats.roundTripMs ?? '–'} ms; ${Math.round(stats.in.fps)} und ${Math.round(stats.out.fps)} Bilder pro Sekunde`,
    citizenSees: {
      aligned: 'Der Bürger sieht, dass Sie ihm in die Augen schauen',
      near: 'Der Bürger sieht, dass Sie ihm beinahe in die Augen schauen',
      not_aligned:
        'Der Bürger sieht Sie nicht in seine Augen schauen: dieser Schalter ist nicht ausgerichtet',
    },
  },
  phases: {
    reserved: 'Aufgerufen. Der Bürger kommt zum Schalter.',
    preparing: 'Der Bürger sitzt. Das Bild kommt.',
    live: 'Im Gespräch',
    interrupted: 'Kurz unterbrochen. Was Sie getan haben, bleibt erhalten.',
    resumed: 'Im Gespräch, nach einer Unterbrechung',
    wrapping: 'Der Besuch wird abgeschlossen',
    closed: 'Der Besuch ist abgeschlossen',
  },
  notHere: 'Nicht hier',
  putBack: 'Zurück in die Reihe',
  personWanted: 'Der Bürger möchte mit jemandem vor Ort sprechen. Informieren Sie den Empfang.',
  parts: 'Teile des Raums',
  partNames: {
    button: 'Ticketknopf',
    slip_printer: 'Ticketdrucker',
    card_reader: 'Kartenleser',
    pad: 'Unterschriftenpad',
    document_printer: 'Drucker',
    media: 'Bild und Ton',
    office: 'Büro',
  },
  partStates: {
    starting: 'startet',
    up: 'funktioniert',
    simulated: 'nachgebildet',
    degraded: 'eingeschränkt',
    down: 'funktioniert nicht',
  },
  noLanguage: 'Sprache noch nicht gewählt',
  languages: { nl: 'Niederländisch', fr: 'Französisch', de: 'Deutsch', en: 'Englisch' },
}

function share(of: number): string {
  return `${Math.round(of * 100)} %`
}
