import type { consolePage as nl } from '../nl/console.ts'
import { card } from './card.ts'
import { exchange } from './exchange.ts'
import { identity } from './identity.ts'
import { place } from './place.ts'
import { queue } from './queue.ts'
import { record } from './record.ts'
import { statement } from './statement.ts'

export const consolePage: typeof nl = {
  title: 'Loket, central office',
  name: 'Loket',
  subtitle: 'Central office',

  logIn: 'Log in',
  logOut: 'Log out',
  user: 'User',
  password: 'Password',
  logInIntro: 'Log in to receive people at the counters.',
  logInErrors: {
    wrong: 'User or password is not right. Please try again.',
    tooOften: 'Too many attempts. Wait a minute, then try again.',
    empty: 'Fill in your user name and your password.',
    noOffice: 'The office does not answer. You can log in as soon as it is back.',
  },
  checking: 'Looking for the office',

  keys: 'Keys',
  language: 'Language of this screen',
  connected: 'connected',
  offline: (since) =>
    `No connection to the office since ${since}. You can go on typing: everything is sent once it is back.`,
  elsewhere: 'You went on in another window. Close that window to go on here.',
  roles: { inspector: 'inspector', chief: 'chief inspector' },
  close: 'Close',

  dossier: 'Dossier',
  kind: 'Kind of visit',
  kinds: { talk: 'Talk', notification: 'Notification', report: 'Report', complaint: 'Complaint' },
  steps: {
    who: 'Who',
    rights: 'Rights',
    story: 'Story',
    papers: 'Papers',
    reading: 'Reading',
    signing: 'Signing',
    closing: 'Closing',
  },
  stepAt: { done: 'done', now: 'now', later: 'later', unneeded: 'not needed' },
  unneeded:
    'A talk does not need this. If it becomes a notification, report or complaint, choose another kind above.',

  outcomeName: 'Outcome',
  outcome: 'How does this visit end?',
  outcomes: {
    advised: 'advised',
    referred: 'referred',
    signed: 'signed',
    refused: 'not signed',
    left: 'the citizen left',
    abandoned: 'stopped',
  },
  outcomeHint: 'For “signed” or “not signed” the document must be presented first.',
  wrap: 'Wrap up',
  closeVisit: 'Close the visit',
  copy: 'Copy',
  copyStates: {
    none: 'does not apply',
    offered: 'offered; the citizen chooses',
    printing: 'being printed',
    printed: 'handed over',
    declined: 'not wanted',
    failed: 'printing failed; the citizen can choose again',
  },
  dossierState: 'Sealed dossier',
  dossierStates: {
    none: 'being sealed',
    sealed: 'sealed, on its way to the archive',
    acknowledged: 'received in the archive',
  },
  closingWaits: {
    outcome: 'First choose how the visit ends.',
    dossier: 'The dossier is still being sealed.',
    copy: 'The citizen still chooses about a copy on paper.',
  },
  ended: 'The visit is done.',

  archive: 'Finished dossiers',
  archiveEmpty: 'No finished dossiers yet.',
  open: 'Open',
  back: 'Back to the list',
  opening: 'The dossier is being opened',
  openErrors: {
    forbidden: 'This dossier is a colleague’s. Only its maker opens it.',
    missing: 'This dossier is no longer there.',
    noOffice: 'The office does not answer. Try again in a moment.',
  },
  verified: 'Verified on opening',
  documents: 'Documents',
  documentRoles: {
    presented: 'presented',
    signed: 'signed',
    refused: 'with refusal',
    attestation: 'attestation of a complaint',
    loss: 'attestation of loss or theft',
    exchanged: 'document with the statement',
  },
  openPdf: 'Open as PDF',
  stampedBy: (authority: string, at: string, level: string) =>
    `Time-stamp of ${authority} on ${at} (${level})`,
  stampGrows: 'the evidence for later is still being completed',
  stampStates: {
    waiting: 'No time-stamp yet: the office tries again',
    off: 'No time-stamp: the office has no time-stamp authority',
  },
  openPhoto: 'Open the photo',
  recordTitle: 'Record',
  recordWords: record,
  cardWords: card,
  exchange,
  dossierFile: 'Dossier file',
  dossierFileHint: 'Anybody can check it with loket verify, without a network too.',
  verifierPage: 'Page to check it with',
  verifierPageHint:
    'Send it along with the dossier file: it works in any browser, without a network too.',
  accessLogged: 'Every opening is written to the access log.',

  board: 'Overview',
  place: 'Municipality',
  longest: 'Longest wait',
  inQueue: 'In the queue',
  seats: 'Inspectors',
  freeSeat: 'free',
  nobody: 'nobody',

  answers: {
    no_seat_free: 'All seats are taken. Ask a colleague to free one. (geen-plaats-vrij)',
    no_seat: 'Take a seat first. (geen-plaats)',
    nobody_waiting: 'Nobody waits. (niemand-wacht)',
    in_visit: 'You are still in a visit. Finish it first. (in-bezoek)',
    not_in_visit: 'This visit is no longer running. (geen-bezoek)',
    nothing_to_undo: 'This can no longer be undone. (te-laat)',
    not_allowed: 'You may not do that. (niet-toegelaten)',
    expired: 'It took too long. Please try again. (verlopen)',
    box_unreachable: 'The counter does not answer. Try again in a moment. (loket-onbereikbaar)',
    not_now: 'Not now: see on the right how far the visit is. (nu-niet)',
    malformed: 'The office did not understand. Reload the page. (vormfout)',
  },

  keysTitle: 'Everything by keyboard',
  keysHint: 'The keys also work while you type.',
  keyNames: {
    next: 'Next, or take a seat',
    steps: 'Open a step of the dossier',
    act: 'The main act of the open step',
    mute: 'Mute the microphone',
    undo: 'Call again after “not here” or “back in the queue”',
    notHere: 'Not here',
    putBack: 'Back in the queue',
    pause: 'Break',
    queue: 'To the queue',
    story: 'To the story',
    help: 'This list',
    leave: 'Close this list',
  },

  myPlace: place,
  ...queue,
  ...identity,
  ...statement,
}
