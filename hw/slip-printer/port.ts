/** The printer of the paper slip with the ticket's number. */
export interface SlipPrinter {
  /** Opens the printer and keeps it until `signal` aborts. @throws PrinterGoneError on unplug or silence. */
  run(signal: AbortSignal, emit: (event: SlipPrinterEvent) => void): Promise<void>
  /** Prints one slip and waits until the printer says that it is on paper. Never repeats by itself. */
  print(slip: Slip): Promise<PrintOutcome>
}
export interface Slip {
  readonly number: string
  readonly site: string
  /** Local date and time as printed. */
  readonly printedAt: string
  /** Lines of plain text under the number, in the site's languages. */
  readonly lines: readonly string[]
}
/** `unknown`: bytes went out but the printer never confirmed. */
export type PrintOutcome = 'printed' | 'not_printed' | 'unknown'
export type SlipPrinterEvent = { readonly type: 'slip_printer.state'; readonly state: PaperState }
export type PaperState = 'ready' | 'paper_low' | 'paper_out' | 'cover_open' | 'error'
export class PrinterGoneError extends Error {
  readonly code = 'PRINTER_GONE'
  readonly scope = 'unit'
}
