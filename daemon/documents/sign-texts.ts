import type { Language } from '../core/language.ts'

/** What stands in the signature field beside what `texts.ts` knows. */
export interface SignTexts {
  readonly sealedBy: (box: string, site: string) => string
  readonly signedWithCard: string
  /** What the attached handwriting is. */
  readonly strokes: string
}

const TEXTS: Readonly<Record<Language, SignTexts>> = {
  nl: {
    sealedBy: (box, site) => `Verzegeld door loket ${box}, ${site}`,
    signedWithCard: 'Ondertekend met de identiteitskaart',
    strokes: 'Het handschrift van de handtekening, versleuteld voor de sleutelhouder',
  },
  fr: {
    sealedBy: (box, site) => `Scellé par le guichet ${box}, ${site}`,
    signedWithCard: 'Signé avec la carte d’identité',
    strokes: 'L’écriture de la signature, chiffrée pour le détenteur de la clé',
  },
  de: {
    sealedBy: (box, site) => `Versiegelt durch den Schalter ${box}, ${site}`,
    signedWithCard: 'Mit dem Personalausweis unterzeichnet',
    strokes: 'Die Handschrift der Unterschrift, verschlüsselt für den Schlüsselinhaber',
  },
  en: {
    sealedBy: (box, site) => `Sealed by counter ${box}, ${site}`,
    signedWithCard: 'Signed with the identity card',
    strokes: 'The handwriting of the signature, encrypted for the key holder',
  },
}

export function signTexts(language: Language): SignTexts {
  return TEXTS[language]
}
