import type { Language } from '../../core/language.ts'

/** The words of an attestation of a complaint, besides those of every paper. */
export interface AttestationTexts {
  readonly title: string
  readonly confirms: string
  readonly complainant: string
  readonly next: { readonly heading: string; readonly steps: readonly string[] }
  readonly support: { readonly heading: string; readonly words: readonly string[] }
  readonly copy: { readonly heading: string; readonly words: readonly string[] }
}

const nl: AttestationTexts = {
  title: 'Attest van klachtneerlegging',
  confirms: 'Met dit attest bevestigt de politie dat u aan dit loket klacht hebt neergelegd.',
  complainant: 'Klager',
  next: {
    heading: 'Wat gebeurt er nu?',
    steps: [
      'De politie maakt een proces-verbaal op. Dat krijgt een eigen nummer, dat u later verneemt. Gebruik tot dan de voorlopige referentie, ook voor uw verzekering.',
      'De procureur des Konings kan uw klacht laten onderzoeken en beslist over het gevolg.',
      'Wilt u weten wat er met uw klacht gebeurt? Leg dan een verklaring van benadeelde persoon af. Dat is gratis en kan nu of later.',
      'Weet u later meer, of vindt u iets terug? Meld het aan de dienst hierboven, met de referentie.',
    ],
  },
  support: {
    heading: 'Hulp voor slachtoffers',
    words: [
      'De dienst slachtofferbejegening van de politie luistert naar u en wijst u de weg. Ook slachtofferhulp van het CAW en slachtofferonthaal van het justitiehuis helpen u, gratis. Meer vindt u op slachtofferzorg.be.',
    ],
  },
  copy: {
    heading: 'Uw kopie',
    words: [
      'U hebt recht op een gratis kopie van uw verklaring. Hebt u ze nog niet, vraag ze dan aan de dienst hierboven.',
    ],
  },
}

const fr: AttestationTexts = {
  title: 'Attestation de dépôt de plainte',
  confirms: 'Par cette attestation, la police confirme que vous avez déposé plainte à ce guichet.',
  complainant: 'Plaignant(e)',
  next: {
    heading: 'Que se passe-t-il maintenant ?',
    steps: [
      'La police rédige un procès-verbal. Il reçoit un numéro, que vous apprendrez plus tard. D’ici là, utilisez la référence provisoire, aussi pour votre assurance.',
      'Le procureur du Roi peut faire enquêter sur votre plainte et décide de la suite.',
      'Vous voulez savoir ce que devient votre plainte ? Faites une déclaration de personne lésée. C’est gratuit, maintenant ou plus tard.',
      'Vous en savez plus par la suite, ou vous retrouvez un objet ? Signalez-le à ce service, avec la référence.',
    ],
  },
  support: {
    heading: 'Aide aux victimes',
    words: [
      'Le service d’assistance policière aux victimes vous écoute et vous oriente. Un service d’aide aux victimes et le service d’accueil des victimes de la maison de justice vous aident aussi, gratuitement. Plus d’informations sur victimes.cfwb.be.',
    ],
  },
  copy: {
    heading: 'Votre copie',
    words: [
      'Vous avez droit à une copie gratuite de votre déclaration. Si vous ne l’avez pas encore, demandez-la à ce service.',
    ],
  },
}

const de: AttestationTexts = {
  title: 'Bescheinigung über die Einreichung einer Klage',
  confirms:
    'Mit dieser Bescheinigung bestätigt die Polizei, dass Sie an diesem Schalter Klage eingereicht haben.',
  complainant: 'Kläger(in)',
  next: {
    heading: 'Wie geht es weiter?',
    steps: [
      'Die Polizei erstellt ein Protokoll. Es erhält eine eigene Nummer, die Sie später erfahren. Verwenden Sie bis dahin die vorläufige Referenz, auch für Ihre Versicherung.',
      'Der Prokurator des Königs kann Ihre Klage untersuchen lassen und entscheidet über die Folge.',
      'Möchten Sie wissen, was mit Ihrer Klage geschieht? Geben Sie dann eine Erklärung als geschädigte Person ab. Das ist kostenlos und geht jetzt oder später.',
      'Wissen Sie später mehr oder finden Sie etwas wieder? Melden Sie es dem oben genannten Dienst mit der Referenz.',
    ],
  },
  support: {
    heading: 'Hilfe für Opfer',
    words: [
      'Der polizeiliche Opferbeistand hört Ihnen zu und zeigt Ihnen den Weg. Auch die Opferhilfe und der Opferempfang des Justizhauses helfen Ihnen, kostenlos.',
    ],
  },
  copy: {
    heading: 'Ihre Kopie',
    words: [
      'Sie haben Anrecht auf eine kostenlose Kopie Ihrer Erklärung. Haben Sie sie noch nicht, fragen Sie beim oben genannten Dienst danach.',
    ],
  },
}

const en: AttestationTexts = {
  title: 'Attestation of a complaint',
  confirms: 'With this attestation the police confirm that you filed a complaint at this counter.',
  complainant: 'Complainant',
  next: {
    heading: 'What happens now?',
    steps: [
      'The police draw up a report (proces-verbaal). It gets a number of its own, which you will learn later. Until then use the provisional reference, also for your insurance.',
      'The public prosecutor may have your complaint investigated and decides what follows.',
      'Do you want to know what becomes of your complaint? Make a declaration of injured person. It is free, now or later.',
      'Do you know more later, or do you find something back? Tell the service above, with the reference.',
    ],
  },
  support: {
    heading: 'Help for victims',
    words: [
      'The victim support officers of the police listen to you and show you the way. Victim support services and the house of justice help you too, free of charge.',
    ],
  },
  copy: {
    heading: 'Your copy',
    words: [
      'You have the right to a free copy of your statement. If you do not have it yet, ask the service above for it.',
    ],
  },
}

const TEXTS: Readonly<Record<Language, AttestationTexts>> = { nl, fr, de, en }

/** The words of an attestation in a language. */
export function attestationTexts(language: Language): AttestationTexts {
  return TEXTS[language]
}
