/**
 * The framing between a virtual reader and a virtual card: a 2-byte big-endian length, then the message. Longer than one
 * byte is an APDU or its answer; a single byte from the reader is a control. Source: vsmartcard, vpcd.
 */
export const CONTROL = { off: 0x00, on: 0x01, reset: 0x02, atr: 0x04 } as const

/** Wraps one message of at most 65535 bytes. */
export function frame(message: Uint8Array): Buffer {
  const head = Buffer.alloc(2)
  head.writeUInt16BE(message.length)
  return Buffer.concat([head, message])
}

/** Collects a byte stream into messages; each call gives back those that became whole. */
export function deframer(): (chunk: Uint8Array) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0)
  return (chunk) => {
    rest = Buffer.concat([rest, chunk])
    const messages: Buffer[] = []
    while (rest.length >= 2) {
      const end = 2 + rest.readUInt16BE(0)
      if (rest.length < end) break
      messages.push(rest.subarray(2, end))
      rest = rest.subarray(end)
    }
    return messages
  }
}
