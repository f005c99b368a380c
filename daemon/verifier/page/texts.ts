import type { Language } from '../../core/language.ts'

/** What the page says besides the explanation itself. */
const nl = {
  title: 'Dossier nakijken',
  about:
    'Kijk na of een dossier van het virtueel politieloket echt en onveranderd is. Het bestand blijft op dit toestel: deze bladzijde gebruikt geen netwerk.',
  language: 'Taal',
  drop: 'Sleep het dossierbestand hierheen',
  choose: 'Kies een bestand',
  another: 'Kies een ander bestand',
  checking: 'Wordt nagekeken…',
  papers: 'De stukken',
  openPaper: (name: string) => `Open: ${name}`,
  otherPaper: 'een ander stuk',
  savePaper: 'Bewaar',
  paperDoubt: 'Het dossier klopt niet: de stukken kunnen veranderd zijn.',
  print: 'Druk af',
  checkedAt: (file: string, at: string) => `${file}, nagekeken op ${at}.`,
  noTrust:
    'Deze kopie van de bladzijde kent geen loketten. Vraag aan het kantoor een kopie die ze kent.',
  tooOld: 'Deze browser is te oud om een dossier na te kijken. Gebruik een andere.',
  failed: 'Het nakijken is niet gelukt. Het bestand is niet beoordeeld.',
}
export type PageTexts = typeof nl

const fr: PageTexts = {
  title: 'Vérifier un dossier',
  about:
    'Vérifiez si un dossier du guichet de police virtuel est authentique et inchangé. Le fichier reste sur cet appareil : cette page n’utilise aucun réseau.',
  language: 'Langue',
  drop: 'Glissez le fichier du dossier ici',
  choose: 'Choisir un fichier',
  another: 'Choisir un autre fichier',
  checking: 'Vérification en cours…',
  papers: 'Les documents',
  openPaper: (name) => `Ouvrir : ${name}`,
  otherPaper: 'un autre document',
  savePaper: 'Enregistrer',
  paperDoubt: 'Le dossier n’est pas exact : les documents peuvent avoir été changés.',
  print: 'Imprimer',
  checkedAt: (file, at) => `${file}, vérifié le ${at}.`,
  noTrust:
    'Cette copie de la page ne connaît aucun guichet. Demandez au bureau une copie qui les connaît.',
  tooOld: 'Ce navigateur est trop ancien pour vérifier un dossier. Utilisez-en un autre.',
  failed: 'La vérification n’a pas abouti. Le fichier n’a pas été jugé.',
}

const de: PageTexts = {
  title: 'Akte prüfen',
  about:
    'Prüfen Sie, ob eine Akte des virtuellen Polizeischalters echt und unverändert ist. Die Datei bleibt auf diesem Gerät: diese Seite benutzt kein Netz.',
  language: 'Sprache',
  drop: 'Ziehen Sie die Aktendatei hierher',
  choose: 'Datei wählen',
  another: 'Andere Datei wählen',
  checking: 'Wird geprüft…',
  papers: 'Die Schriftstücke',
  openPaper: (name) => `Öffnen: ${name}`,
  otherPaper: 'ein anderes Schriftstück',
  savePaper: 'Speichern',
  paperDoubt: 'Die Akte stimmt nicht: die Schriftstücke können verändert sein.',
  print: 'Drucken',
  checkedAt: (file, at) => `${file}, geprüft am ${at}.`,
  noTrust:
    'Diese Kopie der Seite kennt keine Schalter. Bitten Sie das Büro um eine Kopie, die sie kennt.',
  tooOld: 'Dieser Browser ist zu alt, um eine Akte zu prüfen. Benutzen Sie einen anderen.',
  failed: 'Die Prüfung ist nicht gelungen. Die Datei wurde nicht beurteilt.',
}

const en: PageTexts = {
  title: 'Check a dossier',
  about:
    'Check whether a dossier of the virtual police counter is genuine and unchanged. The file stays on this device: this page uses no network.',
  language: 'Language',
  drop: 'Drag the dossier file here',
  choose: 'Choose a file',
  another: 'Choose another file',
  checking: 'Checking…',
  papers: 'The papers',
  openPaper: (name) => `Open: ${name}`,
  otherPaper: 'another paper',
  savePaper: 'Save',
  paperDoubt: 'The dossier does not hold: the papers may have been changed.',
  print: 'Print',
  checkedAt: (file, at) => `${file}, checked on ${at}.`,
  noTrust: 'This copy of the page knows no counters. Ask the office for a copy that knows them.',
  tooOld: 'This browser is too old to check a dossier. Use another one.',
  failed: 'The check did not succeed. The file has not been judged.',
}

export const pageTexts: Readonly<Record<Language, PageTexts>> = { nl, fr, de, en }
