import type { reading as nl } from '../nl/reading.ts'
export const reading: typeof nl = {
  title: 'Écran de lecture',
  language: 'Langue',
  person: 'Je veux parler à quelqu’un ici',
  personAsked: 'On a demandé de venir vous voir',
  reconnecting: 'Un instant, l’écran cherche la connexion. Ce que vous avez fait est conservé.',
  officeLost: 'La liaison avec le bureau est interrompue. Ce que vous avez fait est conservé.',

  idleHeading: 'Bienvenue au guichet de police',
  idleText:
    'Prenez un ticket au bouton dans le couloir. Nous vous appelons quand c’est votre tour.',
  welcomeHeading: 'Bienvenue, prenez place',
  welcomeNumber: 'Vous avez le numéro',
  welcomeQuestion: 'Dans quelle langue voulez-vous parler ?',
  waitingHeading: 'Un instant',
  waitingText: (inspector) =>
    `${inspector} va apparaître à l’écran. Vous n’avez rien à faire. Rien n’est enregistré.`,

  talkHeading: (inspector) => `Vous parlez avec ${inspector}`,
  talkEmpty: 'Ce que l’inspecteur note pour vous apparaît ici pendant que vous parlez.',
  talkHint: 'Vous voyez une erreur ? Dites-le, elle sera corrigée.',

  rightsHeading: 'Vos droits',
  rightsVersion: (version) => `Texte ${version}`,
  rightsConfirm: 'J’ai lu ce texte',

  consentHeading: 'Pouvons-nous lire votre carte d’identité ?',
  consentText: 'Voici ce qui est lu sur votre carte, et pourquoi :',
  consentYes: 'Oui, lisez ma carte',
  consentNo: 'Non, plutôt autrement',
  consentFiles: {
    what: 'Fichiers signés de la carte',
    why: 'restent dans le dossier, pour qu’un juge puisse les vérifier : aussi numéro de puce, statut et certificats',
  },
  consentOther: 'Pas de carte ? Choisissez « plutôt autrement » : il y a d’autres moyens.',
  fields: {
    names: { what: 'Nom, prénoms et titre', why: 'pour savoir qui fait la déclaration' },
    birth: {
      what: 'Date et lieu de naissance, sexe',
      why: 'pour ne pas vous confondre avec autrui',
    },
    nationality: { what: 'Nationalité', why: 'elle doit figurer dans une déclaration' },
    national_number: { what: 'Numéro de registre national', why: 'pour retrouver votre dossier' },
    address: { what: 'Adresse', why: 'pour pouvoir vous écrire' },
    photo: { what: 'Photo', why: 'pour que l’inspecteur voie que c’est bien vous' },
    card_number: {
      what: 'Numéro, type et validité de la carte',
      why: 'pour voir si elle est valable',
    },
  },

  insertHeading: 'Insérez votre carte dans le lecteur',
  insertText: 'La puce vers l’avant. Cela prend quelques secondes.',
  cardReadingHeading: 'Votre carte est en cours de lecture',
  cardReadingText: 'Laissez encore la carte un instant.',
  cardStepNames: ['Accord', 'Insérer la carte', 'Lecture'],

  failedHeading: 'La lecture n’a pas réussi',
  failures: {
    absent: 'Il n’y avait pas de carte dans le lecteur.',
    unreadable:
      'Votre carte n’a pas pu être lue. Essayez encore une fois, ou montrez un autre document.',
    removed: 'La carte a été retirée trop tôt. Rien n’en est conservé. Vous pouvez la réinsérer.',
    not_an_eid: 'Ce n’est pas une carte d’identité belge. Avez-vous une autre carte ?',
    reader_gone: 'Le lecteur de cartes ne marche pas pour l’instant. Montrez un autre document.',
    timeout: 'La lecture a duré trop longtemps. Essayez encore, ou montrez un autre document.',
    invalid:
      'Les données de la carte n’ont pas pu être confirmées. L’inspecteur regarde avec vous comment continuer.',
  },
  failedRetry: 'Essayer encore',
  failedOther: 'Plutôt autrement',

  identifiedHeading: (name) => `Merci, ${name}`,
  identifiedText: 'Vos données ont été lues. Une erreur ? Dites-le à l’inspecteur.',
  takeCard: 'Vous pouvez retirer votre carte.',

  pinHeading: {
    identify: 'Voulez-vous donner votre code PIN ?',
    sign: 'Signez avec votre code PIN',
  },
  pinAskedText:
    'Cela établit que cette carte est la vôtre. Vous tapez le code sur les touches près du lecteur ; personne d’autre ne le voit.',
  pinYes: 'Oui, je donne mon code PIN',
  pinNo: { identify: 'Plutôt pas', sign: 'D’une autre manière' },
  pinWithout: 'Continuer sans code PIN',
  pinEnterHeading: 'Tapez votre code PIN',
  pinEnterText:
    'Sur les touches près du lecteur. Appuyez ensuite sur OK, ou sur Arrêt pour arrêter.',
  pinInsertText: 'Tapez ensuite votre code PIN sur les touches près du lecteur.',
  pinLastHeading: 'Encore un seul essai',
  pinLastText:
    'Si le code est encore faux, votre carte sera bloquée. La commune peut alors la débloquer. C’est possible aussi sans code PIN.',
  pinInsist: 'Encore une fois quand même',
  pinWrongHeading: 'Le code PIN n’était pas correct',
  pinWrongText: (left: number) =>
    left === 1 ? 'Il vous reste un essai.' : `Il vous reste ${left} essais.`,
  pinAgain: 'Réessayer',
  pinFailedHeading: 'Cela n’a pas réussi',
  pinFailures: {
    blocked:
      'Le code PIN de cette carte est bloqué. La commune peut le débloquer. Nous continuons sans code PIN.',
    cancelled: 'Aucun code PIN n’a été donné.',
    removed: 'La carte a été retirée trop tôt. Vous pouvez la réinsérer.',
    no_keys:
      'Un code PIN ne peut pas être donné à ce guichet pour le moment. Nous continuons sans.',
    no_certificate: 'Ce n’est pas possible avec cette carte. Nous continuons sans code PIN.',
    other_card: 'C’est une autre carte que tout à l’heure. Insérez la même carte.',
    failed: 'La carte ou le lecteur n’a pas répondu.',
  },

  exchangeText:
    'Ceci accompagne votre déclaration. Regardez si c’est exact, et dites à l’inspecteur si quelque chose ne va pas.',
  exchangeClose: 'Retour à ma déclaration',

  documentHeading: {
    statement: 'Relisez votre déclaration',
    injured: 'Relisez la déclaration de personne lésée',
  },
  documentRevision: (revision) => `Version ${revision}`,
  page: (page, pages) => `Page ${page} sur ${pages}`,
  previous: 'Précédente',
  next: 'Suivante',
  readAloud: 'Lire à voix haute',
  stopReading: 'Arrêter la lecture',
  larger: 'Plus grand',
  smaller: 'Plus petit',
  wrong: 'Ce n’est pas exact',
  readAll: 'J’ai tout lu',
  readAllFirst: (page) => `Lisez la page ${page} jusqu’en bas`,
  pageText: 'Texte de cette page',
  pageMissing: 'Cette page ne peut pas être montrée. Réessayez dans un instant.',
  readDone: 'Vous avez tout lu. L’inspecteur continue avec vous.',

  signHeading: {
    statement: 'Voulez-vous signer votre déclaration ?',
    injured: 'Voulez-vous signer la déclaration de personne lésée ?',
  },
  signText: 'Vous pouvez refuser. Vous recevez votre copie dans tous les cas.',
  signYes: 'Signer',
  signEid: 'Signer avec la carte d’identité',
  signNo: 'Refuser',
  signReread: 'Relire',
  signNoPad:
    'La tablette de signature ne marche pas. L’inspecteur cherche avec vous une autre façon.',
  refuseHeading: 'Vous ne voulez pas signer',
  refuseText:
    'Vous n’êtes pas obligé de dire pourquoi. Si vous le dites, ce sera noté dans le rapport.',
  refuseReason: 'Votre raison (peut rester vide)',
  refuseConfirm: 'Oui, je refuse',
  back: 'Retour',

  padCapturing: 'Signez sur la tablette de signature',
  padCapturingText: 'Prenez le stylet et signez comme d’habitude.',
  padCaptured: 'Est-ce votre signature ?',
  padCapturedText: 'Regardez la tablette. Cela vous convient ?',
  padDamaged: 'Votre signature n’est pas passée en entier',
  padDamagedText: 'C’est dû à l’appareil. Signez encore une fois, ou refusez.',
  padGone: 'La tablette de signature est absente',
  padGoneText: 'Votre déclaration est conservée. L’inspecteur cherche avec vous comment continuer.',
  padAgain: 'Signer à nouveau',
  padAccept: 'Oui, c’est bien ainsi',

  copyHeading: 'Voulez-vous une copie sur papier ?',
  copyText: 'La copie est gratuite.',
  copyList: 'Ceci sera imprimé :',
  copyPapers: {
    statement: 'Votre déclaration',
    injured: 'Déclaration de personne lésée',
    attestation: 'Attestation de dépôt de plainte',
    loss: 'Attestation de perte ou de vol',
  },
  copyMaking: 'Vos documents sont en préparation. Un instant.',
  copyYes: 'Oui, imprimez',
  copyNo: 'Non merci',
  copyPrinting: 'Votre copie s’imprime',
  copyPrinted: 'Votre copie est prête',
  copyPrintedText: 'Prenez-la dans le bac à côté de l’écran.',
  copyFailed: 'L’impression ne marche pas',
  copyFailedText: 'Vous avez droit à votre copie : l’inspecteur vous la remet d’une autre façon.',
  copyRetry: 'Essayer encore',

  goodbyeHeading: 'Merci de votre visite',
  goodbyeText:
    'Vous pouvez partir. Pensez à votre carte et à votre copie. Rien de vous ne reste sur cet appareil.',

  interruptedHeading: 'La liaison est interrompue',
  interruptedText: (inspector) =>
    `Restez assis. ${inspector} revient et continue où vous étiez. Tout est conservé.`,
}
