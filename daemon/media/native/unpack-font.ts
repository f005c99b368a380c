/**
 * Puts the font of the screens where Pango finds it: node unpack-font.ts OUTDIR
 * The npm package holds it as WOFF, which Pango does not read, so its tables are inflated into a plain OpenType file
 * (W3C WOFF 1.0, sections 3 to 5). Beside it goes a fontconfig file that knows this folder alone.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { inflateSync } from 'node:zlib'

const packed =
  '@fontsource/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-600-normal.woff'

interface Table {
  readonly entry: Buffer
  readonly bytes: Buffer
}

/** A WOFF file as OpenType. */
export function unpackFont(woff: Buffer): Buffer {
  const count = woff.readUInt16BE(12)
  const directory = 12 + 16 * count
  const head = Buffer.alloc(12)
  woff.copy(head, 0, 4, 8) // the flavour
  const power = 2 ** Math.floor(Math.log2(count))
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(16 * power, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE(16 * (count - power), 10)
  const tables: Table[] = []
  let offset = directory
  for (let index = 0; index < count; index++) {
    const table = tableAt(woff, 44 + 20 * index, offset)
    tables.push(table)
    offset += table.bytes.length
  }
  return Buffer.concat([head, ...tables.map((t) => t.entry), ...tables.map((t) => t.bytes)])
}

/** One table, padded to four bytes, and its entry in the directory when it lies at `offset`. */
function tableAt(woff: Buffer, at: number, offset: number): Table {
  const [from = 0, packedSize = 0, size = 0] = [4, 8, 12].map((n) => woff.readUInt32BE(at + n))
  const stored = woff.subarray(from, from + packedSize)
  const data = packedSize < size ? inflateSync(stored) : stored
  const bytes = Buffer.alloc((size + 3) & ~3)
  data.copy(bytes)
  const entry = Buffer.alloc(16)
  woff.copy(entry, 0, at, at + 4) // the tag
  woff.copy(entry, 4, at + 16, at + 20) // the checksum
  entry.writeUInt32BE(offset, 8)
  entry.writeUInt32BE(size, 12)
  return { entry, bytes }
}

function fontsConf(folder: string): string {
  return (
    '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n' +
    `<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>\n`
  )
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = resolve(argv[2] ?? 'fonts')
  mkdirSync(folder, { recursive: true })
  const woff = readFileSync(createRequire(import.meta.url).resolve(packed))
  writeFileSync(join(folder, 'loket.otf'), unpackFont(woff))
  writeFileSync(join(folder, 'fonts.conf'), fontsConf(folder))
}
