import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import type { Slip } from './port.ts'

const COLUMNS = 42
/** The printer centres by itself: the encoder would pad with spaces, which is wrong for large type. */
const CENTER = [0x1b, 0x61, 1]
const FEED_AND_CUT = [0x1d, 0x56, 0x42, 3]

/** The bytes of one slip: code page 858, so that € and é hold on every printer that knows it. */
export function encodeSlip(slip: Slip): Uint8Array {
  const encoder = new ReceiptPrinterEncoder({ language: 'esc-pos', columns: COLUMNS })
  encoder.initialize().codepage('cp858').raw(CENTER)
  encoder.line(slip.site).newline()
  encoder.size(5, 5).bold(true).line(slip.number).bold(false).size(1, 1).newline()
  for (const line of slip.lines) encoder.line(line)
  encoder.newline().line(slip.printedAt).raw(FEED_AND_CUT)
  return encoder.encode()
}
