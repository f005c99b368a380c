import * as z from 'zod'
import { readPdf } from '../documents/pades/pdf-file.ts'
import { isArray, isStream, PdfError } from '../documents/pades/pdf-value.ts'

const statement = z.looseObject({
  document: z.literal('statement'),
  attachments: z.array(z.looseObject({ pages: z.int(), sha256: z.string() })).default([]),
})
export type StatementJson = z.infer<typeof statement>

/** Above what any statement says. */
const MOST_BYTES = 4 * 1024 * 1024

/** What a statement says for machines, from within its own file; null when it does not read. */
export async function statementJson(pdf: Uint8Array): Promise<StatementJson | null> {
  try {
    const { data } = statement.safeParse(JSON.parse(await inflated(attachedTo(pdf))))
    return data ?? null
  } catch (cause) {
    // An inflater that is given something else throws a TypeError.
    const unreadable =
      cause instanceof PdfError || cause instanceof SyntaxError || cause instanceof TypeError
    if (unreadable) return null
    throw cause
  }
}

/** The one file in the file, as `attach` puts it there. @throws PdfError */
function attachedTo(pdf: Uint8Array): Uint8Array {
  const file = readPdf(pdf)
  const root = file.dict(file.trailer.entries.get('Root'), 'catalog')
  const specs = file.resolve(root.entries.get('AF'))
  const [first] = isArray(specs) ? specs.items : []
  const places = file.dict(file.dict(first, 'attached file').entries.get('EF'), 'embedded file')
  const stream = file.resolve(places.entries.get('F'))
  if (!isStream(stream)) throw new PdfError('MISSING', 'no embedded file')
  return stream.data
}

/** A browser has no zlib, and Node has this one too. @throws PdfError */
async function inflated(data: Uint8Array): Promise<string> {
  const source = new Blob([Uint8Array.from(data)]).stream()
  const reader = source.pipeThrough(new DecompressionStream('deflate')).getReader()
  const decoder = new TextDecoder()
  let text = ''
  for (let turn = await reader.read(); !turn.done; turn = await reader.read()) {
    text += decoder.decode(turn.value, { stream: true })
    if (text.length > MOST_BYTES) throw new PdfError('UNSUPPORTED', 'an embedded file too large')
  }
  return text + decoder.decode()
}
