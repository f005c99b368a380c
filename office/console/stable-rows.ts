/**
 * Keeps rows where they are while somebody points at them. `shown` is the order on the screen, `wanted` the true
 * one. While `held`, what is there keeps its place, what is gone leaves a gap that closes later, and what is new
 * comes last; otherwise the true order is shown.
 */
export function stableOrder(
  shown: readonly string[],
  wanted: readonly string[],
  held: boolean,
): readonly string[] {
  if (!held) return wanted
  const known = new Set(shown)
  return [...shown, ...wanted.filter((id) => !known.has(id))]
}
