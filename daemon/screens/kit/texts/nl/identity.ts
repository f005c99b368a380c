import type { NoCardFault } from '../../../../core/no-card.ts'

/** Who the citizen is. */
export const identity = {
  askCard: 'Vraag de identiteitskaart',
  askCardAgain: 'Vraag de kaart opnieuw',
  withoutCard: 'Zonder kaart',
  askPin: 'Vraag de pincode',
  pinStates: {
    asked: 'Pincode gevraagd. De burger kiest op het leesscherm.',
    entering: 'De burger tikt de pincode op de toetsen bij de lezer.',
    last_try: 'Er is nog één poging. Ze is niet gebruikt: de burger beslist op het leesscherm.',
  },
  pinWrong: (left: number) =>
    `Foute pincode, nog ${left === 1 ? 'één poging' : `${left} pogingen`}. De burger kiest zelf of het nog eens moet.`,
  pinFailures: {
    blocked:
      'De pincode is geblokkeerd. Ga verder zonder; de gemeente kan ze vrijmaken. (pin-geblokkeerd)',
    cancelled: 'Er kwam geen pincode. (pin-afgebroken)',
    removed: 'De kaart ging er te vroeg uit. (kaart-uitgenomen)',
    no_keys:
      'Aan dit loket kan geen pincode gegeven worden. Ga verder zonder. (pin-zonder-toetsen)',
    no_certificate:
      'Deze kaart heeft geen certificaat daarvoor. Ga verder zonder. (geen-certificaat)',
    other_card: 'Dit is een andere kaart dan die gelezen werd. (andere-kaart)',
    failed:
      'De kaart of de lezer gaf geen antwoord. Probeer opnieuw of ga verder zonder. (pin-mislukt)',
  },
  identityStates: {
    none: 'Nog niet gevraagd.',
    asked: 'Gevraagd. De burger kiest op het leesscherm of de kaart gelezen mag worden.',
    declined: 'De burger wil de kaart niet laten lezen. Leg de identiteit vast zonder kaart.',
    agreed: 'De burger gaat akkoord. De kaart wordt verwacht.',
    reading: 'De kaart wordt gelezen.',
  },
  identityShort: {
    none: '',
    asked: 'gevraagd',
    declined: 'geweigerd',
    agreed: 'kaart verwacht',
    reading: 'wordt gelezen',
    failed: 'niet gelukt',
  },
  cardFailures: {
    absent: 'Er zat geen kaart in de lezer. Vraag de kaart opnieuw. (kaart-afwezig)',
    unreadable:
      'De kaart kon niet gelezen worden. Laat de chip afvegen en probeer opnieuw, of ga verder zonder kaart. (kaart-onleesbaar)',
    removed:
      'De kaart ging er te vroeg uit. Er is niets van bewaard. Vraag ze opnieuw. (kaart-uitgenomen)',
    not_an_eid:
      'Dit is geen Belgische identiteitskaart. Vraag een andere of ga verder zonder kaart. (geen-eid)',
    reader_gone: 'De kaartlezer werkt niet. Ga verder zonder kaart. (lezer-weg)',
    timeout:
      'Het lezen duurde te lang. Probeer opnieuw of ga verder zonder kaart. (kaart-te-traag)',
    invalid:
      'De gegevens op de kaart zijn niet te bevestigen. Er is niets overgenomen. Bekijk een ander document. (kaart-ongeldig)',
  },
  assurances: {
    'chip+pin': 'chip en pincode',
    chip: 'chip van de kaart',
    visual: 'ander document gezien',
    declared: 'op verklaring',
  },
  noCardReasons: {
    lost: 'kaart verloren',
    stolen: 'kaart gestolen',
    forgotten: 'kaart niet bij zich',
    expired: 'kaart vervallen',
    not_genuine: 'kaart niet echt',
    unreadable: 'kaart niet te lezen',
    no_chip: 'kaart zonder chip',
    foreign: 'geen Belgische kaart',
    minor: 'minderjarig, zonder kaart',
    refuses: 'wil de kaart niet tonen',
  },
  reason: 'Reden',
  assurance: 'Zekerheid',
  surname: 'Naam',
  givenNames: 'Voornamen',
  birthDate: 'Geboortedatum',
  birthDateHint: 'jjjj-mm-dd',
  shown: 'Bekeken document',
  shownDocuments: {
    passport: 'paspoort',
    driving_licence: 'rijbewijs',
    residence_permit: 'verblijfsdocument',
    foreign_identity_card: 'buitenlandse identiteitskaart',
    other: 'ander document',
    none: 'geen document',
  },
  shownNumber: 'Nummer van dat document',
  shownCountry: 'Land van dat document',
  basis: 'Waarop u steunt',
  basisHint: 'bijvoorbeeld: foto vergeleken met het beeld',
  record: 'Leg vast',
  cancel: 'Terug',
  noCardFaults: {
    missing: (fields: string) => `Vul nog in: ${fields}.`,
    document: () => '„Ander document gezien” vraagt om een document.',
    characters: (fields: string) =>
      `Hierin staan tekens die niemand ziet, typ het opnieuw: ${fields}.`,
    too_long: (fields: string) => `Dit is te lang: ${fields}.`,
    not_a_date: () =>
      'Deze geboortedatum bestaat niet. Schrijf jjjj-mm-dd, of alleen jjjj-mm of jjjj als meer niet bekend is.',
    future: () => 'Deze geboortedatum moet nog komen.',
  } satisfies Record<NoCardFault, (fields: string) => string>,
  born: 'Geboren',
  nationality: 'Nationaliteit',
  nationalNumber: 'Rijksregisternummer',
  card: 'Kaart',
  validUntil: (date: string) => `geldig tot ${date}`,
  address: 'Adres',
  photo: 'Foto van de kaart',
  notEstablished:
    'De kaart klopt niet: minstens één controle houdt geen stand. Leg vast hoe u de persoon zonder kaart herkende.',
  checks: 'Controles',
  verdicts: { holds: 'klopt', broken: 'klopt niet', not_checked: 'niet nagegaan' },
  establishedAt: (time: string) => `Vastgesteld om ${time}`,
}
