import type { identity as nl } from '../nl/identity.ts'

export const identity: typeof nl = {
  askCard: 'Um den Personalausweis bitten',
  askCardAgain: 'Erneut um die Karte bitten',
  withoutCard: 'Ohne Karte',
  askPin: 'Um den PIN-Code bitten',
  pinStates: {
    asked: 'PIN-Code erbeten. Der Bürger entscheidet am Lesebildschirm.',
    entering: 'Der Bürger tippt den PIN-Code auf den Tasten am Leser.',
    last_try:
      'Es bleibt ein Versuch. Er wurde nicht verbraucht: der Bürger entscheidet am Lesebildschirm.',
  },
  pinWrong: (left: number) =>
    `Falscher PIN-Code, noch ${left === 1 ? 'ein Versuch' : `${left} Versuche`}. Der Bürger entscheidet, ob es noch einmal geht.`,
  pinFailures: {
    blocked:
      'Der PIN-Code ist gesperrt. Machen Sie ohne weiter; die Gemeinde kann ihn freigeben. (pin-gesperrt)',
    cancelled: 'Es kam kein PIN-Code. (pin-abgebrochen)',
    removed: 'Die Karte wurde zu früh herausgenommen. (karte-entnommen)',
    no_keys:
      'An diesem Schalter kann kein PIN-Code eingegeben werden. Machen Sie ohne weiter. (pin-ohne-tasten)',
    no_certificate:
      'Diese Karte hat kein Zertifikat dafür. Machen Sie ohne weiter. (kein-zertifikat)',
    other_card: 'Das ist nicht die Karte, die gelesen wurde. (andere-karte)',
    failed:
      'Karte oder Leser haben nicht geantwortet. Versuchen Sie es erneut oder ohne. (pin-fehlgeschlagen)',
  },
  identityStates: {
    none: 'Noch nicht gefragt.',
    asked: 'Gefragt. Der Bürger wählt am Lesebildschirm, ob die Karte gelesen werden darf.',
    declined:
      'Der Bürger möchte die Karte nicht lesen lassen. Stellen Sie die Identität ohne Karte fest.',
    agreed: 'Der Bürger ist einverstanden. Die Karte wird erwartet.',
    reading: 'Die Karte wird gelesen.',
  },
  identityShort: {
    none: '',
    asked: 'gefragt',
    declined: 'abgelehnt',
    agreed: 'Karte erwartet',
    reading: 'wird gelesen',
    failed: 'nicht gelungen',
  },
  cardFailures: {
    absent: 'Es war keine Karte im Leser. Bitten Sie erneut darum. (kaart-afwezig)',
    unreadable:
      'Die Karte konnte nicht gelesen werden. Lassen Sie den Chip abwischen und versuchen Sie es erneut, oder fahren Sie ohne Karte fort. (kaart-onleesbaar)',
    removed:
      'Die Karte wurde zu früh entnommen. Nichts davon ist gespeichert. Bitten Sie erneut darum. (kaart-uitgenomen)',
    not_an_eid:
      'Das ist kein belgischer Personalausweis. Bitten Sie um einen anderen oder fahren Sie ohne Karte fort. (geen-eid)',
    reader_gone: 'Der Kartenleser funktioniert nicht. Fahren Sie ohne Karte fort. (lezer-weg)',
    timeout:
      'Das Lesen dauerte zu lange. Versuchen Sie es erneut oder fahren Sie ohne Karte fort. (kaart-te-traag)',
    invalid:
      'Die Daten auf der Karte lassen sich nicht bestätigen. Nichts wurde übernommen. Sehen Sie ein anderes Dokument an. (kaart-ongeldig)',
  },
  assurances: {
    'chip+pin': 'Chip und PIN',
    chip: 'Chip der Karte',
    visual: 'anderes Dokument gesehen',
    declared: 'nach eigener Angabe',
  },
  noCardReasons: {
    lost: 'Karte verloren',
    stolen: 'Karte gestohlen',
    forgotten: 'Karte nicht dabei',
    expired: 'Karte abgelaufen',
    not_genuine: 'Karte nicht echt',
    unreadable: 'Karte nicht lesbar',
    no_chip: 'Karte ohne Chip',
    foreign: 'keine belgische Karte',
    minor: 'minderjährig, ohne Karte',
    refuses: 'möchte die Karte nicht zeigen',
  },
  reason: 'Grund',
  assurance: 'Sicherheit',
  surname: 'Name',
  givenNames: 'Vornamen',
  birthDate: 'Geburtsdatum',
  birthDateHint: 'jjjj-mm-tt',
  shown: 'Eingesehenes Dokument',
  shownDocuments: {
    passport: 'Reisepass',
    driving_licence: 'Führerschein',
    residence_permit: 'Aufenthaltsschein',
    foreign_identity_card: 'ausländischer Personalausweis',
    other: 'anderes Dokument',
    none: 'kein Dokument',
  },
  shownNumber: 'Nummer dieses Dokuments',
  shownCountry: 'Land dieses Dokuments',
  basis: 'Worauf es beruht',
  basisHint: 'zum Beispiel: Foto mit dem Bild verglichen',
  record: 'Festhalten',
  cancel: 'Zurück',
  noCardFaults: {
    missing: (fields) => `Füllen Sie noch aus: ${fields}.`,
    document: () => '„Anderes Dokument gesehen“ verlangt ein Dokument.',
    characters: (fields) => `Hier stehen Zeichen, die niemand sieht, tippen Sie es neu: ${fields}.`,
    too_long: (fields) => `Das ist zu lang: ${fields}.`,
    not_a_date: () =>
      'Dieses Geburtsdatum gibt es nicht. Schreiben Sie jjjj-mm-tt, oder nur jjjj-mm oder jjjj, wenn mehr nicht bekannt ist.',
    future: () => 'Dieses Geburtsdatum liegt in der Zukunft.',
  },
  born: 'Geboren',
  nationality: 'Staatsangehörigkeit',
  nationalNumber: 'Nationalnummer',
  card: 'Karte',
  validUntil: (date) => `gültig bis ${date}`,
  address: 'Adresse',
  photo: 'Foto auf der Karte',
  notEstablished:
    'Der Karte ist nicht zu trauen: Mindestens eine Prüfung schlägt fehl. Halten Sie fest, wie Sie die Person ohne Karte erkannt haben.',
  checks: 'Prüfungen',
  verdicts: { holds: 'stimmt', broken: 'stimmt nicht', not_checked: 'nicht geprüft' },
  establishedAt: (time) => `Festgestellt um ${time}`,
}
