import type { reading as nl } from '../nl/reading.ts'
export const reading: typeof nl = {
  title: 'Lesebildschirm',
  language: 'Sprache',
  person: 'Ich möchte hier mit jemandem sprechen',
  personAsked: 'Es wurde gebeten, zu Ihnen zu kommen',
  reconnecting: 'Einen Moment, der Bildschirm sucht die Verbindung. Ihre Angaben bleiben erhalten.',
  officeLost: 'Die Verbindung zum Büro ist unterbrochen. Ihre Angaben bleiben erhalten.',

  idleHeading: 'Willkommen am Polizeischalter',
  idleText: 'Nehmen Sie ein Ticket am Knopf im Flur. Wir rufen Sie, wenn Sie an der Reihe sind.',
  welcomeHeading: 'Willkommen, nehmen Sie Platz',
  welcomeNumber: 'Sie haben die Nummer',
  welcomeQuestion: 'In welcher Sprache möchten Sie sprechen?',
  waitingHeading: 'Einen Moment',
  waitingText: (inspector) =>
    `${inspector} erscheint gleich im Bild. Sie müssen nichts tun. Es wird nichts aufgenommen.`,

  talkHeading: (inspector) => `Sie sprechen mit ${inspector}`,
  talkEmpty: 'Was der Inspektor für Sie aufschreibt, erscheint hier, während Sie sprechen.',
  talkHint: 'Sehen Sie einen Fehler? Sagen Sie es, dann wird er verbessert.',

  rightsHeading: 'Ihre Rechte',
  rightsVersion: (version) => `Text ${version}`,
  rightsConfirm: 'Ich habe das gelesen',

  consentHeading: 'Dürfen wir Ihren Personalausweis lesen?',
  consentText: 'Das wird von Ihrer Karte gelesen, und warum:',
  consentYes: 'Ja, Karte lesen',
  consentNo: 'Nein, lieber anders',
  consentFiles: {
    what: 'Unterzeichnete Kartendateien',
    why: 'bleiben in der Akte, damit ein Richter sie prüfen kann: auch Chipnummer, Status und Zertifikate',
  },
  consentOther: 'Keine Karte dabei? Wählen Sie „lieber anders“: Es geht auch anders.',
  fields: {
    names: { what: 'Name, Vornamen und Titel', why: 'um zu wissen, wer die Erklärung abgibt' },
    birth: { what: 'Geburtsdatum, -ort und Geschlecht', why: 'um Sie nicht zu verwechseln' },
    nationality: { what: 'Staatsangehörigkeit', why: 'sie gehört in eine Erklärung' },
    national_number: { what: 'Nationalregisternummer', why: 'um Ihre Akte wiederzufinden' },
    address: { what: 'Anschrift', why: 'um Ihnen schreiben zu können' },
    photo: { what: 'Foto', why: 'damit der Inspektor sieht, dass Sie es sind' },
    card_number: {
      what: 'Nummer, Art und Gültigkeit der Karte',
      why: 'um zu sehen, ob sie noch gilt',
    },
  },

  insertHeading: 'Stecken Sie Ihre Karte in den Leser',
  insertText: 'Mit dem Chip nach vorn. Das dauert einige Sekunden.',
  cardReadingHeading: 'Ihre Karte wird gelesen',
  cardReadingText: 'Lassen Sie die Karte noch kurz stecken.',
  cardStepNames: ['Einwilligung', 'Karte einstecken', 'Lesen'],

  failedHeading: 'Das Lesen ist nicht gelungen',
  failures: {
    absent: 'Es steckte keine Karte im Leser.',
    unreadable:
      'Ihre Karte konnte nicht gelesen werden. Versuchen Sie es noch einmal, oder zeigen Sie ein anderes Dokument.',
    removed: 'Die Karte war zu früh draußen. Nichts davon ist gespeichert. Bitte neu einstecken.',
    not_an_eid: 'Das ist kein belgischer Personalausweis. Haben Sie eine andere Karte?',
    reader_gone: 'Der Kartenleser geht gerade nicht. Sie können ein anderes Dokument zeigen.',
    timeout:
      'Das Lesen dauerte zu lange. Versuchen Sie es noch einmal, oder zeigen Sie ein anderes Dokument.',
    invalid:
      'Die Angaben der Karte konnten nicht bestätigt werden. Der Inspektor klärt mit Ihnen, wie es weitergeht.',
  },
  failedRetry: 'Noch einmal versuchen',
  failedOther: 'Lieber anders',

  identifiedHeading: (name) => `Danke, ${name}`,
  identifiedText: 'Ihre Angaben sind gelesen. Stimmt etwas nicht? Sagen Sie es dem Inspektor.',
  takeCard: 'Sie dürfen Ihre Karte jetzt herausnehmen.',

  pinHeading: {
    identify: 'Möchten Sie Ihren PIN-Code eingeben?',
    sign: 'Unterschreiben Sie mit Ihrem PIN-Code',
  },
  pinAskedText:
    'Damit steht fest, dass dies Ihre Karte ist. Sie tippen den Code auf den Tasten am Kartenleser; niemand sonst sieht ihn.',
  pinYes: 'Ja, ich gebe meinen PIN-Code ein',
  pinNo: { identify: 'Lieber nicht', sign: 'Auf andere Weise' },
  pinWithout: 'Ohne PIN-Code weiter',
  pinEnterHeading: 'Tippen Sie Ihren PIN-Code',
  pinEnterText: 'Auf den Tasten am Kartenleser. Drücken Sie danach OK, oder Stopp zum Aufhören.',
  pinInsertText: 'Danach tippen Sie Ihren PIN-Code auf den Tasten am Leser.',
  pinLastHeading: 'Noch ein Versuch',
  pinLastText:
    'Ist der Code wieder falsch, wird Ihre Karte gesperrt. Die Gemeinde kann sie wieder freigeben. Es geht auch ohne PIN-Code.',
  pinInsist: 'Trotzdem noch einmal',
  pinWrongHeading: 'Der PIN-Code war nicht richtig',
  pinWrongText: (left: number) =>
    left === 1 ? 'Sie haben noch einen Versuch.' : `Sie haben noch ${left} Versuche.`,
  pinAgain: 'Noch einmal versuchen',
  pinFailedHeading: 'Das ist nicht gelungen',
  pinFailures: {
    blocked:
      'Der PIN-Code dieser Karte ist gesperrt. Die Gemeinde kann ihn freigeben. Wir machen ohne PIN-Code weiter.',
    cancelled: 'Es wurde kein PIN-Code eingegeben.',
    removed: 'Die Karte wurde zu früh herausgenommen. Sie können sie wieder einstecken.',
    no_keys:
      'An diesem Schalter kann jetzt kein PIN-Code eingegeben werden. Wir machen ohne weiter.',
    no_certificate: 'Mit dieser Karte geht das nicht. Wir machen ohne PIN-Code weiter.',
    other_card: 'Das ist eine andere Karte als vorhin. Stecken Sie dieselbe Karte ein.',
    failed: 'Die Karte oder der Leser hat nicht geantwortet.',
  },

  exchangeText:
    'Das gehört zu Ihrer Erklärung. Sehen Sie in Ruhe nach, ob es stimmt, und sagen Sie dem Inspektor, wenn etwas nicht richtig ist.',
  exchangeClose: 'Zurück zu meiner Erklärung',

  documentHeading: {
    statement: 'Lesen Sie Ihre Erklärung nach',
    injured: 'Lesen Sie die Erklärung als geschädigte Person nach',
  },
  documentRevision: (revision) => `Fassung ${revision}`,
  page: (page, pages) => `Seite ${page} von ${pages}`,
  previous: 'Zurück',
  next: 'Weiter',
  readAloud: 'Vorlesen',
  stopReading: 'Vorlesen beenden',
  larger: 'Größer',
  smaller: 'Kleiner',
  wrong: 'Das stimmt nicht',
  readAll: 'Ich habe alles gelesen',
  readAllFirst: (page) => `Lesen Sie Seite ${page} bis ganz unten`,
  pageText: 'Text dieser Seite',
  pageMissing: 'Diese Seite kann nicht gezeigt werden. Versuchen Sie es gleich noch einmal.',
  readDone: 'Sie haben alles gelesen. Der Inspektor macht mit Ihnen weiter.',

  signHeading: {
    statement: 'Möchten Sie Ihre Erklärung unterschreiben?',
    injured: 'Möchten Sie die Erklärung als geschädigte Person unterschreiben?',
  },
  signText: 'Sie dürfen ablehnen. Ihre Kopie erhalten Sie in jedem Fall.',
  signYes: 'Unterschreiben',
  signEid: 'Mit dem Personalausweis unterschreiben',
  signNo: 'Ablehnen',
  signReread: 'Noch einmal lesen',
  signNoPad: 'Das Unterschriftenpad geht nicht. Der Inspektor sucht mit Ihnen einen anderen Weg.',
  refuseHeading: 'Sie möchten nicht unterschreiben',
  refuseText: 'Sie müssen nicht sagen, warum. Sagen Sie es doch, steht es im Bericht.',
  refuseReason: 'Ihr Grund (darf leer bleiben)',
  refuseConfirm: 'Ja, ich lehne ab',
  back: 'Zurück',

  padCapturing: 'Unterschreiben Sie auf dem Pad',
  padCapturingText: 'Nehmen Sie den Stift und unterschreiben Sie wie gewohnt.',
  padCaptured: 'Ist das Ihre Unterschrift?',
  padCapturedText: 'Schauen Sie auf das Pad. Sind Sie zufrieden?',
  padDamaged: 'Ihre Unterschrift kam nicht vollständig an',
  padDamagedText: 'Das lag am Gerät. Unterschreiben Sie noch einmal, oder lehnen Sie ab.',
  padGone: 'Das Unterschriftenpad ist gerade weg',
  padGoneText: 'Ihre Erklärung ist gespeichert. Der Inspektor klärt mit Ihnen, wie es weitergeht.',
  padAgain: 'Neu unterschreiben',
  padAccept: 'Ja, so ist es gut',

  copyHeading: 'Möchten Sie eine Kopie auf Papier?',
  copyText: 'Die Kopie ist kostenlos.',
  copyList: 'Das wird gedruckt:',
  copyPapers: {
    statement: 'Ihre Erklärung',
    injured: 'Erklärung als geschädigte Person',
    attestation: 'Bescheinigung über die Anzeige',
    loss: 'Bescheinigung über Verlust oder Diebstahl',
  },
  copyMaking: 'Ihre Papiere werden erstellt. Einen Augenblick.',
  copyYes: 'Ja, bitte drucken',
  copyNo: 'Nein, danke',
  copyPrinting: 'Ihre Kopie wird gedruckt',
  copyPrinted: 'Ihre Kopie liegt bereit',
  copyPrintedText: 'Nehmen Sie sie aus dem Fach neben dem Bildschirm.',
  copyFailed: 'Drucken geht gerade nicht',
  copyFailedText: 'Sie haben ein Recht auf Ihre Kopie: Sie bekommen sie auf anderem Weg.',
  copyRetry: 'Noch einmal versuchen',

  goodbyeHeading: 'Danke für Ihren Besuch',
  goodbyeText:
    'Sie dürfen gehen. Denken Sie an Karte und Kopie. Auf diesem Gerät bleibt nichts von Ihnen zurück.',

  interruptedHeading: 'Die Verbindung ist unterbrochen',
  interruptedText: (inspector) =>
    `Bleiben Sie ruhig sitzen. ${inspector} kommt zurück und macht weiter, wo Sie waren. Alles ist gespeichert.`,
}
