/** Messages of the Internet Printing Protocol. Source: RFC 8010, section 3 (encoding); RFC 8011 for the codes. */
export interface IppMessage {
  /** Operation of a request, status of a response. */
  readonly code: number
  readonly requestId: number
  readonly groups: readonly IppGroup[]
  /** What follows the attributes: the document. */
  readonly data: Uint8Array
}
export interface IppGroup {
  readonly tag: number
  readonly attributes: readonly IppAttribute[]
}
export interface IppAttribute {
  readonly name: string
  readonly values: readonly IppValue[]
}
/** Numbers for integer and enum, text for every kind of string, bytes for what we do not look into. */
export interface IppValue {
  readonly tag: number
  readonly value: number | boolean | string | Uint8Array
}

export const OPERATION = { printJob: 0x0002, cancelJob: 0x0008, getJob: 0x0009, getPrinter: 0x000b }
export const STATUS = {
  ok: 0x0000,
  badRequest: 0x0400,
  notPossible: 0x0404,
  notFound: 0x0406,
  documentFormat: 0x040a,
  notSupported: 0x0501,
  busy: 0x0507,
}
export const GROUP = { operation: 1, job: 2, printer: 4, unsupported: 5 }
export const TAG = {
  unknown: 0x12,
  noValue: 0x13,
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  text: 0x41,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mimeType: 0x49,
}
const END_OF_ATTRIBUTES = 3
const VERSION_MAJOR = 2

export class IppError extends Error {
  readonly code = 'IPP_MALFORMED'
  readonly scope = 'unit'
}

/** One attribute with all its values of one kind. */
export function attribute(name: string, tag: number, ...values: IppValue['value'][]): IppAttribute {
  return { name, values: values.map((value) => ({ tag, value })) }
}

/** @throws IppError when a value does not fit its tag or is longer than 32 767 bytes. */
export function encodeIpp(message: IppMessage): Uint8Array {
  const head = Buffer.alloc(8)
  head.writeUInt16BE(VERSION_MAJOR << 8, 0)
  head.writeUInt16BE(message.code, 2)
  head.writeInt32BE(message.requestId, 4)
  const parts: Uint8Array[] = [head]
  for (const group of message.groups) {
    parts.push(Uint8Array.of(group.tag))
    for (const { name, values } of group.attributes)
      for (const [index, value] of values.entries())
        parts.push(...encodeValue(index === 0 ? name : '', value))
  }
  parts.push(Uint8Array.of(END_OF_ATTRIBUTES), message.data)
  return Buffer.concat(parts)
}

function encodeValue(name: string, { tag, value }: IppValue): Uint8Array[] {
  const content = valueBytes(tag, value)
  return [Uint8Array.of(tag), sized(Buffer.from(name)), sized(content)]
}

function sized(bytes: Uint8Array): Uint8Array {
  if (bytes.length > 0x7fff) throw new IppError('a value is too long')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(bytes.length)
  return Buffer.concat([length, bytes])
}

function valueBytes(tag: number, value: IppValue['value']): Uint8Array {
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return Buffer.from(value)
  if (typeof value === 'boolean' && tag === TAG.boolean) return Uint8Array.of(value ? 1 : 0)
  if (typeof value === 'number' && (tag === TAG.integer || tag === TAG.enum)) {
    const number = Buffer.alloc(4)
    number.writeInt32BE(value)
    return number
  }
  throw new IppError(`a ${typeof value} does not fit tag ${tag}`)
}

/** @throws IppError when the bytes end too early or an attribute stands outside a group. */
export function decodeIpp(bytes: Uint8Array): IppMessage {
  const from = reader(bytes)
  const major = from.number(1)
  if (major < 1 || major > VERSION_MAJOR) throw new IppError(`version ${major} is not known`)
  from.number(1)
  const code = from.number(2)
  const requestId = from.number(4) | 0
  const groups: { tag: number; attributes: { name: string; values: IppValue[] }[] }[] = []
  for (;;) {
    const tag = from.number(1)
    if (tag === END_OF_ATTRIBUTES) return { code, requestId, groups, data: from.rest() }
    if (tag < 0x10) {
      groups.push({ tag, attributes: [] })
      continue
    }
    const name = Buffer.from(from.bytes(from.number(2))).toString()
    const value = { tag, value: decodeValue(tag, from.bytes(from.number(2))) }
    const attributes = groups.at(-1)?.attributes
    if (!attributes) throw new IppError('an attribute stands outside a group')
    if (name !== '') attributes.push({ name, values: [value] })
    else if (attributes.length > 0) attributes.at(-1)?.values.push(value)
    else throw new IppError('a further value has no attribute')
  }
}

function decodeValue(tag: number, bytes: Uint8Array): IppValue['value'] {
  const at = Buffer.from(bytes)
  if ((tag === TAG.integer || tag === TAG.enum) && at.length === 4) return at.readInt32BE()
  if (tag === TAG.boolean && at.length === 1) return at[0] !== 0
  return tag >= 0x40 && tag < 0x4a ? at.toString() : bytes
}

function reader(bytes: Uint8Array) {
  let at = 0
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw new IppError('the message ends too early')
    at += length
    return bytes.subarray(at - length, at)
  }
  return {
    bytes: take,
    number: (length: 1 | 2 | 4) => take(length).reduce((sum, byte) => sum * 256 + byte, 0),
    rest: () => bytes.subarray(at),
  }
}

/** The values of the first attribute of this name, in any group. */
export function valuesOf(message: IppMessage, name: string): readonly IppValue['value'][] {
  for (const group of message.groups)
    for (const { name: found, values } of group.attributes)
      if (found === name) return values.map(({ value }) => value)
  return []
}
export function numberOf(message: IppMessage, name: string): number | undefined {
  return valuesOf(message, name).find((value) => typeof value === 'number')
}
export function textsOf(message: IppMessage, name: string): string[] {
  return valuesOf(message, name).filter((value) => typeof value === 'string')
}
