import type { Language } from '../../core/language.ts'
import type { Loss, LostDocument } from '../../core/paper-view.ts'

/** The words of a loss attestation. Source of the facts about DOCSTOP: docstop.be. */
export interface LossTexts {
  readonly title: Readonly<Record<Loss, string>>
  readonly confirms: Readonly<Record<Loss, string>>
  readonly holder: string
  readonly document: string
  readonly documents: Readonly<Record<LostDocument, string>>
  readonly number: (number: string) => string
  readonly happened: Readonly<Record<Loss, string>>
  readonly docstop: {
    readonly heading: string
    readonly told: string
    readonly tell: string
    readonly call: string
    readonly free: string
    readonly else: string
    readonly site: string
    readonly only: string
  }
  readonly next: { readonly heading: string; readonly steps: readonly string[] }
  readonly noIdentity: string
}

/** As docstop.be gives them. */
export const DOCSTOP = {
  free: '00800 2123 2123',
  abroad: '+32 2 518 21 23',
  site: 'docstop.be',
} as const

const nl: LossTexts = {
  title: {
    lost: 'Attest van verlies van een identiteitsdocument',
    stolen: 'Attest van diefstal van een identiteitsdocument',
  },
  confirms: {
    lost: 'Met dit attest bevestigt de politie dat u aan dit loket het verlies van een document hebt gemeld.',
    stolen:
      'Met dit attest bevestigt de politie dat u aan dit loket de diefstal van een document hebt gemeld.',
  },
  holder: 'Houder',
  document: 'Document',
  documents: {
    identity_card: 'Identiteitskaart',
    kids_id: 'Kids-ID',
    residence_permit: 'Verblijfsdocument',
    passport: 'Paspoort',
    other: 'Ander document',
  },
  number: (number) => `Nummer ${number}`,
  happened: { lost: 'Verlies', stolen: 'Diefstal' },
  docstop: {
    heading: 'Blokkeer het document: DOCSTOP',
    told: 'U hebt het document al gemeld bij DOCSTOP.',
    tell: 'Bel DOCSTOP meteen. Zo kan niemand uw document misbruiken.',
    call: 'Telefoon',
    free: 'Gratis, dag en nacht.',
    else: 'Lukt dat niet',
    site: 'Website',
    only: 'DOCSTOP blokkeert alleen Belgische documenten.',
  },
  next: {
    heading: 'Volgende stap: uw gemeente',
    steps: [
      'Ga met dit attest naar uw gemeente en vraag een nieuw document aan. Vraag vooraf wat u moet meebrengen en wat het kost.',
      'Hebt u ondertussen een document nodig, bijvoorbeeld om te reizen? Vraag het aan uw gemeente.',
      'Vindt u het document terug? Gebruik het niet meer en breng het naar uw gemeente.',
      'Zijn er ook bankkaarten weg? Laat ze blokkeren bij Card Stop.',
    ],
  },
  noIdentity: 'Dit attest is geen identiteitsdocument en geen reisdocument.',
}

const fr: LossTexts = {
  title: {
    lost: 'Attestation de perte d’un document d’identité',
    stolen: 'Attestation de vol d’un document d’identité',
  },
  confirms: {
    lost: 'Par cette attestation, la police confirme que vous avez signalé à ce guichet la perte d’un document.',
    stolen:
      'Par cette attestation, la police confirme que vous avez signalé à ce guichet le vol d’un document.',
  },
  holder: 'Titulaire',
  document: 'Document',
  documents: {
    identity_card: 'Carte d’identité',
    kids_id: 'Kids-ID',
    residence_permit: 'Titre de séjour',
    passport: 'Passeport',
    other: 'Autre document',
  },
  number: (number) => `Numéro ${number}`,
  happened: { lost: 'Perte', stolen: 'Vol' },
  docstop: {
    heading: 'Bloquez le document : DOCSTOP',
    told: 'Vous avez déjà signalé le document à DOCSTOP.',
    tell: 'Appelez DOCSTOP tout de suite. Ainsi, personne ne peut abuser de votre document.',
    call: 'Téléphone',
    free: 'Gratuit, jour et nuit.',
    else: 'À défaut',
    site: 'Site web',
    only: 'DOCSTOP ne bloque que les documents belges.',
  },
  next: {
    heading: 'Étape suivante : votre commune',
    steps: [
      'Présentez cette attestation à votre commune et demandez un nouveau document. Demandez d’abord ce que vous devez apporter et ce que cela coûte.',
      'Vous avez besoin d’un document entre-temps, par exemple pour voyager ? Demandez-le à votre commune.',
      'Vous retrouvez le document ? Ne l’utilisez plus et remettez-le à votre commune.',
      'Des cartes bancaires ont aussi disparu ? Faites-les bloquer auprès de Card Stop.',
    ],
  },
  noIdentity: 'Cette attestation n’est ni un document d’identité ni un document de voyage.',
}

