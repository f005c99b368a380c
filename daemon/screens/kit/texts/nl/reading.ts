export const reading = {
  title: 'Leesscherm',
  // The line that is always there.
  language: 'Taal',
  person: 'Ik wil iemand hier spreken',
  personAsked: 'Er is gevraagd om bij u te komen',
  reconnecting: 'Een ogenblik, het scherm zoekt verbinding. Wat u deed, blijft bewaard.',
  officeLost: 'De verbinding met het kantoor is even weg. Wat u deed, blijft bewaard.',

  idleHeading: 'Welkom bij het politieloket',
  idleText: 'Neem een ticket aan de knop in de gang. Wij roepen u zodra het uw beurt is.',
  welcomeHeading: 'Welkom, neem plaats',
  welcomeNumber: 'U hebt nummer',
  welcomeQuestion: 'In welke taal wilt u spreken?',
  waitingHeading: 'Een ogenblik',
  waitingText: (inspector: string) =>
    `${inspector} komt zo in beeld. U hoeft niets te doen. Er wordt niets opgenomen.`,

  talkHeading: (inspector: string) => `U spreekt met ${inspector}`,
  talkEmpty: 'Wat de inspecteur voor u opschrijft, verschijnt hier terwijl u spreekt.',
  talkHint: 'Ziet u een fout? Zeg het gerust, dan wordt het verbeterd.',

  rightsHeading: 'Uw rechten',
  rightsVersion: (version: string) => `Tekst ${version}`,
  rightsConfirm: 'Ik heb dit gelezen',

  consentHeading: 'Mogen wij uw identiteitskaart lezen?',
  consentText: 'Dit wordt van uw kaart gelezen, en waarom:',
  consentYes: 'Ja, lees mijn kaart',
  consentNo: 'Nee, liever anders',
  consentFiles: {
    what: 'Ondertekende kaartbestanden',
    why: 'blijven in het dossier, zodat een rechter ze kan nakijken: ook chipnummer, statuut en certificaten',
  },
  consentOther: 'Geen kaart bij u? Kies “liever anders”: u kunt u ook anders bekendmaken.',
  fields: {
    names: { what: 'Naam, voornamen en titel', why: 'om te weten wie de verklaring aflegt' },
    birth: {
      what: 'Geboortedatum, -plaats en geslacht',
      why: 'om u niet te verwarren met iemand anders',
    },
    nationality: { what: 'Nationaliteit', why: 'die hoort in een verklaring te staan' },
    national_number: { what: 'Rijksregisternummer', why: 'om uw dossier terug te vinden' },
    address: { what: 'Adres', why: 'om u een brief te kunnen sturen' },
    photo: { what: 'Foto', why: 'zodat de inspecteur ziet dat u het bent' },
    card_number: {
      what: 'Nummer, soort en geldigheid van de kaart',
      why: 'om te zien of de kaart nog geldig is',
    },
  },

  insertHeading: 'Steek uw kaart in de lezer',
  insertText: 'Met de chip naar voren. Dat duurt enkele tellen.',
  cardReadingHeading: 'Uw kaart wordt gelezen',
  cardReadingText: 'Laat de kaart nog even zitten.',
  cardStepNames: ['Toestemming', 'Kaart insteken', 'Lezen'],

  failedHeading: 'Het lezen is niet gelukt',
  failures: {
    absent: 'Er zat geen kaart in de lezer.',
    unreadable:
      'Uw kaart kon niet gelezen worden. Probeer ze nog eens, of toon een ander document.',
    removed: 'De kaart was er te vroeg uit. Er is niets van bewaard. Steek ze gerust opnieuw in.',
    not_an_eid: 'Deze kaart is geen Belgische identiteitskaart. Hebt u een andere kaart?',
    reader_gone: 'De kaartlezer werkt even niet. U kunt een ander document tonen.',
    timeout: 'Het lezen duurde te lang. Probeer het nog eens, of toon een ander document.',
    invalid:
      'De gegevens op de kaart konden niet bevestigd worden. De inspecteur bekijkt met u hoe het verder kan.',
  },
  failedRetry: 'Nog eens proberen',
  failedOther: 'Liever anders',

  identifiedHeading: (name: string) => `Dank u, ${name}`,
  identifiedText: 'Uw gegevens zijn gelezen. Klopt er iets niet? Zeg het aan de inspecteur.',
  takeCard: 'U mag uw kaart nu uitnemen.',

  pinHeading: {
    identify: 'Wilt u uw pincode geven?',
    sign: 'Teken met uw pincode',
  },
  pinAskedText:
    'Daarmee staat vast dat deze kaart van u is. U tikt de code op de toetsen bij de kaartlezer; niemand anders ziet ze.',
  pinYes: 'Ja, ik geef mijn pincode',
  pinNo: { identify: 'Liever niet', sign: 'Op een andere manier' },
  pinWithout: 'Verder zonder pincode',
  pinEnterHeading: 'Tik uw pincode',
  pinEnterText: 'Op de toetsen bij de kaartlezer. Druk daarna op OK, of op Stop om te stoppen.',
  pinInsertText: 'Daarna tikt u uw pincode op de toetsen bij de lezer.',
  pinLastHeading: 'Nog één poging',
  pinLastText:
    'Is de code nu weer fout, dan wordt uw kaart geblokkeerd. De gemeente kan ze dan weer vrijmaken. Het kan ook zonder pincode.',
  pinInsist: 'Toch nog één keer',
  pinWrongHeading: 'De pincode was niet juist',
  pinWrongText: (left: number) =>
    left === 1 ? 'U hebt nog één poging.' : `U hebt nog ${left} pogingen.`,
  pinAgain: 'Nog eens proberen',
  pinFailedHeading: 'Dat is niet gelukt',
  pinFailures: {
    blocked:
      'De pincode van deze kaart is geblokkeerd. De gemeente kan ze vrijmaken. Wij gaan verder zonder pincode.',
    cancelled: 'Er werd geen pincode gegeven.',
    removed: 'De kaart was er te vroeg uit. Steek ze gerust opnieuw in.',
    no_keys: 'Aan dit loket kan nu geen pincode gegeven worden. Wij gaan verder zonder.',
    no_certificate: 'Met deze kaart kan dat niet. Wij gaan verder zonder pincode.',
    other_card: 'Dit is een andere kaart dan daarnet. Steek dezelfde kaart in.',
    failed: 'De kaart of de lezer gaf geen antwoord.',
  },

  exchangeText:
    'Dit hoort bij uw verklaring. Kijk gerust of het juist is, en zeg het aan de inspecteur als er iets niet klopt.',
  exchangeClose: 'Terug naar mijn verklaring',

  documentHeading: {
    statement: 'Lees uw verklaring na',
    injured: 'Lees de verklaring van benadeelde persoon na',
  },
  documentRevision: (revision: number) => `Versie ${revision}`,
  page: (page: number, pages: number) => `Bladzijde ${page} van ${pages}`,
  previous: 'Vorige',
  next: 'Volgende',
  readAloud: 'Lees voor',
  stopReading: 'Stop met voorlezen',
  larger: 'Groter',
  smaller: 'Kleiner',
  wrong: 'Dit klopt niet',
  readAll: 'Ik heb alles gelezen',
  readAllFirst: (page: number) => `Lees bladzijde ${page} tot onderaan`,
  pageText: 'Tekst van deze bladzijde',
  pageMissing: 'Deze bladzijde kan nu niet getoond worden. Probeer het zo nog eens.',
  readDone: 'U hebt alles gelezen. De inspecteur gaat met u verder.',

  signHeading: {
    statement: 'Wilt u uw verklaring ondertekenen?',
    injured: 'Wilt u de verklaring van benadeelde persoon ondertekenen?',
  },
  signText: 'U mag weigeren. Dat heeft geen gevolg voor de kopie, die krijgt u altijd.',
  signYes: 'Ondertekenen',
  signEid: 'Tekenen met identiteitskaart',
  signNo: 'Weigeren',
  signReread: 'Nog eens lezen',
  signNoPad: 'Het handtekeningbord werkt niet. De inspecteur bekijkt met u hoe het anders kan.',
  refuseHeading: 'U wilt niet ondertekenen',
  refuseText: 'U hoeft niet te zeggen waarom. Wilt u het toch, dan komt het in het verslag.',
  refuseReason: 'Uw reden (mag leeg blijven)',
  refuseConfirm: 'Ja, ik weiger',
  back: 'Terug',

  padCapturing: 'Teken op het handtekeningbord',
  padCapturingText: 'Neem de pen en teken zoals u dat gewoon bent.',
  padCaptured: 'Is dit uw handtekening?',
  padCapturedText: 'Kijk op het handtekeningbord. Bent u tevreden?',
  padDamaged: 'Uw handtekening kwam niet volledig door',
  padDamagedText: 'Dat lag aan het toestel. Teken nog eens, of weiger.',
  padGone: 'Het handtekeningbord is even weg',
  padGoneText: 'Uw verklaring is bewaard. De inspecteur bekijkt met u hoe het verder kan.',
  padAgain: 'Opnieuw tekenen',
  padAccept: 'Ja, zo is het goed',

  copyHeading: 'Wilt u een kopie op papier?',
  copyText: 'De kopie is gratis.',
  copyList: 'Dit komt op papier:',
  copyPapers: {
    statement: 'Uw verklaring',
    injured: 'Verklaring van benadeelde persoon',
    attestation: 'Attest van klachtneerlegging',
    loss: 'Attest van verlies of diefstal',
  },
  copyMaking: 'Uw papieren worden gemaakt. Een ogenblik.',
  copyYes: 'Ja, druk af',
  copyNo: 'Nee, dank u',
  copyPrinting: 'Uw kopie wordt afgedrukt',
  copyPrinted: 'Uw kopie ligt klaar',
  copyPrintedText: 'Neem ze uit de lade naast het scherm.',
  copyFailed: 'Afdrukken lukt nu niet',
  copyFailedText: 'U hebt recht op uw kopie: de inspecteur bezorgt ze u op een andere manier.',
  copyRetry: 'Nog eens proberen',

  goodbyeHeading: 'Dank u voor uw komst',
  goodbyeText:
    'U mag gaan. Denk aan uw kaart en uw kopie. Op dit toestel blijft niets van u achter.',

  interruptedHeading: 'De verbinding is even weg',
  interruptedText: (inspector: string) =>
    `Blijf gerust zitten. ${inspector} komt terug en gaat verder waar u was. Alles is bewaard.`,
}
