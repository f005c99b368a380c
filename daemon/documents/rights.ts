import type { Language } from '../core/language.ts'
import { RIGHTS_VERSION } from '../core/visit-rights.ts'

export interface RightsNotice {
  readonly version: string
  /** One right on each line. */
  readonly text: string
}

/** `RIGHTS_VERSION` changes with every change of a word below. */
const NOTICE: Readonly<Record<Language, readonly string[]>> = {
  nl: [
    'U vertelt wat u wilt vertellen. Niemand kan u verplichten om uzelf te beschuldigen.',
    'U mag vragen dat uw woorden worden opgeschreven zoals u ze zegt.',
    'U mag uw verklaring zelf lezen of laten voorlezen.',
    'U mag haar laten verbeteren of aanvullen.',
    'U mag documenten tonen en bij uw verklaring laten voegen.',
    'U krijgt gratis een kopie als u die wilt.',
    'U hoeft niet te tekenen. Weigert u, dan wordt dat genoteerd, met uw reden als u die geeft.',
    'Dit loket is niet voor dringende hulp. Bent u in gevaar, bel dan 101 of 112.',
  ],
  fr: [
    'Vous racontez ce que vous voulez. Personne ne peut vous obliger à vous accuser vous-même.',
    'Vous pouvez demander que vos paroles soient notées comme vous les dites.',
    'Vous pouvez lire votre déclaration vous-même ou vous la faire lire.',
    'Vous pouvez la faire corriger ou compléter.',
    'Vous pouvez montrer des documents et les faire joindre à votre déclaration.',
    'Vous recevez gratuitement une copie si vous le souhaitez.',
    'Vous n’êtes pas obligé de signer. Si vous refusez, cela est noté, avec votre motif si vous en donnez un.',
    'Ce guichet n’est pas destiné aux urgences. En cas de danger, appelez le 101 ou le 112.',
  ],
  de: [
    'Sie erzählen, was Sie erzählen möchten. Niemand kann Sie zwingen, sich selbst zu belasten.',
    'Sie dürfen verlangen, dass Ihre Worte so aufgeschrieben werden, wie Sie sie sagen.',
    'Sie dürfen Ihre Erklärung selbst lesen oder sich vorlesen lassen.',
    'Sie dürfen sie berichtigen oder ergänzen lassen.',
    'Sie dürfen Unterlagen zeigen und Ihrer Erklärung beifügen lassen.',
    'Sie erhalten kostenlos eine Kopie, wenn Sie das wünschen.',
    'Sie müssen nicht unterschreiben. Lehnen Sie ab, wird das vermerkt, mit Ihrem Grund, wenn Sie einen nennen.',
    'Dieser Schalter ist nicht für Notfälle. Sind Sie in Gefahr, rufen Sie 101 oder 112 an.',
  ],
  en: [
    'You tell what you want to tell. Nobody can make you accuse yourself.',
    'You may ask that your words are written down as you say them.',
    'You may read your statement yourself or have it read to you.',
    'You may have it corrected or completed.',
    'You may show documents and have them added to your statement.',
    'You receive a free copy if you want one.',
    'You need not sign. If you refuse, that is noted, with your reason if you give one.',
    'This counter is not for emergencies. If you are in danger, call 101 or 112.',
  ],
}

/** The rights notice as it is shown, confirmed and logged. */
export function rightsNotice(language: Language): RightsNotice {
  return { version: RIGHTS_VERSION, text: NOTICE[language].join('\n') }
}
