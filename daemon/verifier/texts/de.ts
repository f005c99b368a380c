import type { VerifierTexts } from './nl.ts'

export const de: VerifierTexts = {
  locale: 'de-BE',
  title: 'Akte des virtuellen Polizeischalters',
  test: 'TEST: Diese Akte wurde mit Probekarten erstellt. Sie beweist nichts über eine wirkliche Person.',
  allHold: 'Alles, was hier zu prüfen ist, stimmt.',
  broken: (names: string) => `Etwas stimmt nicht: ${names}.`,
  doubt:
    'Das Siegel stimmt nicht. Was folgt, kommt aus der Datei: jemand anderes als der Schalter kann es geschrieben haben.',
  visit: 'Besuch',
  visitText: (number: string, site: string, room: string, day: string) =>
    `Ticket ${number}, ${site}, ${room}, ${day}.`,
  heardBy: (name: string) => `Angehört von ${name}.`,
  who: 'Wer',
  nobody: 'Niemand wurde identifiziert.',
  born: (name: string, birth: string) => `${name}, geboren ${birth}.`,
  how: {
    'chip+pin':
      'Der Chip des Personalausweises wurde gelesen und der Inhaber gab den PIN-Code ein.',
    chip: 'Der Chip des Personalausweises wurde gelesen.',
    visual: 'Ohne Karte: ein anderes Dokument wurde gesehen.',
    declared: 'Ohne Karte: auf eigene Erklärung.',
  },
  checkedBy: (who: string, at: string) => `Festgestellt von ${who} am ${at}.`,
  theBox: 'dem Schalter selbst',
  seat: (seat: string) => `dem Inspektor an Platz ${seat}`,
  shownDocument: (name: string) => `Eingesehenes Dokument: ${name}.`,
  basis: (basis: string) => `Worauf das beruht: ${basis}.`,
  rights: 'Rechte',
  rightsText: (version: string, language: string, at: string) =>
    `Die Rechte (Text ${version}, auf ${language}) wurden am ${at} bestätigt.`,
  noRights: 'Die Rechte wurden nicht bestätigt.',
  languages: { nl: 'Niederländisch', fr: 'Französisch', de: 'Deutsch', en: 'Englisch' },
  shown: 'Auf dem Bildschirm',
  shownText: (pages: number, revision: number, at: string) =>
    `${pages === 1 ? 'Eine Seite' : `${pages} Seiten`}, Fassung ${revision}, gezeigt am ${at}.`,
  readText: (at: string) => `Bis zum Ende gelesen am ${at}.`,
  notRead: 'Nicht bis zum Ende gelesen.',
  noPaper: 'Es wurde keine Erklärung vorgelegt.',
  ending: 'Ende',
  signedPad: (at: string, pad: string) =>
    `Von Hand unterschrieben am ${at}, auf einem ${pad}, und vom Schalter versiegelt.`,
  signedEid: (at: string) => `Mit dem Personalausweis und seinem PIN-Code unterschrieben am ${at}.`,
  refused: (at: string) => `Die Unterschrift wurde am ${at} verweigert.`,
  refusalReason: (reason: string) => `Angegebener Grund: ${reason}`,
  notEnded: 'Weder unterschrieben noch verweigert.',
  declared: {
    filed: 'Auf dem Papier steht, dass die Person sich als geschädigte Person erklärt.',
    declined:
      'Auf dem Papier steht, dass die Erklärung angeboten wurde und die Person sie nicht abgeben möchte.',
    offered:
      'Auf dem Papier steht, dass die Erklärung erläutert wurde und die Person später entscheidet.',
  },
  given: 'Mitgegebene Papiere',
  givenText: (name: string, at: string) =>
    `${name}, erstellt am ${at} und vom Schalter versiegelt.`,
  exchanged: 'Unterlagen zur Erklärung',
  exchangedText: (name: string, what: string, at: string, file: string) =>
    `${name} (${what}), der Erklärung beigefügt am ${at}, als ${file}.`,
  exchangeTypes: {
    pdf: (pages: number) => (pages === 1 ? 'PDF mit einer Seite' : `PDF mit ${pages} Seiten`),
    jpeg: (_pages: number) => 'Bild',
  },
  paperNames: {
    injured: 'Erklärung als geschädigte Person',
    attestation: 'Bescheinigung über die Anzeige',
    loss: 'Bescheinigung über Verlust oder Diebstahl',
  },
  stamps: 'Zeitstempel',
  stamped: (file: string, authority: string, at: string) =>
    `${file} bestand unterzeichnet bereits am ${at}: Zeitstempel von ${authority}.`,
  notStamped: (file: string) =>
    `${file} hat keinen hier prüfbaren Zeitstempel: für die Zeit gilt das Wort des Schalters.`,
  levels: {
    'B-B': 'die Unterschrift allein.',
    'B-T': 'ein Zeitstempel beweist, wann sie bereits da war.',
    'B-LT': 'die Datei zeigt auch selbst, dass kein Zertifikat damals widerrufen war.',
    'B-LTA':
      'ein zweiter Zeitstempel bewahrt diesen Beweis, auch wenn Zertifikate später ablaufen.',
  },
  clock: 'Uhr',
  clockGood: (source: string) => `Die Uhr des Schalters war gestellt (${source}).`,
  clockUnsure: 'Die Uhr des Schalters war nicht gestellt: die Zeiten sind die des Geräts.',
  checked: 'Geprüft',
  verdicts: { holds: 'stimmt', broken: 'STIMMT NICHT', not_checked: 'nicht prüfbar' },
  claims: {
    seal: 'Der Schalter hat diese Akte unterzeichnet und nichts daran wurde geändert',
    record: 'Der Bericht widerspricht sich nicht',
    paper: 'Die Datei ist die des Berichts',
    shown: 'Die Datei beginnt mit dem, was auf dem Bildschirm stand',
    signature: 'Die elektronische Unterschrift oder das Siegel der Datei',
    signer: 'Der Unterzeichner der Datei ist der des Berichts',
    papers: 'Die mitgegebenen Papiere sind die des Berichts, vom Schalter versiegelt',
    timestamp: 'Ein Zeitstempeldienst beweist, wann die unterzeichneten Dateien bereits bestanden',
    exchanged:
      'Die Unterlagen zur Erklärung sind die des Berichts, und die Erklärung nennt dieselben',
    rights: 'Die Rechte wurden bestätigt',
    read: 'Die Erklärung wurde gelesen',
    person: 'Die Person ist die der Karte',
    card: 'Die Daten der Karte sind echt, bis zur Wurzel',
    pin: 'Die Karte unterzeichnete für diesen Besuch, mit dem PIN-Code',
    clock: 'Die Uhr war gestellt',
  },
  short: {
    seal: 'das Siegel des Schalters',
    record: 'der Bericht',
    paper: 'die Datei',
    shown: 'was gezeigt wurde',
    signature: 'die Unterschrift der Datei',
    signer: 'der Unterzeichner',
    papers: 'die mitgegebenen Papiere',
    timestamp: 'der Zeitstempel',
    exchanged: 'die Unterlagen zur Erklärung',
    rights: 'die Rechte',
    read: 'das Lesen',
    person: 'die Person',
    card: 'die Karte',
    pin: 'der PIN-Code',
    clock: 'die Uhr',
  },
  because: (codes: string) => ` (${codes})`,
  notADossier: 'Diese Datei ist keine Akte eines Schalters, oder sie ist zu stark beschädigt.',
  unreadable: (file: string) => `${file} kann nicht gelesen werden.`,
}
