import type { PaperTexts } from '../texts.ts'

/** Words on paper. */
export const en: PaperTexts = {
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
    forgotten: 'The person does not have the identity card with them.',
    expired: 'The identity card has expired.',
    not_genuine: 'The card that was offered could not be confirmed as genuine.',
    unreadable: 'The card could not be read.',
    no_chip: 'The card has no readable chip.',
    foreign: 'The person has no Belgian identity card.',
    minor: 'The person is a minor.',
    refuses: 'The person did not want the card to be read.',
  },
  lookedAt: 'Looked at',
  shown: {
    passport: 'passport',
    driving_licence: 'driving licence',
    residence_permit: 'residence permit',
    foreign_identity_card: 'foreign identity card',
    other: 'other document',
    none: 'no document',
  },
  shownNumber: (number) => `no. ${number}`,
  convincedBy: 'What that rests on',
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
