/** One named check of a file, with its evidence in short. */
export interface Check {
  readonly name: string
  readonly verdict: 'holds' | 'broken' | 'not_checked'
  readonly evidence: string
}
