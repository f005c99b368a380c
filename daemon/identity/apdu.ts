/** Sends one command APDU and gives back data, SW1, SW2. */
export type Transmit = (command: Uint8Array) => Promise<Uint8Array>

export interface Answer {
  readonly data: Buffer
  /** SW1 and SW2 as one number. */
  readonly status: number
}

/** The card answered with a status word that the command cannot go on from. */
export class CardStatusError extends Error {
  readonly code = 'CARD_STATUS'
  readonly scope = 'visit'
  readonly status: number
  constructor(what: string, status: number) {
    super(`${what}: status ${status.toString(16).padStart(4, '0')}`)
    this.status = status
  }
}

export const OK = 0x9000
const MAX_ROUNDS = 8

/**
 * Sends a command and follows up what T=0 leaves to the caller: 6Cxx repeats a command without data with the right
 * length, 61xx fetches the answer. Source: ISO/IEC 7816-3, clause 10.4.
 */
export async function exchange(transmit: Transmit, command: Uint8Array): Promise<Answer> {
  let answer = split(await transmit(command))
  if (answer.status >> 8 === 0x6c && command.length === 5) {
    const exact = Buffer.from(command)
    exact[4] = answer.status & 0xff
    answer = split(await transmit(exact))
  }
  let data = answer.data
  for (let round = 0; answer.status >> 8 === 0x61 && round < MAX_ROUNDS; round += 1) {
    answer = split(await transmit(Buffer.of(0x00, 0xc0, 0x00, 0x00, answer.status & 0xff)))
    data = Buffer.concat([data, answer.data])
  }
  return { data, status: answer.status }
}

function split(bytes: Uint8Array): Answer {
  const answer = Buffer.from(bytes)
  return {
    data: answer.subarray(0, -2),
    status: answer.length < 2 ? 0 : answer.readUInt16BE(answer.length - 2),
  }
}
