import type { Language } from '../core/language.ts'
import type { Assurance, NoCardReason, VisitKind } from '../core/visit-view.ts'

/** The words on paper, in one language. */
export interface PaperTexts {
  readonly locale: string
  readonly title: Readonly<Record<VisitKind, string>>
  readonly counter: string
  readonly madeOn: (place: string, when: string) => string
  readonly revision: string
  readonly ticket: string
  readonly heard: string
  readonly born: (date: string, place: string | undefined) => string
  readonly nationality: string
  readonly nationalNumber: string
  readonly identified: string
  readonly notIdentified: string
  readonly assurance: Readonly<Record<Assurance, string>>
  readonly noCard: Readonly<Record<NoCardReason, string>>
  readonly lookedAt: string
  readonly card: (number: string, validUntil: string | undefined) => string
  readonly inspector: string
  readonly begun: string
  readonly rights: string
  readonly rightsConfirmed: (version: string, language: string, when: string) => string
  readonly rightsNotConfirmed: string
  readonly languageName: Readonly<Record<Language, string>>
  readonly statement: string
  readonly empty: string
  readonly exchanged: string
  readonly pages: (count: number) => string
  readonly closing: string
  readonly signatureField: string
  readonly signedOnPad: (when: string) => string
  readonly refusedToSign: (when: string) => string
  readonly reason: string
  readonly noReason: string
}

const nl: PaperTexts = {
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
    no_chip: 'De chip van de kaart kon niet gelezen worden.',
    foreign: 'De persoon heeft geen Belgische identiteitskaart.',
    minor: 'De persoon is minderjarig.',
    refuses: 'De persoon wilde de kaart niet laten lezen.',
  },
  lookedAt: 'Bekeken',
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

const fr: PaperTexts = {
  locale: 'fr-BE',
  title: {
    talk: 'Compte rendu d’un entretien',
    notification: 'Signalement',
    report: 'Déclaration de faits',
    complaint: 'Plainte',
  },
  counter: 'Guichet de police virtuel',
  madeOn: (place, when) => `Fait au guichet ${place} le ${when}`,
  revision: 'Version',
  ticket: 'Ticket',
  heard: 'Entendu(e)',
  born: (date, place) => (place === undefined ? `né(e) le ${date}` : `né(e) le ${date} à ${place}`),
  nationality: 'Nationalité',
  nationalNumber: 'Numéro national',
  identified: 'Identité',
  notIdentified: 'L’identité n’a pas été établie.',
  assurance: {
    'chip+pin':
      'Établie par la carte d’identité électronique : les données de la puce ont été vérifiées et le code PIN a été introduit.',
    chip: 'Établie par la carte d’identité électronique : les données de la puce ont été vérifiées.',
    visual:
      'Établie sans lecteur de carte : l’inspecteur a examiné un autre document et comparé la personne à l’écran.',
    declared: 'Selon les dires de la personne entendue ; non vérifiée.',
  },
  noCard: {
    lost: 'La carte d’identité est perdue.',
    stolen: 'La carte d’identité est volée.',
    no_chip: 'La puce de la carte n’a pas pu être lue.',
    foreign: 'La personne n’a pas de carte d’identité belge.',
    minor: 'La personne est mineure.',
    refuses: 'La personne n’a pas souhaité faire lire sa carte.',
  },
  lookedAt: 'Examiné',
  card: (number, until) =>
    until === undefined ? `Carte ${number}` : `Carte ${number}, valable jusqu’au ${until}`,
  inspector: 'Inspecteur',
  begun: 'Début',
  rights: 'Droits',
  rightsConfirmed: (version, language, when) =>
    `Information sur les droits, version ${version}, en ${language} ; confirmée le ${when}.`,
  rightsNotConfirmed: 'L’information sur les droits n’a pas été confirmée.',
  languageName: { nl: 'néerlandais', fr: 'français', de: 'allemand', en: 'anglais' },
  statement: 'Déclaration',
  empty: 'Aucun texte n’a été noté.',
  exchanged: 'Pièces',
  pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
  closing:
    'La personne entendue a pu lire ce texte ou se le faire lire, et le faire corriger ou compléter. La signature n’est pas obligatoire.',
  signatureField: 'Signature, ou mention du refus',
  signedOnPad: (when) => `Signé au stylet sur la tablette, ${when}`,
  refusedToSign: (when) => `Ne souhaite pas signer, ${when}`,
  reason: 'Motif',
  noReason: 'Aucun motif n’a été donné.',
}

const de: PaperTexts = {
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
    no_chip: 'Der Chip der Karte konnte nicht gelesen werden.',
    foreign: 'Die Person hat keinen belgischen Personalausweis.',
    minor: 'Die Person ist minderjährig.',
    refuses: 'Die Person wollte die Karte nicht lesen lassen.',
  },
  lookedAt: 'Eingesehen',
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

const en: PaperTexts = {
  locale: 'en-GB',
  title: {
    talk: 'Note of a conversation',
    notification: 'Notification',
    report: 'Report',
    complaint: 'Complaint',
  },
  counter: 'Virtual police counter',
  madeOn: (place, when) => `Made at the counter ${place} on ${when}`,
  revision: 'Version',
  ticket: 'Ticket',
  heard: 'Person heard',
  born: (date, place) => (place === undefined ? `born on ${date}` : `born on ${date} in ${place}`),
  nationality: 'Nationality',
  nationalNumber: 'National number',
  identified: 'Identity',
  notIdentified: 'The identity was not established.',
  assurance: {
    'chip+pin':
      'Established with the electronic identity card: the data on the chip were checked and the PIN was entered.',
    chip: 'Established with the electronic identity card: the data on the chip were checked.',
    visual:
      'Established without the card reader: the inspector looked at another document and compared the person on the screen.',
    declared: 'As declared by the person heard; not checked.',
  },
  noCard: {
    lost: 'The identity card is lost.',
    stolen: 'The identity card is stolen.',
    no_chip: 'The chip of the card could not be read.',
    foreign: 'The person has no Belgian identity card.',
    minor: 'The person is a minor.',
    refuses: 'The person did not want the card to be read.',
  },
  lookedAt: 'Looked at',
  card: (number, until) =>
    until === undefined ? `Card ${number}` : `Card ${number}, valid until ${until}`,
  inspector: 'Inspector',
  begun: 'Begun',
  rights: 'Rights',
  rightsConfirmed: (version, language, when) =>
    `Rights notice, version ${version}, in ${language}; confirmed on ${when}.`,
  rightsNotConfirmed: 'The rights notice was not confirmed.',
  languageName: { nl: 'Dutch', fr: 'French', de: 'German', en: 'English' },
  statement: 'Statement',
  empty: 'No text was written down.',
  exchanged: 'Documents',
  pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
  closing:
    'The person heard could read this text or have it read out, and have it corrected or completed. Signing is not compulsory.',
  signatureField: 'Signature, or note of the refusal',
  signedOnPad: (when) => `Signed with the pen on the pad, ${when}`,
  refusedToSign: (when) => `Does not wish to sign, ${when}`,
  reason: 'Reason',
  noReason: 'No reason was given.',
}

const TEXTS: Readonly<Record<Language, PaperTexts>> = { nl, fr, de, en }

/** The words on paper in a language. */
export function paperTexts(language: Language): PaperTexts {
  return TEXTS[language]
}
