import { randomUUID } from 'node:crypto'
import type { DocumentPrinter } from '../../hw/document-printer/port.ts'
import type { PaperKind, PaperView } from '../core/paper-view.ts'
import { printable } from '../core/visit-copy.ts'
import type { Visit, VisitEvent } from '../core/visit-state.ts'
import { makeAttestation } from '../documents/attestation.ts'
import type { SealKey } from '../documents/box-seal.ts'
import type { DossierFile } from '../documents/dossier.ts'
import type { LetterInput } from '../documents/letter.ts'
import { makeLossAttestation } from '../documents/loss-attestation.ts'
import { sha256 } from '../documents/sha256.ts'
import { type BoxSeal, sealPaper } from '../documents/sign.ts'
import type { VisitKeeper } from './visit-keeper.ts'
import { DOCUMENTS, fileOf, type Here, letterOf, paperName, papersOf } from './visit-record.ts'

/** What papers are made, sealed, kept and printed with. */
export interface PaperOptions {
  readonly here: Here
  readonly seal: SealKey
  readonly now: () => string
  readonly keeper: () => VisitKeeper
  readonly printer: DocumentPrinter
  readonly signal: AbortSignal
}

export function boxSeal({ seal, here }: Pick<PaperOptions, 'seal' | 'here'>): BoxSeal {
  return { signer: seal.signer, box: here.box, site: here.site.name }
}

/** Makes a paper, seals it with the box's own key, and keeps it under the visit's key. */
export async function makeVisitPaper(
  visit: Visit,
  kind: PaperKind,
  options: PaperOptions,
): Promise<void> {
  const paper = visit.papers.find(({ order }) => order.paper === kind)
  if (!paper) return
  const { language, turn } = paper
  const at = options.now()
  const bytes = await sealPaper(
    await drawn(paper, letterOf(visit, options.here, { language, madeAt: paper.askedAt })),
    { language, at },
    boxSeal(options),
  )
  const keeper = options.keeper()
  if (keeper.visit?.visitId !== visit.visitId) return
  keeper.post(
    { type: 'paper.made', at, paper: kind, turn, sha256: sha256(bytes) },
    keeper.sealed(paperName(kind), bytes),
  )
}

export function paperFailed({ papers }: Visit, kind: PaperKind, at: string): VisitEvent {
  const turn = papers.find(({ order }) => order.paper === kind)?.turn ?? 0
  return { type: 'paper.failed', at, paper: kind, turn }
}

async function drawn({ order }: PaperView, letter: LetterInput): Promise<Uint8Array> {
  if (order.paper === 'attestation')
    return await makeAttestation({ ...letter, facts: [order.facts] })
  const { paper: _paper, circumstances, ...loss } = order
  return await makeLossAttestation({ ...letter, ...loss, circumstances: [circumstances] })
}

/** Prints what the citizen does not have on paper yet, each as a job of its own. */
export async function printCopies(visit: Visit, options: PaperOptions): Promise<void> {
  const { printer, signal, now } = options
  const given = new Set(visit.copied)
  const wanted = printable(visit).filter((each) => !given.has(each))
  const kept = (name: string) => options.keeper().kept(name)
  const files: DossierFile[] = [
    ...DOCUMENTS.flatMap((paper) => fileOf(visit, paper, kept) ?? []),
    ...papersOf(visit, kept).map(({ file }) => file),
  ].filter(({ bytes }) => wanted.includes(sha256(bytes)))
  let printed = files.length > 0
  for (const { bytes } of files) {
    const name = `Loket ${visit.ticket.number} ${randomUUID().slice(0, 4)}`
    const outcome = await printer.print({ name, pdf: bytes }, signal)
    if (outcome.state !== 'completed') {
      printed = false
      break
    }
  }
  options.keeper().post({ type: printed ? 'copy.printed' : 'copy.failed', at: now() })
}
