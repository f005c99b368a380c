const TRIES = 3

/** The PIN of a card: its counter and the rights it gives. */
export interface PinState {
  /** Applies an 8-byte PIN block; gives back a status word. */
  verify(block: Buffer): number
  /** 9000 when verified, else 63Cx with the tries left, or 6983 when blocked. */
  status(): number
  readonly triesLeft: number
  verified(): boolean
  /** Commands since the right VERIFY, that one counted; infinite when no right is left of it. */
  readonly age: number
  /** Counts one command. */
  grow(): void
  logOff(): void
}

/** @param pin 4 to 12 digits. */
export function pinState(pin: string, tries = TRIES): PinState {
  const expected = pinBlock(pin)
  let left = tries
  let age = Number.POSITIVE_INFINITY
  let verified = false
  const logOff = (): void => {
    verified = false
    age = Number.POSITIVE_INFINITY
  }
  return {
    verify(block) {
      if (left === 0) return 0x6983
      if (block.equals(expected)) {
        left = TRIES
        verified = true
        age = 0
        return 0x9000
      }
      left -= 1
      logOff()
      return 0x63c0 | left
    },
    status() {
      if (left === 0) return 0x6983
      return verified ? 0x9000 : 0x63c0 | left
    },
    get triesLeft() {
      return left
    },
    verified: () => verified,
    get age() {
      return age
    },
    grow() {
      age += 1
    },
    logOff,
  }
}

/** Byte `2L`, the digits as BCD from the left, filled with F to 8 bytes. Source: Public Belpic Applet v1.7, VERIFY. */
function pinBlock(pin: string): Buffer {
  return Buffer.from(`2${pin.length.toString(16)}${pin}`.padEnd(16, 'f'), 'hex')
}
