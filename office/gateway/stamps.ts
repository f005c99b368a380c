import type { DossierFile } from '../../daemon/documents/dossier.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import type { PartyKeys } from '../../daemon/runtime/keys.ts'
import type { Extension } from '../../daemon/verifier/dossier-file.ts'
import type { Store } from '../store.ts'
import { extendedFile } from '../timestamps/kept.ts'
import type { StampState } from './protocol.ts'

export interface StampOptions {
  readonly store: Pick<Store, 'extensions'>
  readonly keys: PartyKeys
  /** Whether a time-stamp authority is set. */
  readonly stamps: boolean
}

/** The state of each file of a dossier, by its SHA-256. */
export function stampsOf(
  dossier: string,
  { store, stamps }: StampOptions,
): (file: string) => StampState {
  const all = store.extensions.of(dossier)
  return (file) => {
    const kept = all.find((each) => each.file === file)
    if (!kept) return { state: stamps ? 'waiting' : 'off' }
    const { level, at, authority } = kept
    return { state: 'stamped', level, at, authority }
  }
}

/** A file of a dossier, extended where that was done. @throws SealError */
export async function newestOf(
  dossier: string,
  bytes: Uint8Array,
  { store, keys }: StampOptions,
): Promise<Uint8Array> {
  const hash = sha256(bytes)
  const kept = store.extensions.of(dossier).find(({ file }) => file === hash)
  return kept ? await extendedFile(dossier, bytes, kept, keys) : bytes
}

/** What a dossier file carries beside the box's signature. @throws SealError */
export async function extensionsOf(
  dossier: string,
  files: readonly DossierFile[],
  options: StampOptions,
): Promise<Extension[]> {
  const extensions: Extension[] = []
  for (const { bytes } of files) {
    const newest = await newestOf(dossier, bytes, options)
    if (newest === bytes) continue
    const appended = Buffer.from(newest.subarray(bytes.length)).toString('base64')
    extensions.push({ file: sha256(bytes), extended: sha256(newest), appended })
  }
  return extensions
}
