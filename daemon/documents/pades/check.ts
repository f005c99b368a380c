/** One named check of a file, with its evidence in short. */
export interface Check {
  readonly name: string
  readonly verdict: 'holds' | 'broken' | 'not_checked'
  readonly evidence: string
}

/** Nothing speaks against it. */
export function isSound({ checks }: { readonly checks: readonly Check[] }): boolean {
  return checks.every(({ verdict }) => verdict !== 'broken')
}
