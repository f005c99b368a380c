import { PDFBool, PDFDict, PDFName, PDFNumber, type PDFRawStream } from '@cantoo/pdf-lib'
import {
  arrayOf,
  decoded,
  dictOf,
  has,
  nameOf,
  type Rule,
  type Subject,
  streamOf,
  textOf,
} from './subject.ts'

/** Rules of what a file says of itself and of its colours. Source: ISO 19005-3, 6.2.3, 6.2.4, 6.6. */
export const ABOUT_RULES: readonly Rule[] = [
  {
    name: 'metadata',
    says: '6.6.2: the catalogue has metadata as XMP, not filtered, in a packet without encoding',
    faults: (subject) => {
      const stream = streamOf(subject.doc.catalog, 'Metadata')
      const packet = xmp(subject)
      const start = /<\?xpacket begin=(["'])\ufeff?\1 id=(["'])W5M0MpCehiHzreSzNTczkc9d\2\?>/
      return [
        ...(nameOf(stream?.dict, 'Type') === 'Metadata' ? [] : ['type']),
        ...(nameOf(stream?.dict, 'Subtype') === 'XML' ? [] : ['subtype']),
        ...(has(stream?.dict, 'Filter') ? ['filtered'] : []),
        ...(start.test(packet) && /<\?xpacket end=/.test(packet) ? [] : ['packet']),
        ...(/<rdf:RDF[\s>]/.test(packet) ? [] : ['no RDF']),
      ]
    },
  },
  {
    name: 'pdfa-identification',
    says: '6.6.4: the metadata says PDF/A part 3, conformance B',
    faults: (subject) => [
      ...(element(xmp(subject), 'pdfaid:part') === '3' ? [] : ['part']),
      ...(element(xmp(subject), 'pdfaid:conformance') === 'B' ? [] : ['conformance']),
    ],
  },
  {
    name: 'metadata-agrees',
    says: '6.6.3: title, producer and dates are the same in the Info dictionary and in the metadata',
    faults: disagreements,
  },
  {
    name: 'language',
    says: 'the catalogue and the metadata name the same language',
    faults: (subject) => {
      const language = textOf(subject.doc.catalog, 'Lang') ?? ''
      const named = element(xmp(subject), 'dc:language')
      return /^[a-z]{2}(-[A-Z]{2})?$/.test(language) && named === language ? [] : ['not the same']
    },
  },
  {
    name: 'title-shown',
    says: 'the window shows the title of the document, and there is one',
    faults: ({ doc }) => {
      const shown = dictOf(doc.catalog, 'ViewerPreferences')?.lookup(PDFName.of('DisplayDocTitle'))
      return [
        ...(shown === PDFBool.True ? [] : ['not shown']),
        ...(doc.getTitle() ? [] : ['no title']),
      ]
    },
  },
  {
    name: 'output-intent',
    says: '6.2.3: one output intent GTS_PDFA1 with a sound ICC profile of RGB',
    faults: outputIntent,
  },
  {
    name: 'colours',
    says: '6.2.4.3: colours are grey or RGB, which the output intent covers',
    faults: ({ drawings }) =>
      drawings.flatMap(({ operations }) =>
        operations
          .filter(({ name }) => OTHER_COLOURS.has(name))
          .map(({ name }) => `operator ${name}`),
      ),
  },
]

const OTHER_COLOURS = new Set(['k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN', 'sh'])

function xmp({ doc }: Subject): string {
  const stream = streamOf(doc.catalog, 'Metadata')
  return stream === undefined ? '' : Buffer.from(decoded(stream)).toString('utf8')
}

/** The text of an element, without the elements inside it. */
function element(packet: string, name: string): string | undefined {
  const inside = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(packet)?.[1]
  const text = inside?.replace(/<[^>]*>/g, '').trim()
  return text?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
}

function disagreements(subject: Subject): string[] {
  const { doc } = subject
  const packet = xmp(subject)
  const when = (date: Date | undefined) => date && `${date.toISOString().slice(0, 19)}Z`
  const pairs = {
    'dc:title': doc.getTitle()?.trim(),
    'pdf:Producer': doc.getProducer(),
    'xmp:CreateDate': when(doc.getCreationDate()),
    'xmp:ModifyDate': when(doc.getModificationDate()),
  }
  return Object.entries(pairs).flatMap(([name, said]) =>
    said !== undefined && element(packet, name) === said ? [] : [name],
  )
}

function outputIntent({ doc }: Subject): string[] {
  const intents = arrayOf(doc.catalog, 'OutputIntents')
  const [intent] = intents
  if (intents.length !== 1 || !(intent instanceof PDFDict)) return [`${intents.length} intents`]
  if (nameOf(intent, 'S') !== 'GTS_PDFA1') return ['not GTS_PDFA1']
  if (!textOf(intent, 'OutputConditionIdentifier')) return ['no identifier']
  const profile = streamOf(intent, 'DestOutputProfile')
  return profile === undefined ? ['no profile'] : unsound(profile)
}

/** Source: ICC.1:2001-04, 6.1 and 6.3. */
function unsound(stream: PDFRawStream): string[] {
  const bytes = Buffer.from(decoded(stream))
  const channels = stream.dict.lookup(PDFName.of('N'))
  const at = (start: number, end: number) => bytes.toString('latin1', start, end)
  const size = bytes.length < 132 ? -1 : bytes.readUInt32BE(0)
  if (size !== bytes.length) return ['the profile is not as long as it says']
  const count = bytes.readUInt32BE(128)
  if (132 + count * 12 > bytes.length) return ['the profile has fewer tags than it says']
  const tags = Array.from({ length: count }, (_, index) => 132 + index * 12)
  const outside = (entry: number) =>
    bytes.readUInt32BE(entry + 4) + bytes.readUInt32BE(entry + 8) > bytes.length
  return [
    ...(at(36, 40) === 'acsp' ? [] : ['no signature']),
    ...([2, 4].includes(bytes[8] ?? 0) ? [] : ['version']),
    ...(['mntr', 'prtr'].includes(at(12, 16)) ? [] : ['class']),
    ...(at(16, 20) === 'RGB ' ? [] : ['colour space']),
    ...(channels instanceof PDFNumber && channels.asNumber() === 3 ? [] : ['channels']),
    ...(tags.some(outside) ? ['a tag lies outside'] : []),
  ]
}
