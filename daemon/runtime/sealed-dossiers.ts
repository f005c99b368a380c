import { createHash } from 'node:crypto'
import * as z from 'zod'
import type { BoxStore, BoxTransaction } from '../store/box-store.ts'
import type { BoxEvent } from '../sync/messages.ts'

const META = 'dossier'
const last = z.object({ dossierId: z.string(), sha256: z.string(), seq: z.int() })
type Sealed = Extract<BoxEvent, { kind: 'dossier.sealed' }>

/** The dossier that is on its way to the office: what its receipt must say, and where it stands in the outbox. */
export interface SealedDossiers {
  /** Puts the dossier in the outbox, inside the transaction that seals the visit. */
  append(tx: BoxTransaction, event: Sealed): void
  /** Whether a receipt is for the very bytes that were sent. */
  matches(dossierId: string, sha256: string): boolean
  /** The dossier that an acknowledgement up to `seq` covers. */
  deliveredBy(seq: number): string | null
}

export function sealedDossiers(store: BoxStore): SealedDossiers {
  const read = () => {
    const text = store.meta(META)
    return text ? last.parse(JSON.parse(text)) : null
  }
  return {
    append(tx, event) {
      const seq = tx.append(event)
      const sha256 = createHash('sha256').update(event.jwe).digest('hex')
      tx.setMeta(META, JSON.stringify({ dossierId: event.dossierId, sha256, seq }))
    },
    matches(dossierId, sha256) {
      const sealed = read()
      return sealed?.dossierId === dossierId && sealed.sha256 === sha256
    },
    deliveredBy(seq) {
      const sealed = read()
      return sealed && sealed.seq <= seq ? sealed.dossierId : null
    },
  }
}
