import type { Row } from './row.ts'

const HEADS = ['name', 'subject', 'value', 'baseline', 'value', 'ratio', 'target', '']

/** The rows as a table for people. */
export function report(rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.name,
    row.subject,
    `${short(row.value)} ${row.unit}`,
    row.baseline,
    `${short(row.baselineValue)} ${row.unit}`,
    short(row.ratio),
    `${row.better === 'lower' ? '≤' : '≥'} ${short(row.target)}`,
    row.ok ? 'holds' : 'MISSED',
  ])
  const table = [HEADS, ...cells]
  const widths = HEADS.map((_, column) => Math.max(...table.map((line) => width(line, column))))
  const lines = table.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
  return `${lines.join('\n')}\n`
}

function width(line: readonly string[], column: number): number {
  return line[column]?.length ?? 0
}

function short(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : 'not measured'
}
