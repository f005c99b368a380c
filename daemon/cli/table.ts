/** Rows of cells under each other, indented; a row may be shorter than the others. */
export function table(rows: readonly (readonly string[])[]): string {
  const most = Math.max(...rows.map((row) => row.length))
  const widths = Array.from({ length: most }, (_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows
    .map((row) => `  ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  ')}`.trimEnd())
    .map((line) => `${line}\n`)
    .join('')
}
