import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSeal, type SealKey } from '../../../daemon/documents/box-seal.ts'
import type { BoxSeal } from '../../../daemon/documents/sign.ts'
import { issueSeal, makeSealAuthority } from '../../../provisioning/setup/materials/seal.ts'

/** The seal of an invented box, with its authority in `folder`. */
export async function specimenSeal(folder: string): Promise<BoxSeal & { readonly key: SealKey }> {
  await makeSealAuthority(folder)
  const who = { box: 'genk-1', site: 'Gemeentehuis Genk' }
  const files = await issueSeal(folder, join(folder, who.box), who)
  const text = (file: string) => readFileSync(file, 'utf8')
  const key = readSeal({
    key: text(files.key),
    certificate: text(files.certificate),
    chain: text(join(folder, 'root.pem')),
  })
  return { ...who, signer: key.signer, key }
}
