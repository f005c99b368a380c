/** What the packet tells, besides that the file is PDF/A-3b. */
export interface XmpFacts {
  readonly title: string
  readonly locale: string
  readonly producer: string
  readonly created: Date
  readonly changed: Date
}

/** The packet's fixed id. Source: ISO 16684-1, 7.3.2. */
const PACKET_ID = 'W5M0MpCehiHzreSzNTczkc9d'

/** The metadata of a file as XMP, without padding. Source: ISO 16684-1; ISO 19005-3, 6.6.2 and 6.6.4. */
export function xmpPacket({ title, locale, producer, created, changed }: XmpFacts): string {
  return `<?xpacket begin="\ufeff" id="${PACKET_ID}"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escaped(title)}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>${escaped(locale)}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>${instant(created)}</xmp:CreateDate>
<xmp:ModifyDate>${instant(changed)}</xmp:ModifyDate>
<pdf:Producer>${escaped(producer)}</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`
}

/** To the second, as in the Info dictionary. */
function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}
