/** Gives what was kept under the visit's key by a name. */
export type KeptBytes = (name: string) => Uint8Array | null

/** The kept bytes are not there or not those of the visit: nothing may be made of them. */
export class KeptBytesError extends Error {
  readonly code = 'KEPT_BYTES'
  readonly scope = 'visit'
}
