import type { PaperTexts } from '../texts.ts'

/** Words on paper. */
export const de: PaperTexts = {
  locale: 'de-BE',
  title: {
    talk: 'Gesprächsvermerk',
    notification: 'Meldung',
    report: 'Anzeige',
    complaint: 'Beschwerde',
  },
  counter: 'Virtueller Polizeischalter',
  madeOn: (place, when) => `Aufgenommen am Schalter ${place} am ${when}`,
  revision: 'Fassung',
  ticket: 'Nummer',
  heard: 'Angehört',
  born: (date, place) =>
    place === undefined ? `geboren am ${date}` : `geboren am ${date} in ${place}`,
  nationality: 'Staatsangehörigkeit',
  nationalNumber: 'Nationalregisternummer',
  identified: 'Identität',
  notIdentified: 'Die Identität wurde nicht festgestellt.',
  assurance: {
    'chip+pin':
      'Festgestellt mit dem elektronischen Personalausweis: Die Daten auf dem Chip wurden geprüft und der PIN-Code wurde eingegeben.',
    chip: 'Festgestellt mit dem elektronischen Personalausweis: Die Daten auf dem Chip wurden geprüft.',
    visual:
      'Festgestellt ohne Kartenleser: Der Inspektor sah ein anderes Dokument ein und verglich die Person auf dem Bildschirm.',
    declared: 'Nach eigenen Angaben der angehörten Person; nicht geprüft.',
  },
  noCard: {
    lost: 'Der Personalausweis ist verloren.',
    stolen: 'Der Personalausweis ist gestohlen.',
    forgotten: 'Die Person hat den Personalausweis nicht bei sich.',
    expired: 'Der Personalausweis ist abgelaufen.',
    not_genuine: 'Die Echtheit der vorgelegten Karte konnte nicht bestätigt werden.',
    unreadable: 'Die Karte konnte nicht gelesen werden.',
    no_chip: 'Die Karte hat keinen lesbaren Chip.',
    foreign: 'Die Person hat keinen belgischen Personalausweis.',
    minor: 'Die Person ist minderjährig.',
    refuses: 'Die Person wollte die Karte nicht lesen lassen.',
  },
  lookedAt: 'Eingesehen',
  shown: {
    passport: 'Reisepass',
    driving_licence: 'Führerschein',
    residence_permit: 'Aufenthaltsschein',
    foreign_identity_card: 'ausländischer Personalausweis',
    other: 'anderes Dokument',
    none: 'kein Dokument',
  },
  shownNumber: (number) => `Nr. ${number}`,
  convincedBy: 'Worauf das beruht',
  card: (number, until) =>
    until === undefined ? `Karte ${number}` : `Karte ${number}, gültig bis ${until}`,
  inspector: 'Inspektor',
  begun: 'Beginn',
  rights: 'Rechte',
  rightsConfirmed: (version, language, when) =>
    `Rechtsbelehrung, Fassung ${version}, auf ${language}; bestätigt am ${when}.`,
  rightsNotConfirmed: 'Die Rechtsbelehrung wurde nicht bestätigt.',
  languageName: { nl: 'Niederländisch', fr: 'Französisch', de: 'Deutsch', en: 'Englisch' },
  statement: 'Erklärung',
  empty: 'Es wurde kein Text aufgeschrieben.',
  exchanged: 'Unterlagen',
  pages: (count) => (count === 1 ? '1 Seite' : `${count} Seiten`),
  closing:
    'Die angehörte Person konnte diesen Text lesen oder sich vorlesen lassen und ihn berichtigen oder ergänzen lassen. Unterschreiben ist keine Pflicht.',
  signatureField: 'Unterschrift oder Vermerk der Weigerung',
  signedOnPad: (when) => `Mit dem Stift auf dem Unterschriftenfeld unterzeichnet, ${when}`,
  refusedToSign: (when) => `Möchte nicht unterschreiben, ${when}`,
  reason: 'Grund',
  noReason: 'Es wurde kein Grund genannt.',
}
