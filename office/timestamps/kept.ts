import * as z from 'zod'
import { SealError, seal, unseal } from '../../daemon/documents/seal.ts'
import { sha256 } from '../../daemon/documents/sha256.ts'
import { knownKeys, type PartyKeys } from '../../daemon/runtime/keys.ts'
import type { KeptExtension } from '../store/extensions.ts'

const PURPOSE = 'extension'
const body = z.strictObject({ file: z.string(), appended: z.base64() })

/** Seals what was appended to a file, to the office itself: certificates carry names. */
export async function sealAppended(
  { dossier, box, file }: { readonly dossier: string; readonly box: string; readonly file: string },
  appended: Uint8Array,
  keys: PartyKeys,
): Promise<string> {
  const content = { file, appended: Buffer.from(appended).toString('base64') }
  return await seal(keys.public, { purpose: PURPOSE, box, id: dossier, body: content }, keys)
}

/** A file of a dossier with what was appended to it. @throws SealError */
export async function extendedFile(
  dossier: string,
  bytes: Uint8Array,
  kept: KeptExtension,
  keys: PartyKeys,
): Promise<Uint8Array> {
  const expected = { purpose: PURPOSE, id: dossier }
  const opened = await unseal(kept.jwe, keys, knownKeys([keys.public]), expected)
  const content = body.safeParse(opened.body)
  if (!content.success) throw new SealError('MALFORMED')
  if (content.data.file !== sha256(bytes)) throw new SealError('WRONG_CONTEXT')
  return Uint8Array.from(Buffer.concat([bytes, Buffer.from(content.data.appended, 'base64')]))
}
