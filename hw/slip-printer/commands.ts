/** What a host can tell an ESC/POS printer, as far as a slip needs it. */
export type Command =
  | { readonly type: 'text'; readonly byte: number }
  | { readonly type: 'line' }
  | { readonly type: 'feed'; readonly lines: number }
  | { readonly type: 'cut' }
  | { readonly type: 'init' }
  | { readonly type: 'align'; readonly align: 'left' | 'center' | 'right' }
  | { readonly type: 'size'; readonly size: number }
  | { readonly type: 'bold'; readonly on: boolean }
  | { readonly type: 'process'; readonly id: string }
  /** Done at once, whatever waits in the buffer. */
  | { readonly type: 'status'; readonly n: number }
  | { readonly type: 'clear' }
  /** Known in length, without effect on text. */
  | { readonly type: 'other' }

export interface CommandReader {
  push(bytes: Uint8Array): Command[]
}

const ALIGN = ['left', 'center', 'right'] as const

/**
 * Cuts a byte stream into commands. An escape sequence that is not known is dropped with its two bytes; the rest
 * of it then prints, as on a real printer.
 */
export function createCommandReader(): CommandReader {
  let pending: number[] = []
  return {
    push(bytes) {
      const commands: Command[] = []
      for (const byte of bytes) {
        pending.push(byte)
        const command = read(pending)
        if (command === 'more') continue
        pending = []
        if (command) commands.push(command)
      }
      return commands
    },
  }
}

/** `undefined` for bytes without meaning, `more` while the sequence is not complete. */
function read(bytes: readonly number[]): Command | undefined | 'more' {
  const [first = 0, second] = bytes
  if (first === 0x0a) return { type: 'line' }
  if (first >= 0x20) return { type: 'text', byte: first }
  if (first !== 0x10 && first !== 0x1b && first !== 0x1c && first !== 0x1d) return undefined
  if (second === undefined) return 'more'
  if (first === 0x1d && second === 0x28) return extended(bytes)
  if (first === 0x1d && second === 0x76) return raster(bytes)
  if (first === 0x1d && second === 0x56) return cut(bytes)
  const length = LENGTHS[first]?.[second]
  if (length === undefined) return undefined
  if (bytes.length < length) return 'more'
  return simple(first, second, bytes[2] ?? 0)
}

/** Whole length of the sequences with a fixed one, by first and second byte. */
const LENGTHS: Record<number, Record<number, number>> = {
  16: { 4: 3, 5: 3 },
  27: { 64: 2, 33: 3, 45: 3, 50: 2, 51: 3, 69: 3, 77: 3, 97: 3, 100: 3, 116: 3 },
  28: { 46: 2 },
  29: { 33: 3, 66: 3, 97: 3, 114: 3 },
}

function simple(first: number, second: number, n: number): Command {
  switch ((first << 8) | second) {
    case 0x1004:
      return { type: 'status', n }
    case 0x1005:
      return n === 2 ? { type: 'clear' } : { type: 'other' }
    case 0x1b40:
      return { type: 'init' }
    case 0x1b45:
      return { type: 'bold', on: (n & 1) === 1 }
    case 0x1b61:
      return { type: 'align', align: ALIGN[n % 48] ?? 'left' }
    case 0x1b64:
      return { type: 'feed', lines: n }
    case 0x1d21:
      return { type: 'size', size: Math.max((n >> 4) & 7, n & 7) + 1 }
    default:
      return { type: 'other' }
  }
}

function extended(bytes: readonly number[]): Command | 'more' {
  const [, , kind, low, high] = bytes
  if (low === undefined || high === undefined) return 'more'
  if (bytes.length < 5 + low + (high << 8)) return 'more'
  const isProcess = kind === 0x48 && bytes[5] === 0x30 && bytes[6] === 0x30 && bytes.length === 11
  return isProcess
    ? { type: 'process', id: String.fromCharCode(...bytes.slice(7)) }
    : { type: 'other' }
}

function raster(bytes: readonly number[]): Command | 'more' {
  const [, , , , xLow = 0, xHigh = 0, yLow = 0, yHigh] = bytes
  if (yHigh === undefined) return 'more'
  const size = (xLow + (xHigh << 8)) * (yLow + (yHigh << 8))
  return bytes.length < 8 + size ? 'more' : { type: 'other' }
}

/** Forms 41 and 42 (hexadecimal) feed first and carry one byte more. */
function cut(bytes: readonly number[]): Command | 'more' {
  const mode = bytes[2]
  if (mode === undefined) return 'more'
  return mode >= 0x41 && bytes.length < 4 ? 'more' : { type: 'cut' }
}
