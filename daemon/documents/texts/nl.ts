import type { PaperTexts } from '../texts.ts'

/** Words on paper. */
export const nl: PaperTexts = {
  locale: 'nl-BE',
  title: {
    talk: 'Verslag van een gesprek',
    notification: 'Melding',
    report: 'Aangifte',
    complaint: 'Klacht',
  },
  counter: 'Virtueel politieloket',
  madeOn: (place, when) => `Opgemaakt aan het loket ${place} op ${when}`,
  revision: 'Versie',
  ticket: 'Ticket',
  heard: 'Gehoord',
  born: (date, place) =>
    place === undefined ? `geboren op ${date}` : `geboren op ${date} in ${place}`,
  nationality: 'Nationaliteit',
  nationalNumber: 'Rijksregisternummer',
  identified: 'Identiteit',
  notIdentified: 'De identiteit werd niet vastgesteld.',
  assurance: {
    'chip+pin':
      'Vastgesteld met de elektronische identiteitskaart: de gegevens op de chip werden nagekeken en de pincode werd ingegeven.',
    chip: 'Vastgesteld met de elektronische identiteitskaart: de gegevens op de chip werden nagekeken.',
    visual:
      'Vastgesteld zonder kaartlezer: de inspecteur bekeek een ander stuk en vergeleek de persoon op het scherm.',
    declared: 'Op eigen verklaring van de gehoorde persoon; niet nagekeken.',
  },
  noCard: {
    lost: 'De identiteitskaart is verloren.',
    stolen: 'De identiteitskaart is gestolen.',
    forgotten: 'De persoon heeft de identiteitskaart niet bij zich.',
    expired: 'De identiteitskaart is vervallen.',
    not_genuine: 'De aangeboden kaart kon niet als echt bevestigd worden.',
    unreadable: 'De kaart kon niet gelezen worden.',
    no_chip: 'De kaart heeft geen leesbare chip.',
    foreign: 'De persoon heeft geen Belgische identiteitskaart.',
    minor: 'De persoon is minderjarig.',
    refuses: 'De persoon wilde de kaart niet laten lezen.',
  },
  lookedAt: 'Bekeken',
  shown: {
    passport: 'paspoort',
    driving_licence: 'rijbewijs',
    residence_permit: 'verblijfsdocument',
    foreign_identity_card: 'buitenlandse identiteitskaart',
    other: 'ander document',
    none: 'geen document',
  },
  shownNumber: (number) => `nr. ${number}`,
  convincedBy: 'Waarop dat steunt',
  card: (number, until) =>
    until === undefined ? `Kaart ${number}` : `Kaart ${number}, geldig tot ${until}`,
  inspector: 'Inspecteur',
  begun: 'Begin',
  rights: 'Rechten',
  rightsConfirmed: (version, language, when) =>
    `Kennisgeving van rechten, versie ${version}, in het ${language}; bevestigd op ${when}.`,
  rightsNotConfirmed: 'De kennisgeving van rechten werd niet bevestigd.',
  languageName: { nl: 'Nederlands', fr: 'Frans', de: 'Duits', en: 'Engels' },
  statement: 'Verklaring',
  empty: 'Er werd geen tekst opgeschreven.',
  exchanged: 'Stukken',
  pages: (count) => (count === 1 ? '1 bladzijde' : `${count} bladzijden`),
  closing:
    'De gehoorde persoon kon deze tekst lezen of laten voorlezen, en laten verbeteren of aanvullen. Tekenen is niet verplicht.',
  signatureField: 'Handtekening, of vermelding van de weigering',
  signedOnPad: (when) => `Getekend met de pen op het tekenbord, ${when}`,
  refusedToSign: (when) => `Wenst niet te tekenen, ${when}`,
  reason: 'Reden',
  noReason: 'Er werd geen reden gegeven.',
}
