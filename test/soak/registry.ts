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
    name: 'card-cycles',
    subject: 'a card is inserted, read and removed, in both slots of a real pcscd',
    count: 1000,
    run: async (ask) => (await import('./card-cycles.ts')).cardCycles(ask),
  },
]