const de: LossTexts = {
  title: {
    lost: 'Bescheinigung über den Verlust eines Identitätsdokuments',
    stolen: 'Bescheinigung über den Diebstahl eines Identitätsdokuments',
  },
  confirms: {
    lost: 'Mit dieser Bescheinigung bestätigt die Polizei, dass Sie an diesem Schalter den Verlust eines Dokuments gemeldet haben.',
    stolen:
      'Mit dieser Bescheinigung bestätigt die Polizei, dass Sie an diesem Schalter den Diebstahl eines Dokuments gemeldet haben.',
  },
  holder: 'Inhaber(in)',
  document: 'Dokument',
  documents: {
    identity_card: 'Personalausweis',
    kids_id: 'Kids-ID',
    residence_permit: 'Aufenthaltsschein',
    passport: 'Pass',
    other: 'Anderes Dokument',
  },
  number: (number) => `Nummer ${number}`,
  happened: { lost: 'Verlust', stolen: 'Diebstahl' },
  docstop: {
    heading: 'Sperren Sie das Dokument: DOCSTOP',
    told: 'Sie haben das Dokument bereits bei DOCSTOP gemeldet.',
    tell: 'Rufen Sie sofort DOCSTOP an. So kann niemand Ihr Dokument missbrauchen.',
    call: 'Telefon',
    free: 'Kostenlos, Tag und Nacht.',
    else: 'Sonst',
    site: 'Website',
    only: 'DOCSTOP sperrt nur belgische Dokumente.',
  },
  next: {
    heading: 'Nächster Schritt: Ihre Gemeinde',
    steps: [
      'Gehen Sie mit dieser Bescheinigung zu Ihrer Gemeinde und beantragen Sie ein neues Dokument. Fragen Sie vorher, was Sie mitbringen müssen und was es kostet.',
      'Brauchen Sie in der Zwischenzeit ein Dokument, zum Beispiel für eine Reise? Fragen Sie Ihre Gemeinde danach.',
      'Finden Sie das Dokument wieder? Benutzen Sie es nicht mehr und bringen Sie es zu Ihrer Gemeinde.',
      'Sind auch Bankkarten weg? Lassen Sie sie bei Card Stop sperren.',
    ],
  },
  noIdentity: 'Diese Bescheinigung ist kein Identitätsdokument und kein Reisedokument.',
}

const en: LossTexts = {
  title: {
    lost: 'Attestation of the loss of an identity document',
    stolen: 'Attestation of the theft of an identity document',
  },
  confirms: {
    lost: 'With this attestation the police confirm that you reported the loss of a document at this counter.',
    stolen:
      'With this attestation the police confirm that you reported the theft of a document at this counter.',
  },
  holder: 'Holder',
  document: 'Document',
  documents: {
    identity_card: 'Identity card',
    kids_id: 'Kids-ID',
    residence_permit: 'Residence permit',
    passport: 'Passport',
    other: 'Other document',
  },
  number: (number) => `Number ${number}`,
  happened: { lost: 'Loss', stolen: 'Theft' },
  docstop: {
    heading: 'Block the document: DOCSTOP',
    told: 'You already reported the document to DOCSTOP.',
    tell: 'Call DOCSTOP at once, so that nobody can misuse your document.',
    call: 'Telephone',
    free: 'Free, day and night.',
    else: 'Otherwise',
    site: 'Website',
    only: 'DOCSTOP blocks Belgian documents only.',
  },
  next: {
    heading: 'Next step: your municipality',
    steps: [
      'Take this attestation to your municipality and apply for a new document. Ask first what to bring and what it costs.',
      'Do you need a document in the meantime, for example to travel? Ask your municipality.',
      'Do you find the document back? Do not use it any more and take it to your municipality.',
      'Are bank cards gone too? Have them blocked at Card Stop.',
    ],
  },
  noIdentity: 'This attestation is not an identity document and not a travel document.',
}

const TEXTS: Readonly<Record<Language, LossTexts>> = { nl, fr, de, en }

/** The words of a loss attestation in a language. */
export function lossTexts(language: Language): LossTexts {
  return TEXTS[language]
}
