import type { consolePage as nl } from '../nl/console.ts'
import { card } from './card.ts'
import { exchange } from './exchange.ts'
import { identity } from './identity.ts'
import { place } from './place.ts'
import { queue } from './queue.ts'
import { record } from './record.ts'
import { statement } from './statement.ts'

export const consolePage: typeof nl = {
  title: 'Loket, Zentralbüro',
  name: 'Loket',
  subtitle: 'Zentralbüro',

  logIn: 'Anmelden',
  logOut: 'Abmelden',
  user: 'Benutzer',
  password: 'Passwort',
  logInIntro: 'Melden Sie sich an, um Menschen an den Schaltern zu empfangen.',
  logInErrors: {
    wrong: 'Benutzer oder Passwort stimmt nicht. Versuchen Sie es noch einmal.',
    tooOften: 'Zu viele Versuche. Warten Sie eine Minute und versuchen Sie es dann erneut.',
    empty: 'Geben Sie Ihren Benutzernamen und Ihr Passwort ein.',
    noOffice: 'Das Büro antwortet nicht. Sobald es wieder da ist, können Sie sich anmelden.',
  },
  checking: 'Das Büro wird gesucht',

  keys: 'Tasten',
  language: 'Sprache dieses Bildschirms',
  connected: 'verbunden',
  offline: (since) =>
    `Keine Verbindung zum Büro seit ${since}. Sie können weiterschreiben: Alles geht mit, sobald die Verbindung da ist.`,
  elsewhere:
    'Sie haben in einem anderen Fenster weitergemacht. Schließen Sie es, um hier fortzufahren.',
  roles: { inspector: 'Inspektor', chief: 'Hauptinspektor' },
  close: 'Schließen',

  dossier: 'Dossier',
  kind: 'Art des Besuchs',
  kinds: {
    talk: 'Gespräch',
    notification: 'Meldung',
    report: 'Anzeige',
    complaint: 'Klage',
  },
  steps: {
    who: 'Wer',
    rights: 'Rechte',
    story: 'Bericht',
    papers: 'Unterlagen',
    reading: 'Lesen',
    signing: 'Unterschreiben',
    closing: 'Abschließen',
  },
  stepAt: { done: 'fertig', now: 'jetzt', later: 'später', unneeded: 'nicht nötig' },
  unneeded:
    'Bei einem Gespräch ist das nicht nötig. Wird es doch eine Meldung, Anzeige oder Klage, wählen Sie oben eine andere Art.',

  outcomeName: 'Ergebnis',
  outcome: 'Wie endet dieser Besuch?',
  outcomes: {
    advised: 'informiert',
    referred: 'weiterverwiesen',
    signed: 'unterschrieben',
    refused: 'nicht unterschrieben',
    left: 'der Bürger ist gegangen',
    abandoned: 'abgebrochen',
  },
  outcomeHint:
    'Für „unterschrieben“ oder „nicht unterschrieben“ muss das Dokument zuerst vorgelegt sein.',
  wrap: 'Abschließen',
  closeVisit: 'Besuch beenden',
  copy: 'Kopie',
  copyStates: {
    none: 'entfällt',
    offered: 'angeboten; der Bürger wählt',
    printing: 'wird gedruckt',
    printed: 'mitgegeben',
    declined: 'nicht gewünscht',
    failed: 'Drucken nicht gelungen; der Bürger kann erneut wählen',
  },
  dossierState: 'Versiegeltes Dossier',
  dossierStates: {
    none: 'wird versiegelt',
    sealed: 'versiegelt, auf dem Weg ins Archiv',
    acknowledged: 'im Archiv empfangen',
  },
  closingWaits: {
    outcome: 'Wählen Sie zuerst, wie der Besuch endet.',
    dossier: 'Das Dossier wird noch versiegelt.',
    copy: 'Der Bürger wählt noch, ob er eine Kopie auf Papier möchte.',
  },
  ended: 'Der Besuch ist fertig.',

  archive: 'Abgeschlossene Dossiers',
  archiveEmpty: 'Noch keine abgeschlossenen Dossiers.',
  open: 'Öffnen',
  back: 'Zurück zur Liste',
  opening: 'Das Dossier wird geöffnet',
  openErrors: {
    forbidden: 'Dieses Dossier ist von einem Kollegen. Nur wer es angelegt hat, öffnet es.',
    missing: 'Dieses Dossier gibt es nicht mehr.',
    noOffice: 'Das Büro antwortet nicht. Versuchen Sie es gleich noch einmal.',
  },
  verified: 'Beim Öffnen geprüft',
  documents: 'Dokumente',
  documentRoles: {
    presented: 'vorgelegt',
    signed: 'unterschrieben',
    refused: 'mit Weigerung',
    attestation: 'Bescheinigung über die Anzeige',
    loss: 'Bescheinigung über Verlust oder Diebstahl',
    exchanged: 'Unterlage zur Erklärung',
  },
  openPdf: 'Als PDF öffnen',
  stampedBy: (authority: string, at: string, level: string) =>
    `Zeitstempel von ${authority} am ${at} (${level})`,
  stampGrows: 'der Nachweis für später wird noch ergänzt',
  stampStates: {
    waiting: 'Noch kein Zeitstempel: das Büro versucht es erneut',
    off: 'Kein Zeitstempel: das Büro hat keinen Zeitstempeldienst',
  },
  openPhoto: 'Foto öffnen',
  recordTitle: 'Protokoll',
  recordWords: record,
  cardWords: card,
  exchange,
  dossierFile: 'Aktendatei',
  dossierFileHint: 'Jeder kann sie mit loket verify prüfen, auch ohne Netz.',
  verifierPage: 'Seite zum Prüfen',
  verifierPageHint:
    'Geben Sie sie mit der Aktendatei mit: sie läuft in jedem Browser, auch ohne Netz.',
  accessLogged: 'Jedes Öffnen steht im Zugriffsverzeichnis.',

  board: 'Übersicht',
  place: 'Gemeinde',
  longest: 'Längste Wartezeit',
  inQueue: 'In der Schlange',
  seats: 'Inspektoren',
  freeSeat: 'frei',
  nobody: 'niemand',

  answers: {
    no_seat_free:
      'Alle Plätze sind besetzt. Bitten Sie einen Kollegen, einen freizumachen. (geen-plaats-vrij)',
    no_seat: 'Nehmen Sie zuerst einen Platz. (geen-plaats)',
    nobody_waiting: 'Niemand wartet. (niemand-wacht)',
    in_visit: 'Sie sind noch in einem Besuch. Schließen Sie ihn zuerst ab. (in-bezoek)',
    not_in_visit: 'Dieser Besuch läuft nicht mehr. (geen-bezoek)',
    nothing_to_undo: 'Das kann nicht mehr rückgängig gemacht werden. (te-laat)',
    not_allowed: 'Das dürfen Sie nicht. (niet-toegelaten)',
    expired: 'Es dauerte zu lange. Versuchen Sie es noch einmal. (verlopen)',
    box_unreachable:
      'Der Schalter antwortet nicht. Versuchen Sie es gleich noch einmal. (loket-onbereikbaar)',
    not_now: 'Das geht jetzt nicht: Sehen Sie rechts, wie weit der Besuch ist. (nu-niet)',
    malformed: 'Das Büro hat das nicht verstanden. Laden Sie die Seite neu. (vormfout)',
  },

  keysTitle: 'Alles mit der Tastatur',
  keysHint: 'Die Tasten gehen auch, während Sie schreiben.',
  keyNames: {
    next: 'Nächste Person, oder Platz nehmen',
    steps: 'Einen Schritt des Dossiers öffnen',
    act: 'Die wichtigste Handlung des offenen Schritts',
    mute: 'Mikrofon stumm schalten',
    undo: 'Wieder aufrufen nach „nicht hier“ oder „zurück in die Reihe“',
    notHere: 'Nicht hier',
    putBack: 'Zurück in die Reihe',
    pause: 'Pause',
    queue: 'Zur Warteschlange',
    story: 'Zum Bericht',
    help: 'Diese Liste',
    leave: 'Diese Liste schließen',
  },

  myPlace: place,
  ...queue,
  ...identity,
  ...statement,
}
