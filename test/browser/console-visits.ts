import type { ExchangedView } from '../../daemon/core/exchange-view.ts'
import type { IdentityView, VisitView } from '../../daemon/core/visit-view.ts'
import type { Board, DossierRow, Me } from '../../office/gateway/protocol.ts'

/** What a console shows in the tests: a zone, a row of people, a visit that a test bends to its state. */
export const inspector: Me = {
  user: 'een',
  name: 'Inspecteur Specimen',
  role: 'inspector',
  seat: '2',
  state: 'ready',
  testSentence: '/api/test-sentence.wav',
}

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
const SITES = [
  ['bilzen', 'Bilzen-Hoeselt', 'B'],
  ['genk', 'Genk', 'G'],
  ['houthalen', 'Houthalen-Helchteren', 'H'],
  ['oudsbergen', 'Oudsbergen', 'O'],
  ['zutendaal', 'Zutendaal', 'Z'],
] as const

export function boardOf(people = 7): Board {
  return {
    rev: 1,
    at: new Date().toISOString(),
    tickets: Array.from({ length: people }, (_, index) => {
      const [site, siteName, prefix] = SITES[index % SITES.length] ?? SITES[0]
      return {
        id: `t-${index}`,
        number: `${prefix}${String(14 + index).padStart(3, '0')}`,
        site,
        siteName,
        state: index === 0 ? ('serving' as const) : ('waiting' as const),
        since: minutesAgo(4),
        issuedAt: minutesAgo(26 - index * 3),
        ...(index === 0 ? { seat: '2' } : {}),
      }
    }),
    lokets: SITES.map(([site, siteName], index) => ({
      box: `${site}-1`,
      site,
      siteName,
      room: 'lokaal 1',
      state: (['in_visit', 'idle', 'idle', 'degraded', 'down'] as const)[index] ?? 'idle',
      parts: {},
    })),
    seats: [
      { seat: '1', name: 'Inspecteur Getuige', state: 'in_visit' },
      { seat: '2', name: 'Inspecteur Specimen', state: 'ready' },
      { seat: '3', state: 'off' },
      { seat: '4', state: 'off' },
    ],
  }
}

export const dossierRows: readonly DossierRow[] = [
  ['d-1', 'B011', 'report', 'signed', true],
  ['d-2', 'G020', 'talk', 'advised', true],
  ['d-3', 'O007', 'complaint', 'refused', false],
].map(([dossierId, number, kind, outcome, mine], index) => ({
  dossierId: String(dossierId),
  number: String(number),
  siteName: SITES[index]?.[1] ?? '',
  kind: kind as DossierRow['kind'],
  outcome: outcome as DossierRow['outcome'],
  closedAt: minutesAgo(40 + index * 35),
  inspector: mine ? 'Inspecteur Specimen' : 'Inspecteur Getuige',
  mine: mine === true,
}))

export const known: Extract<IdentityView, { state: 'known' }> = {
  state: 'known',
  assurance: 'chip',
  at: minutesAgo(3),
  person: {
    surname: 'Specimen',
    givenNames: 'Een Maria',
    birthDate: '1985-04-12',
    birthPlace: 'Genk',
    nationality: 'Belg',
    nationalNumber: '85.04.12-000.00',
    cardNumber: '000-0000000-00',
    cardValidUntil: '2031-05-01',
    address: { street: 'Proefstraat 1', zip: '3740', municipality: 'Bilzen' },
  },
  checks: [
    {
      name: 'identity',
      verdict: 'holds',
      evidence: { code: 'signature_holds', values: { hash: 'sha256' } },
    },
    {
      name: 'photo',
      verdict: 'holds',
      evidence: { code: 'photo_matches', values: { hash: 'sha256' } },
    },
    { name: 'revocation', verdict: 'not_checked', evidence: { code: 'not_configured' } },
  ],
}

/** A document that the citizen gave. */
export const given: ExchangedView = {
  ...{ sha256: '7c'.repeat(32), place: 1, name: 'Factuur van de fiets', type: 'pdf' },
  ...{ bytes: 212_400, state: 'held', parts: 4, pages: 2, at: minutesAgo(1) },
}

let rev = 0
export function visitOf(change: Partial<VisitView> = {}): VisitView {
  rev += 1
  return {
    visitId: 'visit-1',
    rev,
    phase: 'live',
    kind: 'report',
    language: 'nl',
    ticket: { id: 't-0', number: 'B014', box: 'bilzen-1' },
    box: 'bilzen-1',
    site: { id: 'bilzen', name: 'Bilzen-Hoeselt', room: 'lokaal 1' },
    inspector: { seat: '2', name: 'Inspecteur Specimen' },
    openedAt: minutesAgo(4),
    link: { state: 'none' },
    rights: { state: 'none' },
    identity: { state: 'none' },
    draft: { rev: 0, text: '' },
    exchanged: [],
    document: { state: 'draft', revision: 0 },
    signature: { state: 'none' },
    papers: [],
    copy: 'none',
    dossier: 'none',
    personWanted: false,
    parts: {
      button: 'simulated',
      slip_printer: 'simulated',
      card_reader: 'up',
      pad: 'up',
      document_printer: 'up',
      media: 'up',
      office: 'up',
    },
    ...change,
  }
}
