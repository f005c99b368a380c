/** Compares what was issued with what the office applied. */
export function faultsOf(
  issued: readonly string[],
  applied: readonly { readonly seq: number; readonly ticket: string }[],
): { lost: number; twice: number; disorder: number } {
  const times = new Map<string, number>()
  for (const { ticket } of applied) times.set(ticket, (times.get(ticket) ?? 0) + 1)
  const disorder = applied.filter(({ seq }, index) => seq < (applied[index - 1]?.seq ?? 0))
  return {
    lost: issued.filter((ticket) => !times.has(ticket)).length,
    twice: [...times.values()].filter((count) => count > 1).length,
    disorder: disorder.length,
  }
}
