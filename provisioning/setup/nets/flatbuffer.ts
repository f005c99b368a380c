/** Reads tables of a FlatBuffers file by the place of a field in its schema. Source: FlatBuffers, "Internals". */

export interface Table {
  /** The field's number, as the type in its name says; `otherwise` where the file leaves it out. */
  int8(field: number, otherwise: number): number
  int32(field: number, otherwise: number): number
  table(field: number): Table | undefined
  tables(field: number): readonly Table[]
  int32s(field: number): readonly number[]
  bytes(field: number): Uint8Array
}

/** @throws RangeError where an offset points outside the file. */
export function rootTable(file: Uint8Array): Table {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  return tableAt(view, view.getUint32(0, true))
}

function tableAt(view: DataView, at: number): Table {
  const fields = at - view.getInt32(at, true)
  const fieldsSize = view.getUint16(fields, true)
  /** Where the value of a field lies, if it is there. */
  const place = (field: number): number | undefined => {
    const slot = 4 + 2 * field
    const offset = slot < fieldsSize ? view.getUint16(fields + slot, true) : 0
    return offset === 0 ? undefined : at + offset
  }
  const follow = (from: number) => from + view.getUint32(from, true)
  const vector = (field: number): { readonly from: number; readonly count: number } => {
    const from = place(field)
    if (from === undefined) return { from: 0, count: 0 }
    const start = follow(from)
    return { from: start + 4, count: view.getUint32(start, true) }
  }
  const each = <T>(field: number, read: (from: number) => T): T[] => {
    const { from, count } = vector(field)
    return Array.from({ length: count }, (_, i) => read(from + 4 * i))
  }
  return {
    int8: (field, otherwise) => numberAt(place(field), otherwise, (from) => view.getInt8(from)),
    int32: (field, otherwise) =>
      numberAt(place(field), otherwise, (from) => view.getInt32(from, true)),
    table(field) {
      const from = place(field)
      return from === undefined ? undefined : tableAt(view, follow(from))
    },
    tables: (field) => each(field, (from) => tableAt(view, follow(from))),
    int32s: (field) => each(field, (from) => view.getInt32(from, true)),
    bytes(field) {
      const { from, count } = vector(field)
      return new Uint8Array(view.buffer, view.byteOffset + from, count)
    },
  }
}

function numberAt(
  from: number | undefined,
  otherwise: number,
  read: (from: number) => number,
): number {
  return from === undefined ? otherwise : read(from)
}
