/** A question (DER) and the media type under which it is asked. Sources: RFC 6960, A.1; RFC 3161, 3.4. */
export interface Question {
  readonly type: 'application/ocsp-request' | 'application/timestamp-query'
  readonly bytes: Uint8Array
}

/** Fetches what lies at an address, or what it answers to a question. @throws FetchError */
export type Fetch = (
  address: string,
  signal: AbortSignal,
  question?: Question,
) => Promise<Uint8Array>

/** What an authority publishes or answers could not be fetched. */
export class FetchError extends Error {
  readonly code = 'NOT_FETCHED'
  readonly scope = 'visit'
  readonly reason: 'timeout' | 'status' | 'too_large' | 'unreachable'
  constructor(reason: FetchError['reason'], cause?: unknown) {
    super(`not fetched: ${reason}`, { cause })
    this.reason = reason
  }
}

/** The list of a large authority has some megabytes. */
const MOST_BYTES = 16_000_000

/** Without redirects: the settings say whom we ask. @throws FetchError */
export async function fetchBytes(
  address: string,
  signal: AbortSignal,
  question?: Question,
): Promise<Uint8Array> {
  try {
    const response = await fetch(address, {
      ...{ signal, redirect: 'error' },
      ...(question ? asked(question) : {}),
    })
    if (!response.ok || !response.body) throw new FetchError('status')
    const chunks: Uint8Array[] = []
    let length = 0
    for await (const chunk of response.body) {
      length += chunk.length
      if (length > MOST_BYTES) throw new FetchError('too_large')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof FetchError) throw error
    throw new FetchError(signal.aborted ? 'timeout' : 'unreachable', error)
  }
}

function asked({ type, bytes }: Question) {
  return { method: 'POST', headers: { 'content-type': type }, body: Buffer.from(bytes) }
}
