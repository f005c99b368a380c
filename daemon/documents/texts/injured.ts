import type { InjuredChoice } from '../../core/injured-view.ts'
import type { Language } from '../../core/language.ts'

/** The words of a declaration of injured person. Source: Law of 17 April 1878, article 5bis. */
export interface InjuredTexts {
  readonly title: string
  readonly person: string
  readonly damage: string
  readonly prosecutor: string
  readonly declared: Readonly<Record<InjuredChoice, string>>
  readonly means: { readonly heading: string; readonly steps: readonly string[] }
  /** The last step. */
  readonly after: Readonly<Record<InjuredChoice, string>>
}

const nlLater =
  'U kunt de verklaring ook later afleggen: op het secretariaat van het parket, met een aangetekende brief aan het parket, of bij de politie. Vermeld de referentie.'
const nl: InjuredTexts = {
  title: 'Verklaring van benadeelde persoon',
  person: 'Benadeelde',
  damage: 'Schade of belang',
  prosecutor: 'Parket',
  declared: {
    filed:
      'Ik verklaar dat ik schade heb geleden door de feiten hierboven en vraag om als benadeelde persoon geregistreerd te worden.',
    declined:
      'Men heeft mij aangeboden om mij benadeelde persoon te verklaren. Ik wens dat niet te doen. Ik weet dat het later nog kan.',
    offered:
      'Men heeft mij uitgelegd wat een verklaring van benadeelde persoon is. Ik beslis later of ik ze afleg.',
  },
  means: {
    heading: 'Wat betekent dit?',
    steps: [
      'De verklaring is gratis en niet verplicht (artikel 5bis van de voorafgaande titel van het Wetboek van strafvordering).',
      'Wie benadeelde persoon is, krijgt bericht van het parket: als de zaak geseponeerd wordt en waarom, als er een gerechtelijk onderzoek komt, en wanneer er een zitting is.',
      'U mag stukken die u nuttig vindt aan het dossier laten toevoegen. Een advocaat mag u bijstaan.',
      'Een schadevergoeding vraagt u niet met deze verklaring. Daarvoor stelt u zich burgerlijke partij.',
    ],
  },
  after: {
    filed:
      'De politie bezorgt deze verklaring aan het secretariaat van het bevoegde parket. Verandert uw adres, meld dat dan aan het parket.',
    declined: nlLater,
    offered: nlLater,
  },
}

const frLater =
  'Vous pouvez aussi faire la déclaration plus tard : au secrétariat du parquet, par lettre recommandée au parquet, ou à la police. Mentionnez la référence.'
const fr: InjuredTexts = {
  title: 'Déclaration de personne lésée',
  person: 'Personne lésée',
  damage: 'Dommage ou intérêt',
  prosecutor: 'Parquet',
  declared: {
    filed:
      'Je déclare avoir subi un dommage en raison des faits ci-dessus et je demande à être enregistré(e) comme personne lésée.',
    declined:
      'Il m’a été proposé de me déclarer personne lésée. Je ne souhaite pas le faire. Je sais que cela reste possible plus tard.',
    offered:
      'Il m’a été expliqué ce qu’est une déclaration de personne lésée. Je déciderai plus tard si je la fais.',
  },
  means: {
    heading: 'Qu’est-ce que cela signifie ?',
    steps: [
      'La déclaration est gratuite et n’est pas obligatoire (article 5bis du titre préliminaire du Code de procédure pénale).',
      'La personne lésée est informée par le parquet : si l’affaire est classée sans suite et pourquoi, si une instruction est ouverte, et quand une audience a lieu.',
      'Vous pouvez faire joindre au dossier les documents que vous jugez utiles. Un avocat peut vous assister.',
      'Cette déclaration ne demande pas d’indemnisation. Pour cela, vous vous constituez partie civile.',
    ],
  },
  after: {
    filed:
      'La police transmet cette déclaration au secrétariat du parquet compétent. Si votre adresse change, signalez-le au parquet.',
    declined: frLater,
    offered: frLater,
  },
}

const deLater =
  'Sie können die Erklärung auch später abgeben: beim Sekretariat der Staatsanwaltschaft, per Einschreiben an die Staatsanwaltschaft oder bei der Polizei. Geben Sie die Referenz an.'
const de: InjuredTexts = {
  title: 'Erklärung als geschädigte Person',
  person: 'Geschädigt',
  damage: 'Schaden',
  prosecutor: 'Staatsanwaltschaft',
  declared: {
    filed:
      'Ich erkläre, dass ich durch den oben genannten Tatbestand einen Schaden erlitten habe, und bitte um Registrierung als geschädigte Person.',
    declined:
      'Mir wurde angeboten, mich zur geschädigten Person zu erklären. Ich möchte das nicht. Ich weiß, dass es später noch möglich ist.',
    offered:
      'Mir wurde erklärt, was eine Erklärung als geschädigte Person ist. Ich entscheide später, ob ich sie abgebe.',
  },
  means: {
    heading: 'Was bedeutet das?',
    steps: [
      'Die Erklärung ist kostenlos und keine Pflicht (Artikel 5bis des einleitenden Titels des Strafprozessgesetzbuches).',
      'Die Staatsanwaltschaft benachrichtigt Sie dann: wenn das Verfahren eingestellt wird und warum, wenn eine gerichtliche Untersuchung beginnt und wann eine Sitzung stattfindet.',
      'Sie dürfen der Akte Unterlagen beifügen lassen, die Sie für nützlich halten. Ein Rechtsanwalt darf Ihnen beistehen.',
      'Schadenersatz beantragen Sie mit dieser Erklärung nicht. Dafür treten Sie als Zivilpartei auf.',
    ],
  },
  after: {
    filed:
      'Die Polizei übermittelt diese Erklärung dem Sekretariat der zuständigen Staatsanwaltschaft. Ändert sich Ihre Adresse, melden Sie es der Staatsanwaltschaft.',
    declined: deLater,
    offered: deLater,
  },
}

const enLater =
  'You can also make the declaration later: at the secretariat of the public prosecutor, by registered letter to the public prosecutor, or with the police. Mention the reference.'
const en: InjuredTexts = {
  title: 'Declaration of injured person',
  person: 'Injured person',
  damage: 'Damage or interest',
  prosecutor: 'Prosecutor',
  declared: {
    filed:
      'I declare that I suffered damage from the facts above and ask to be registered as an injured person.',
    declined:
      'I was offered to declare myself an injured person. I do not wish to do so. I know that it is still possible later.',
    offered:
      'It was explained to me what a declaration of injured person is. I will decide later whether I make it.',
  },
  means: {
    heading: 'What does this mean?',
    steps: [
      'The declaration is free and not compulsory (article 5bis of the preliminary title of the Code of Criminal Procedure).',
      'An injured person is told by the public prosecutor: when the case is closed and why, when a judicial investigation is opened, and when there is a hearing.',
      'You may have documents that you find useful added to the file. A lawyer may assist you.',
      'This declaration does not ask for compensation. For that you bring a civil claim.',
    ],
  },
  after: {
    filed:
      'The police send this declaration to the secretariat of the competent public prosecutor. If your address changes, tell the public prosecutor.',
    declined: enLater,
    offered: enLater,
  },
}

const TEXTS: Readonly<Record<Language, InjuredTexts>> = { nl, fr, de, en }

/** The words of a declaration of injured person in a language. */
export function injuredTexts(language: Language): InjuredTexts {
  return TEXTS[language]
}
