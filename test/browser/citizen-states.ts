/** States of the protocol as the citizen's pages get them: every screen once, with the longest plausible content. */

import type { Language } from '../../daemon/core/language.ts'
import type { InfoState, ReadingScreen, ReadingState } from '../../daemon/screens/protocol.ts'
import type { RoomState } from '../../hw/room/protocol.ts'

export const sha256 = 'ab'.repeat(32)
const inspector = 'Inspecteur Specimen Twee'
const story = 'Ik had de fiets om 9.25 uur op slot gezet tegen het rek aan de overkant. '.repeat(12)

export const screens = {
  idle: { screen: 'idle' },
  welcome: { screen: 'welcome', number: 'B014' },
  waiting: { screen: 'waiting', inspector },
  talk: { screen: 'talk', inspector, text: story },
  rights: { screen: 'rights', version: '2026-11', text: story },
  consent: {
    screen: 'consent',
    fields: ['names', 'birth', 'nationality', 'national_number', 'address', 'photo', 'card_number'],
    keepsFiles: true,
  },
  insert: { screen: 'card', step: 'insert' },
  cardReading: { screen: 'card', step: 'reading' },
  cardFailed: { screen: 'card_failed', failure: 'unreadable' },
  cardInvalid: { screen: 'card_failed', failure: 'invalid' },
  identified: {
    screen: 'identified',
    person: { surname: 'Specimen', givenNames: 'Een' },
    takeCard: true,
  },
  document: { screen: 'document', paper: 'statement', sha256, pages: 2, revision: 1, read: false },
  documentRead: {
    screen: 'document',
    paper: 'statement',
    sha256,
    pages: 2,
    revision: 1,
    read: true,
  },
  injured: { screen: 'document', paper: 'injured', sha256, pages: 2, revision: 2, read: false },
  exchange: {
    ...{ screen: 'exchange', sha256, pages: 12, page: 1 },
    name: 'Factuur van de fietsenwinkel en bewijs van betaling van 21 november 2026, kopie',
  },
  exchangePhoto: { screen: 'exchange', sha256, name: 'Foto 1', pages: 1, page: 1 },
  pinAsked: { screen: 'pin', pin: { purpose: 'identify', state: 'asked' }, cardIn: true },
  pinInsert: { screen: 'pin', pin: { purpose: 'sign', state: 'entering' }, cardIn: false },
  pinEntering: { screen: 'pin', pin: { purpose: 'identify', state: 'entering' }, cardIn: true },
  pinLastTry: { screen: 'pin', pin: { purpose: 'sign', state: 'last_try' }, cardIn: true },
  pinWrong: {
    screen: 'pin',
    pin: { purpose: 'identify', state: 'wrong', triesLeft: 2 },
    cardIn: true,
  },
  pinBlocked: {
    screen: 'pin',
    pin: { purpose: 'sign', state: 'failed', failure: 'blocked' },
    cardIn: true,
  },
  sign: { screen: 'sign', paper: 'statement', sha256, pages: 2, pad: true, eid: true },
  signNoPad: { screen: 'sign', paper: 'statement', sha256, pages: 2, pad: false, eid: false },
  signInjured: { screen: 'sign', paper: 'injured', sha256, pages: 2, pad: true, eid: true },
  capturing: { screen: 'pad', state: 'capturing' },
  captured: { screen: 'pad', state: 'captured' },
  damaged: { screen: 'pad', state: 'damaged' },
  padGone: { screen: 'pad', state: 'pad_gone' },
  copy: {
    screen: 'copy',
    state: 'offered',
    papers: ['statement', 'injured', 'attestation', 'loss'],
    making: false,
  },
  printing: { screen: 'copy', state: 'printing', papers: [], making: false },
  printed: { screen: 'copy', state: 'printed', papers: [], making: false },
  copyFailed: {
    screen: 'copy',
    state: 'failed',
    papers: ['statement', 'attestation'],
    making: true,
  },
  goodbye: { screen: 'goodbye' },
  interrupted: { screen: 'interrupted', inspector },
} satisfies Record<string, ReadingScreen>

const site = { id: 'houthalen', name: 'Houthalen-Helchteren' }

export function readingState(
  screen: ReadingScreen,
  language: Language = 'nl',
  personWanted = false,
): ReadingState {
  return {
    language,
    site: { ...site, room: 'lokaal 1' },
    office: 'reached',
    personWanted,
    ...screen,
  }
}

export function infoState(now: string, change: Partial<InfoState> = {}): InfoState {
  const states = [
    'called',
    'serving',
    'waiting',
    'waiting',
    'parked',
    'waiting',
    'waiting',
  ] as const
  return {
    site,
    room: 'lokaal 1',
    now,
    timeZone: 'Europe/Brussels',
    office: 'reached',
    boardAt: now,
    estimate: { fromMinutes: 10, toMinutes: 20 },
    called: { number: 'B014', room: 'lokaal 1', since: now },
    queue: states.map((state, at) => ({
      number: `B0${14 + at}`,
      site: 'houthalen',
      siteName: site.name,
      state,
      own: at % 2 === 0,
      ...(state === 'called' && { room: 'lokaal 1' }),
    })),
    ...change,
  }
}

export function roomState(origin: string, change: Partial<RoomState> = {}): RoomState {
  return {
    box: 'houthalen-1',
    site: site.name,
    room: 'lokaal 1',
    screens: { info: `${origin}/info/`, reading: `${origin}/reading/` },
    slips: [],
    cards: [
      { id: 'een', label: 'Specimen Een', note: 'adult' },
      { id: 'twee', label: 'Specimen Twee', note: 'adult' },
      { id: 'vervalst', label: 'Specimen Vervalst', note: 'tampered' },
      { id: 'geen', label: 'Bibliotheekkaart', note: 'not_an_eid' },
    ],
    inserted: null,
    reader: { kind: 'pcsc', powered: true },
    pin: { asked: false, digits: 0 },
    pad: { plugged: true, inking: false },
    tray: [],
    faults: [],
    av: true,
    ...change,
  }
}
