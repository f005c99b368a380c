import type { Campaign } from './campaign.ts'

/** Every campaign, the short ones first. Each is loaded only when it is asked for. */
export const campaigns: readonly Campaign[] = [
  {
    name: 'card-faults',
    subject: 'a card that fails anywhere gives a typed failure or its own identity',
    count: 20_000,
    run: async (ask) => (await import('./card.ts')).faults(ask),
  },
  {
    name: 'signatures',
    subject: 'random statements that pdfsig, openssl and qpdf accept, for each kind of key',
    count: 100,
    run: async (ask) => (await import('./signatures.ts')).signatures(ask),
  },
  {
    name: 'signature-flips',
    subject: 'every bit of what a signature covers, flipped, is refused',
    count: 1,
    run: async (ask) => (await import('./signatures.ts')).signatureFlips(ask),
  },
  {
    name: 'card-flips',
    subject: 'every bit of what a card has signed, flipped, is told',
    count: 1,
    run: async (ask) => (await import('./card.ts')).flips(ask),
  },
  {
    name: 'cuts',
    subject: 'a link is cut for 2, 10 and 20 s, and sound is back within 3 s on the same link',
    count: 6,
    run: async (ask) => (await import('./links.ts')).cuts(ask),
  },
  {
    name: 'links',
    subject: 'links opened and closed in one media child, each with picture and sound both ways',
    count: 200,
    run: async (ask) => (await import('./links.ts')).links(ask),
  },
  {
    name: 'card-cycles',
    subject: 'a card is inserted, read and removed, in both slots of a real pcscd',
    count: 1000,
    run: async (ask) => (await import('./card-cycles.ts')).cardCycles(ask),
  },
]
