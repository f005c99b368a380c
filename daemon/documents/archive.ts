import { createHash } from 'node:crypto'
import { type PDFDocument, PDFHexString, PDFName, PDFString } from '@cantoo/pdf-lib'
import { srgbProfile } from './icc.ts'
import { xmpPacket } from './xmp.ts'

const PRODUCER = 'Loket'
const CONDITION = 'sRGB IEC61966-2.1'

/** What a file says of itself. `at` is ISO 8601, UTC; `locale` a BCP 47 tag. */
export interface About {
  readonly title: string
  readonly locale: string
  readonly at: string
}

/** A file inside the file, for machines. */
export interface Attached {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Title, language, dates and producer, in the Info dictionary and as XMP alike, and the colours' output intent.
 * Source: ISO 19005-3, 6.2.3, 6.6.2.
 */
export function describe(doc: PDFDocument, { title, locale, at }: About): void {
  const { context, catalog } = doc
  const made = new Date(at)
  doc.setTitle(title, { showInWindowTitleBar: true })
  doc.setLanguage(locale)
  doc.setProducer(PRODUCER)
  doc.setCreationDate(made)
  const profile = context.register(context.flateStream(srgbProfile(), { N: 3 }))
  const intent = {
    Type: 'OutputIntent',
    S: 'GTS_PDFA1',
    OutputConditionIdentifier: PDFString.of(CONDITION),
    Info: PDFString.of(CONDITION),
    DestOutputProfile: profile,
  }
  catalog.set(PDFName.of('OutputIntents'), context.obj([context.register(context.obj(intent))]))
  doc.setModificationDate(made)
  const packet = xmpPacket({ title, locale, producer: PRODUCER, created: made, changed: made })
  const stream = context.stream(Buffer.from(packet), { Type: 'Metadata', Subtype: 'XML' })
  catalog.set(PDFName.of('Metadata'), context.register(stream))
}

/** The two halves of a file's identifier, from what it holds. Source: ISO 32000-1, 14.4. */
export function identify(doc: PDFDocument, ...content: readonly string[]): void {
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 32)
  doc.context.trailerInfo.ID = doc.context.obj([PDFHexString.of(hash), PDFHexString.of(hash)])
}

/** Puts a JSON file into the document, as the data that it shows. Source: ISO 19005-3, 6.8 and annex E. */
export function attach(doc: PDFDocument, { name, bytes }: Attached, at: string): void {
  const { context, catalog } = doc
  const stamp = PDFString.fromDate(new Date(at))
  const checksum = createHash('md5').update(bytes).digest()
  const file = context.flateStream(bytes, {
    Type: 'EmbeddedFile',
    Subtype: 'application/json',
    Params: { Size: bytes.length, CreationDate: stamp, ModDate: stamp, CheckSum: checksum },
  })
  const place = context.register(file)
  const spec = context.register(
    context.obj({
      Type: 'Filespec',
      F: PDFString.of(name),
      UF: PDFHexString.fromText(name),
      EF: { F: place, UF: place },
      AFRelationship: 'Data',
    }),
  )
  catalog.set(PDFName.of('AF'), context.obj([spec]))
  const files = context.obj({ Names: [PDFString.of(name), spec] })
  catalog.set(PDFName.of('Names'), context.obj({ EmbeddedFiles: files }))
}
