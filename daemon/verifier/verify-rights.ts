import type { DossierRecord } from '../documents/record.ts'
import { rightsNotice } from '../documents/rights.ts'
import { sha256 } from '../documents/sha256.ts'
import { type Claim, claim, notChecked, stated } from './claim.ts'

/** That the rights were confirmed is the box's word alone; which text that was can be held against the published one. */
export function rightsClaims({ rights }: DossierRecord): Claim[] {
  return rights
    ? [stated('rights', rights.version), textClaim(rights)]
    : [notChecked('rights', 'not_done')]
}

function textClaim({ version, language, ...kept }: NonNullable<DossierRecord['rights']>): Claim {
  if (kept.text === undefined) return notChecked('rights_text', 'no_text')
  if (sha256(Buffer.from(kept.text)) !== kept.sha256)
    return claim('rights_text', false, 'other_hash')
  const published = rightsNotice(language)
  if (published.version !== version) return stated('rights_text', 'other_version')
  const same = published.text === kept.text
  return claim('rights_text', same, ...(same ? [] : ['other_text']))
}
