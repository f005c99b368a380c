/** Solves `matrix` · x = `right` by elimination with row pivots; a singular matrix gives numbers that are not finite. */
export function solved(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): readonly number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0])
  const size = rows.length
  for (let column = 0; column < size; column += 1) {
    const below = rows.slice(column)
    const pivot = below.reduce((best, row) => (at(row, column) > at(best, column) ? row : best))
    rows.splice(rows.indexOf(pivot), 1)
    rows.splice(column, 0, pivot)
    for (const row of rows.slice(column + 1)) reduce(row, pivot, column)
  }
  const x: number[] = new Array(size).fill(0)
  for (let row = size - 1; row >= 0; row -= 1) {
    const values = rows[row] ?? []
    const known = x.reduce(
      (sum, value, index) => (index > row ? sum + value * (values[index] ?? 0) : sum),
      0,
    )
    x[row] = ((values[size] ?? 0) - known) / (values[row] ?? 0)
  }
  return x
}

function at(row: readonly number[], column: number): number {
  return Math.abs(row[column] ?? 0)
}

function reduce(row: number[], pivot: readonly number[], column: number): void {
  const factor = (row[column] ?? 0) / (pivot[column] ?? 0)
  for (const [index, value] of pivot.entries()) row[index] = (row[index] ?? 0) - factor * value
}
