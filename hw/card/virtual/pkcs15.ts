/**
 * The PKCS#15 files of an eID, with RSA-2048 keys (applet 1.7) or P-384 keys (1.8), byte for byte as the card content
 * paper gives them. Source: Belgian eID card content v5.4; its first CDF entry is printed with length 32 but is 2F long.
 */
export type KeyKind = 'rsa' | 'ec'

const hex = (text: string): Buffer => Buffer.from(text.replaceAll(' ', ''), 'hex')

/** EF(DIR), 3F00/2F00. */
export const DIRECTORY = Buffer.concat([
  hex('61 23 4F 0C A000000177504B43532D3135 50 06'),
  Buffer.from('BELPIC'),
  hex('51 04 3F00DF00 73 05 06 03 60 38 02'),
])

/** EF(ODF), 5031: where the lists of keys, certificates and PINs are. */
export const OBJECTS = hex(
  'A00A 3008 0406 3F00DF005035 A40A 3008 0406 3F00DF005037 A80A 3008 0406 3F00DF005034',
)

/** EF(TokenInfo), 5032. `serial` is the chip number, 16 bytes. */
export function tokenInfo(serial: Uint8Array, kind: KeyKind): Buffer {
  return Buffer.concat([
    hex('30 27 02 01 00 04 10'),
    serial,
    hex('80 06'),
    Buffer.from('BELPIC'),
    hex('03 02 04 30 9E 04'),
    hex(kind === 'rsa' ? '01 01 00 00' : '01 04 00 40'),
  ])
}

/** EF(AODF), 5034: one PIN, BCD, 4 to 12 digits, 8 bytes filled with FF, reference 1. */
export const PINS = Buffer.concat([
  hex('30 33 30 0F 0C 09'),
  Buffer.from('Basic PIN'),
  hex('03 02 06 C0 30 03 04 01 01 A1 1B 30 19 03 02 02 0C 0A 01 00 02 01 04 02 01 08 80 01 01'),
  hex('04 01 FF 30 04 04 02 3F 00'),
])

/** EF(PrKDF), 5035: key 82 for authentication, key 83 for signatures; their size is in bits. */
export function privateKeys(kind: KeyKind): Buffer {
  const { tag, bits } = PRIVATE_KEYS[kind]
  return Buffer.concat([
    hex(`${tag} 3A 30 17 0C 0E`),
    Buffer.from('Authentication'),
    hex('03 02 06 C0 04 01 01 30 0F 04 01 02 03 02 05 20 03 02 03 B8 02 02 00 82'),
    hex(`A1 0E 30 0C 30 06 04 04 3F 00 DF 00 02 02 ${bits}`),
    hex(`${tag} 39 30 15 0C 09`),
    Buffer.from('Signature'),
    hex('03 02 06 C0 04 01 01 02 01 01 30 10 04 01 03 03 03 06 00 40 03 02 03 B8 02 02 00 83'),
    hex(`A1 0E 30 0C 30 06 04 04 3F 00 DF 00 02 02 ${bits}`),
  ])
}
const PRIVATE_KEYS = {
  rsa: { tag: '30', bits: '0800' },
  ec: { tag: 'A0', bits: '0180' },
} as const

/** EF(CDF), 5037: the certificates but the RRN signer's. */
export const CERTIFICATES = Buffer.concat([
  citizenEntry('Authentication', '02', '5038'),
  citizenEntry('Signature', '03', '5039'),
  authorityEntry('CA', '04', '503A'),
  authorityEntry('Root', '06', '503B'),
])

function citizenEntry(label: string, id: string, file: string): Buffer {
  return entry(label, hex('03 02 06 40 04 01 01'), hex(`30 06 04 01 ${id} 83 01 00`), file)
}
function authorityEntry(label: string, id: string, file: string): Buffer {
  return entry(label, hex('03 02 06 40 04 01 01'), hex(`30 09 04 01 ${id} 01 01 FF 83 01 00`), file)
}
function entry(label: string, flags: Buffer, attributes: Buffer, file: string): Buffer {
  const name = Buffer.concat([Buffer.of(0x0c, label.length), Buffer.from(label), flags])
  const path = hex(`A1 0C 30 0A 30 08 04 06 3F00 DF00 ${file}`)
  return sequence(Buffer.concat([sequence(name), attributes, path]))
}
/** A DER SEQUENCE of less than 128 bytes. */
function sequence(content: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0x30, content.length), content])
}
