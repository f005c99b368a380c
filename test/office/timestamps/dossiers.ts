/** Dossiers as a box makes them: a statement signed on the pad, and a paper, both sealed. */
import { makeDossier } from '../../../daemon/documents/dossier.ts'
import { makeLossAttestation } from '../../../daemon/documents/loss-attestation.ts'
import type { DossierRecord } from '../../../daemon/documents/record.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import { type BoxSeal, sealPaper, signWithInk } from '../../../daemon/documents/sign.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import type { PartyKeys, PartyPublic } from '../../../daemon/runtime/keys.ts'
import { specimenInk, specimenInput } from '../../daemon/documents/specimen.ts'
import { specimenLoss } from '../../daemon/documents/specimen-letters.ts'

export async function sealedDossier(
  dossierId: string,
  seal: BoxSeal & { readonly sealSha256: string },
  box: PartyKeys,
  office: PartyPublic,
): Promise<string> {
  const at = new Date().toISOString()
  const facts = { language: 'nl', at } as const
  const presented = await makeStatement(specimenInput())
  const bytes = await signWithInk(presented, specimenInk(), { facts, seal })
  const loss = await sealPaper(await makeLossAttestation(specimenLoss()), facts, seal)
  const { sealSha256 } = seal
  const record: DossierRecord = {
    ...{ v: 1, dossierId, visitId: `v-${dossierId}`, box: 'genk-1', kind: 'report' },
    ...{ language: 'nl', openedAt: at, madeAt: at, outcome: 'signed' },
    ticket: { id: 't-1', number: 'G001', box: 'genk-1' },
    site: { id: 'genk', name: 'Genk', room: 'lokaal 1' },
    inspector: { seat: '1', name: 'Inspecteur Specimen' },
    clock: { synchronised: true, source: 'ntp' },
    rights: { version: '2026-11', language: 'nl', confirmedAt: at },
    identity: {
      person: { surname: 'Specimen', givenNames: 'Een', birthDate: '1990-01-01' },
      ...{ assurance: 'declared', checks: [], checkedBy: '1', at },
    },
    document: {
      ...{ revision: 1, language: 'nl', pages: 1, presentedAt: at, readAt: at },
      presented: { sha256: sha256(presented), length: presented.length },
      ending: {
        ...{ state: 'signed', means: 'pad', at, padModel: 'STU-430V' },
        ...{ sealSha256, strokesKept: false },
      },
      file: { name: 'statement.pdf', sha256: sha256(bytes) },
    },
    papers: [
      {
        ...{ kind: 'loss', language: 'nl', at, sealSha256 },
        file: { name: 'loss.pdf', sha256: sha256(loss) },
      },
    ],
  }
  const files = [
    { name: 'statement.pdf', bytes },
    { name: 'loss.pdf', bytes: loss },
  ]
  return await makeDossier({ record, files }, box, office)
}
