import { createHash } from 'node:crypto'
import type { PdfFile } from './pdf-file.ts'
import {
  isString,
  type PdfDict,
  PdfError,
  type PdfRef,
  type PdfValue,
  pdfArray,
  pdfBytes,
  pdfRef,
  withEntries,
} from './pdf-value.ts'
import { Output, writeValue } from './pdf-write.ts'

/** What one incremental update adds to a file. Source: ISO 32000-1, 7.5.6. */
export interface Revision {
  readonly file: PdfFile
  /** Adds a new object. */
  add(value: PdfValue): PdfRef
  /** Replaces an object of the file, or sets one that was added. */
  set(ref: PdfRef, value: PdfValue): void
  /** An object as this revision has it. */
  get(ref: PdfRef): PdfValue
  /** The file with the update behind it: what was there stays, byte for byte, its beginning. */
  write(): Written
}
export interface Written {
  readonly bytes: Uint8Array
  /** Where the objects of this revision are. */
  readonly offsets: ReadonlyMap<number, number>
}

export function createRevision(file: PdfFile): Revision {
  const changed = new Map<number, PdfValue>()
  let next = file.size
  return {
    file,
    add(value) {
      const ref = pdfRef(next)
      next += 1
      changed.set(ref.number, value)
      return ref
    },
    set: ({ number }, value) => void changed.set(number, value),
    get: ({ number }) => changed.get(number) ?? file.object(number),
    write: () => write(file, changed, next),
  }
}

/** Replaces the catalogue's entries. */
export function changeCatalog(
  revision: Revision,
  changed: Readonly<Record<string, PdfValue | undefined>>,
): void {
  const { ref, dict } = catalogOf(revision)
  revision.set(ref, withEntries(dict, changed))
}
/** The catalogue as the revision has it. @throws PdfError */
export function catalogOf({ file, get }: Revision): { readonly ref: PdfRef; dict: PdfDict } {
  const root = file.trailer.entries.get('Root')
  const value = root !== null && typeof root === 'object' && root.kind === 'ref' ? root : undefined
  const dict = value === undefined ? null : get(value)
  if (value === undefined || dict === null || typeof dict !== 'object' || dict.kind !== 'dict')
    throw new PdfError('MISSING', 'no catalogue')
  return { ref: value, dict }
}

function write(file: PdfFile, changed: ReadonlyMap<number, PdfValue>, size: number): Written {
  const out = new Output(file.bytes)
  if (!/[\r\n]/.test(String.fromCharCode(file.bytes.at(-1) ?? 0))) out.text('\n')
  const offsets = new Map<number, number>()
  const objects = [...changed].sort(([a], [b]) => a - b)
  for (const [number, value] of objects) {
    offsets.set(number, out.length)
    out.text(`${number} 0 obj\n`)
    writeValue(out, value)
    out.text('\nendobj\n')
  }
  const at = out.length
  out.text('xref\n')
  for (const run of runsOf([...offsets.keys()])) {
    out.text(`${run[0]} ${run.length}\n`)
    for (const number of run)
      out.text(`${String(offsets.get(number)).padStart(10, '0')} 00000 n\r\n`)
  }
  out.text('trailer\n')
  writeValue(out, trailerOf(file, size, out.bytes()))
  out.text(`\nstartxref\n${at}\n%%EOF\n`)
  return { bytes: out.bytes(), offsets }
}

/** Stretches of numbers that follow each other. */
function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run.at(-1) === number - 1) run.push(number)
    else runs.push([number])
  }
  return runs
}

/** The first half of a file's id stays, the second changes with the content. Source: ISO 32000-1, 14.4. */
function trailerOf(file: PdfFile, size: number, soFar: Uint8Array): PdfDict {
  const [newest] = file.sections
  const ids = file.resolve(file.trailer.entries.get('ID'))
  const first =
    ids !== null && typeof ids === 'object' && ids.kind === 'array' ? ids.items[0] : null
  if (
    !isString(first ?? undefined) ||
    first === null ||
    first === undefined ||
    newest === undefined
  )
    throw new PdfError('MISSING', 'no file id')
  const second = pdfBytes(createHash('sha256').update(soFar).digest().subarray(0, 16))
  const { entries } = file.trailer
  const kept = ['Root', 'Info'].flatMap((key) => {
    const value = entries.get(key)
    return value === undefined ? [] : [[key, value] as const]
  })
  return {
    kind: 'dict',
    entries: new Map<string, PdfValue>([
      ['Size', size],
      ...kept,
      ['ID', pdfArray([first, second])],
      ['Prev', newest.at],
    ]),
  }
}
