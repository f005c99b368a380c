import type { KeyObject, X509Certificate } from 'node:crypto'
import { CardStatusError, exchange, OK, type Transmit } from './apdu.ts'
import type { Entered, PinEntry } from './pin-entry.ts'

/** Key and algorithm of one signature by the card. */
export interface CardKey {
  /** `auth` is key 82, `sign` the non-repudiation key 83. */
  readonly use: 'auth' | 'sign'
  readonly certificate: X509Certificate
}
export type PinUse =
  /** PKCS #1 v1.5 for RSA; r and s side by side for EC. */
  | { readonly state: 'signed'; readonly signature: Uint8Array }
  | { readonly state: 'last_try' | 'blocked' | 'cancelled' | 'failed' }
  | { readonly state: 'wrong'; readonly triesLeft: number }

const SELECT_DF = Buffer.from('00A4080C043F00DF00', 'hex')
const PIN_STATUS = Buffer.from('0020000100', 'hex')
const LOG_OFF = Buffer.from('80E6000000', 'hex')
/** Before applet 1.7 the question itself costs a try. Source: Public Belpic Applet v1.7, VERIFY. */
const ASKS_FREELY_FROM = 0x17

/**
 * The hash that a card's key signs, in Node's name. Source: eID applet v1.7 (RSA, algorithm 08), v1.8 (EC, algorithm 02).
 */
export function cardHash(key: KeyObject): 'sha256' | 'sha384' {
  return key.asymmetricKeyType === 'ec' ? 'sha384' : 'sha256'
}

/**
 * Has the card sign a ready hash (32 bytes for RSA, 48 for EC) after its PIN. The tries left are asked for first: the
 * last one is spent only when the citizen `insist`s. The rights end with this. Errors of `transmit` pass through.
 * @throws CardStatusError when the card refuses what should work.
 */
export async function signWithPin(
  transmit: Transmit,
  { use, certificate }: CardKey,
  hash: Uint8Array,
  ways: {
    readonly entry: PinEntry
    readonly applet: number
    readonly insist: boolean
    readonly signal: AbortSignal
  },
): Promise<PinUse> {
  const left = ways.applet < ASKS_FREELY_FROM ? null : await triesLeft(transmit)
  if (left === 0) return { state: 'blocked' }
  if (left === 1 && !ways.insist) return { state: 'last_try' }
  const ec = certificate.publicKey.asymmetricKeyType === 'ec'
  const environment = Buffer.of(4, 0x80, ec ? 0x02 : 0x08, 0x84, use === 'auth' ? 0x82 : 0x83)
  await must(transmit, 'SELECT', SELECT_DF)
  await must(transmit, 'MSE SET', Buffer.concat([Buffer.from('002241B605', 'hex'), environment]))
  try {
    const shown = outcomeOf(await ways.entry(transmit, ways.signal))
    if (shown !== 'right') return shown
    const compute = Buffer.concat([Buffer.of(0x00, 0x2a, 0x9e, 0x9a, hash.length), hash])
    return { state: 'signed', signature: await must(transmit, 'PSO', compute) }
  } finally {
    await exchange(transmit, LOG_OFF).catch(() => undefined) // a card that left has no rights
  }
}

/** Null when the card does not say. */
async function triesLeft(transmit: Transmit): Promise<number | null> {
  const { status } = await exchange(transmit, PIN_STATUS)
  if (status === 0x6983) return 0
  return status >> 4 === 0x63c ? status & 0x0f : null
}

function outcomeOf(entered: Entered): PinUse | 'right' {
  if (entered.state !== 'shown') return { state: entered.state }
  const { status } = entered
  if (status === OK) return 'right'
  if (status === 0x6983 || status === 0x63c0) return { state: 'blocked' }
  if (status >> 4 === 0x63c) return { state: 'wrong', triesLeft: status & 0x0f }
  return { state: 'failed' }
}

async function must(transmit: Transmit, what: string, command: Uint8Array): Promise<Uint8Array> {
  const { data, status } = await exchange(transmit, command)
  if (status !== OK) throw new CardStatusError(what, status)
  return data
}
