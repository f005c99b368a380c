/** The printer in the room that gives the citizen a copy. */
export interface DocumentPrinter {
  /** Watches the printer's state until `signal` aborts. */
  run(signal: AbortSignal, emit: (event: DocumentPrinterEvent) => void): Promise<void>
  /** Prints one PDF; settles when the job has ended. Source: RFC 8011, Print-Job and Get-Job-Attributes. */
  print(job: PrintJob, signal: AbortSignal): Promise<JobOutcome>
}
export interface PrintJob {
  /** Names the job on the printer's panel: never a person. */
  readonly name: string
  readonly pdf: Uint8Array
}
export type JobOutcome =
  | { readonly state: 'completed' }
  | { readonly state: 'failed'; readonly reason: string }
export type DocumentPrinterEvent = {
  readonly type: 'document_printer.state'
  readonly state: 'ready' | 'busy' | 'media_empty' | 'stopped' | 'gone'
}
