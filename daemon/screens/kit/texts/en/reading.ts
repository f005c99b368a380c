import type { reading as nl } from '../nl/reading.ts'
export const reading: typeof nl = {
  title: 'Reading screen',
  language: 'Language',
  person: 'I want to talk to someone here',
  personAsked: 'Someone has been asked to come to you',
  reconnecting: 'One moment, the screen is reconnecting. What you did is kept.',
  officeLost: 'The connection to the office is away for a moment. What you did is kept.',

  idleHeading: 'Welcome to the police desk',
  idleText: 'Take a ticket at the button in the hall. We will call you when it is your turn.',
  welcomeHeading: 'Welcome, please sit down',
  welcomeNumber: 'Your number is',
  welcomeQuestion: 'Which language would you like to speak?',
  waitingHeading: 'One moment',
  waitingText: (inspector) =>
    `${inspector} will appear shortly. You need not do anything. Nothing is recorded.`,

  talkHeading: (inspector) => `You are talking to ${inspector}`,
  talkEmpty: 'What the inspector writes down for you appears here while you speak.',
  talkHint: 'Do you see a mistake? Just say so, and it will be corrected.',

  rightsHeading: 'Your rights',
  rightsVersion: (version) => `Text ${version}`,
  rightsConfirm: 'I have read this',

  consentHeading: 'May we read your identity card?',
  consentText: 'This is read from your card, and why:',
  consentYes: 'Yes, read my card',
  consentNo: 'No, another way',
  consentFiles: {
    what: 'Signed files of the card',
    why: 'stay in the dossier, so that a judge can check them: also chip number, status and certificates',
  },
  consentOther: 'No card with you? Choose “another way”: you can also say who you are differently.',
  fields: {
    names: { what: 'Surname, given names and title', why: 'to know who makes the statement' },
    birth: {
      what: 'Date and place of birth, sex',
      why: 'so as not to confuse you with someone else',
    },
    nationality: { what: 'Nationality', why: 'it belongs in a statement' },
    national_number: { what: 'National register number', why: 'to find your file again' },
    address: { what: 'Address', why: 'to be able to write to you' },
    photo: { what: 'Photo', why: 'so that the inspector sees that it is you' },
    card_number: {
      what: 'Number, kind and validity of the card',
      why: 'to see whether the card is valid',
    },
  },

  insertHeading: 'Put your card in the reader',
  insertText: 'With the chip to the front. It takes a few seconds.',
  cardReadingHeading: 'Your card is being read',
  cardReadingText: 'Please leave the card in a little longer.',
  cardStepNames: ['Agreement', 'Insert card', 'Reading'],

  failedHeading: 'The card could not be read',
  failures: {
    absent: 'There was no card in the reader.',
    unreadable: 'Your card could not be read. Try it once more, or show another document.',
    removed: 'The card was out too early. Nothing of it was kept. You can put it in again.',
    not_an_eid: 'This card is not a Belgian identity card. Do you have another card?',
    reader_gone: 'The card reader is not working right now. You can show another document.',
    timeout: 'Reading took too long. Try once more, or show another document.',
    invalid:
      'The data on the card could not be confirmed. The inspector will look with you at how to go on.',
  },
  failedRetry: 'Try once more',
  failedOther: 'Another way',

  identifiedHeading: (name) => `Thank you, ${name}`,
  identifiedText: 'Your data has been read. Is something wrong? Tell the inspector.',
  takeCard: 'You may take out your card now.',

  pinHeading: {
    identify: 'Would you give your PIN?',
    sign: 'Sign with your PIN',
  },
  pinAskedText:
    'It establishes that this card is yours. You enter the code on the keys beside the reader; nobody else sees it.',
  pinYes: 'Yes, I give my PIN',
  pinNo: { identify: 'Rather not', sign: 'In another way' },
  pinWithout: 'Go on without a PIN',
  pinEnterHeading: 'Enter your PIN',
  pinEnterText: 'On the keys beside the reader. Then press OK, or Cancel to stop.',
  pinInsertText: 'Then enter your PIN on the keys beside the reader.',
  pinLastHeading: 'One try left',
  pinLastText:
    'If the code is wrong again, your card will be blocked. The municipality can unblock it. It is possible without a PIN too.',
  pinInsist: 'Once more all the same',
  pinWrongHeading: 'The PIN was not right',
  pinWrongText: (left: number) =>
    left === 1 ? 'You have one try left.' : `You have ${left} tries left.`,
  pinAgain: 'Try once more',
  pinFailedHeading: 'That did not work',
  pinFailures: {
    blocked:
      'The PIN of this card is blocked. The municipality can unblock it. We go on without a PIN.',
    cancelled: 'No PIN was given.',
    removed: 'The card was taken out too early. You may insert it again.',
    no_keys: 'No PIN can be entered at this counter now. We go on without.',
    no_certificate: 'This card cannot do that. We go on without a PIN.',
    other_card: 'This is another card than before. Insert the same card.',
    failed: 'The card or the reader did not answer.',
  },

  exchangeText:
    'This goes with your statement. Look whether it is right, and tell the inspector if anything is not.',
  exchangeClose: 'Back to my statement',

  documentHeading: {
    statement: 'Read your statement',
    injured: 'Read the declaration of injured person',
  },
  documentRevision: (revision) => `Version no. ${revision}`,
  page: (page, pages) => `Page ${page} of ${pages}`,
  previous: 'Previous',
  next: 'Next',
  readAloud: 'Read aloud',
  stopReading: 'Stop reading aloud',
  larger: 'Larger',
  smaller: 'Smaller',
  wrong: 'This is not right',
  readAll: 'I have read everything',
  readAllFirst: (page) => `Read page ${page} to the end`,
  pageText: 'Text of this page',
  pageMissing: 'This page cannot be shown right now. Try again in a moment.',
  readDone: 'You have read everything. The inspector will go on with you.',

  signHeading: {
    statement: 'Do you want to sign your statement?',
    injured: 'Do you want to sign the declaration of injured person?',
  },
  signText: 'You may refuse. You get your copy in any case.',
  signYes: 'Sign',
  signEid: 'Sign with the identity card',
  signNo: 'Refuse',
  signReread: 'Read again',
  signNoPad: 'The signature pad is not working. The inspector will look with you for another way.',
  refuseHeading: 'You do not want to sign',
  refuseText: 'You need not say why. If you do, it is written in the report.',
  refuseReason: 'Your reason (may stay empty)',
  refuseConfirm: 'Yes, I refuse',
  back: 'Back',

  padCapturing: 'Sign on the signature pad',
  padCapturingText: 'Take the pen and sign as you usually do.',
  padCaptured: 'Is this your signature?',
  padCapturedText: 'Look at the signature pad. Are you content with it?',
  padDamaged: 'Your signature did not come through completely',
  padDamagedText: 'That was the device. Sign once more, or refuse.',
  padGone: 'The signature pad is away for a moment',
  padGoneText: 'Your statement is kept. The inspector will look with you at how to go on.',
  padAgain: 'Sign again',
  padAccept: 'Yes, this is good',

  copyHeading: 'Would you like a copy on paper?',
  copyText: 'The copy is free.',
  copyList: 'This comes on paper:',
  copyPapers: {
    statement: 'Your statement',
    injured: 'Declaration of injured person',
    attestation: 'Attestation of a complaint',
    loss: 'Attestation of loss or theft',
  },
  copyMaking: 'Your papers are being made. One moment.',
  copyYes: 'Yes, print it',
  copyNo: 'No, thank you',
  copyPrinting: 'Your copy is being printed',
  copyPrinted: 'Your copy is ready',
  copyPrintedText: 'Take it from the tray beside the screen.',
  copyFailed: 'Printing does not work right now',
  copyFailedText: 'You have a right to your copy: the inspector will get it to you another way.',
  copyRetry: 'Try once more',

  goodbyeHeading: 'Thank you for coming',
  goodbyeText: 'You may go. Remember your card and your copy. Nothing of you stays on this device.',

  interruptedHeading: 'The connection is away for a moment',
  interruptedText: (inspector) =>
    `Please stay seated. ${inspector} will be back and go on where you were. Everything is kept.`,
}
