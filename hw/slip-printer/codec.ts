/** What an ESC/POS printer answers. Source: Epson ESC/POS reference, DLE EOT, GS a and GS ( H. */
export type Reply =
  /** Answer to `DLE EOT n`; it does not say which n, so one question at a time. */
  | { readonly type: 'status'; readonly bits: number }
  /** Automatic status back: four bytes that come by themselves. */
  | { readonly type: 'automatic'; readonly bytes: Uint8Array }
  /** The printing before the process-ID request with this id is complete. */
  | { readonly type: 'process'; readonly id: string }
  /** XON (0x11) or XOFF (0x13). */
  | { readonly type: 'flow'; readonly on: boolean }

export interface ReplyReader {
  push(bytes: Uint8Array): Reply[]
}

/** The bits that tell a status answer (12) from a first automatic byte (10). */
const FIXED = 0x93
const BLOCK_START = 0x37
const PROCESS_BLOCK = 0x22
/** The longest block known; a longer one is noise. */
const BLOCK_LIMIT = 80

/** Tells replies apart by their fixed bits; bytes that fit no reply are dropped. */
export function createReplyReader(): ReplyReader {
  let open: { readonly kind: 'block' | 'automatic'; readonly bytes: number[] } | undefined
  const begin = (byte: number): Reply | undefined => {
    if (byte === 0x11 || byte === 0x13) return { type: 'flow', on: byte === 0x11 }
    if ((byte & FIXED) === 0x12) return { type: 'status', bits: byte }
    if (byte === BLOCK_START) open = { kind: 'block', bytes: [] }
    else if ((byte & FIXED) === 0x10) open = { kind: 'automatic', bytes: [byte] }
    return undefined
  }
  const inBlock = (bytes: number[], byte: number): Reply | undefined => {
    bytes.push(byte)
    if (byte !== 0 && bytes.length <= BLOCK_LIMIT) return undefined
    open = undefined
    return process(bytes)
  }
  const inAutomatic = (bytes: number[], byte: number): Reply | undefined => {
    const follows = (byte & 0x90) === 0
    if (!follows || bytes.length === 3) open = undefined
    if (!follows) return begin(byte)
    bytes.push(byte)
    return open ? undefined : { type: 'automatic', bytes: Uint8Array.from(bytes) }
  }
  const take = (byte: number): Reply | undefined => {
    if (!open) return begin(byte)
    return open.kind === 'block' ? inBlock(open.bytes, byte) : inAutomatic(open.bytes, byte)
  }
  return {
    push(bytes) {
      const replies: Reply[] = []
      for (const byte of bytes) {
        const reply = take(byte)
        if (reply) replies.push(reply)
      }
      return replies
    },
  }
}

function process(block: readonly number[]): Reply | undefined {
  if (block[0] !== PROCESS_BLOCK || block.length !== 6 || block[5] !== 0) return undefined
  return { type: 'process', id: String.fromCharCode(...block.slice(1, 5)) }
}

/** `DLE EOT n`: asks for a status at once, answered also when offline. 1 printer, 2 offline, 3 error, 4 paper. */
export function statusRequest(n: 1 | 2 | 3 | 4): Uint8Array {
  return Uint8Array.of(0x10, 0x04, n)
}

/** `GS ( H`, function 48: answered when the printing before it is complete. `id` is four characters 20 to 7E. */
export function processRequest(id: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 0x30, 0x30, ...Buffer.from(id, 'latin1'))
}
export function processReply(id: string): Uint8Array {
  return Uint8Array.of(BLOCK_START, PROCESS_BLOCK, ...Buffer.from(id, 'latin1'), 0)
}
/** Four digits that rise with every slip: if answers pile up, only the newest is sent. */
export function processId(count: number): string {
  return String(count % 10_000).padStart(4, '0')
}

/** `DLE ENQ 2`: drops what waits in the printer and recovers from an error. */
export const CLEAR_BUFFER = Uint8Array.of(0x10, 0x05, 2)

/** The four answers to `DLE EOT 1` to `4`. Every answer has 12 (hexadecimal) as its healthy value. */
export interface Status {
  readonly printer: number
  readonly offline: number
  readonly error: number
  readonly paper: number
}

/** @see Status */
export function paperState({ printer, offline, error, paper }: Status) {
  if (paper & 0x60 || offline & 0x20) return 'paper_out'
  if (offline & 0x04) return 'cover_open'
  if (offline & 0x40 || error & 0x6c || printer & 0x08) return 'error'
  return paper & 0x0c ? 'paper_low' : 'ready'
}

const UPPER_HALF =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈ€ÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** One byte of code page 858 (850 with the euro sign) as text. */
export function cp858(byte: number): string {
  return byte < 0x80 ? String.fromCharCode(byte) : UPPER_HALF.charAt(byte - 0x80)
}
