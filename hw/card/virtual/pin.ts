const TRIES = 3

/** The PIN of a card: its counter and the rights it gives. */
export interface PinState {
  /** Applies an 8-byte PIN block; gives back a status word. */
  verify(block: Buffer): number
  /** 9000 when verified, else 63Cx with the tries left, or 6983 when blocked. */
  status(): number
  verified(): boolean
  /** Whether the last command was a successful VERIFY; asking uses it up. */
  takeFresh(): boolean
  logOff(): void
}

/** @param pin 4 to 12 digits. */
export function pinState(pin: string): PinState {
  const expected = pinBlock(pin)
  let left = TRIES
  let verified = false
  let fresh = false
  const status = (): number => {
    if (left === 0) return 0x6983
    return verified ? 0x9000 : 0x63c0 | left
  }
  return {
    verify(block) {
      if (left === 0) return 0x6983
      verified = block.equals(expected)
      fresh = verified
      left = verified ? TRIES : left - 1
      return verified ? 0x9000 : 0x63c0 | left
    },
    status,
    verified: () => verified,
    takeFresh() {
      const was = fresh
      fresh = false
      return was
    },
    logOff() {
      verified = false
      fresh = false
    },
  }
}

/** Byte `2L`, the digits as BCD from the left, filled with F to 8 bytes. Source: Public Belpic Applet v1.7, VERIFY. */
function pinBlock(pin: string): Buffer {
  return Buffer.from(`2${pin.length.toString(16)}${pin}`.padEnd(16, 'f'), 'hex')
}
