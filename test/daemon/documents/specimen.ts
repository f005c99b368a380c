import type { Ink } from '../../../daemon/documents/ink.ts'
import type { DossierRecord } from '../../../daemon/documents/record.ts'
import { sha256 } from '../../../daemon/documents/sha256.ts'
import type { StatementInput } from '../../../daemon/documents/statement.ts'
import type { PenSample } from '../../../hw/pad/port.ts'

export const PARAGRAPH =
  'Op zaterdag 21 november 2026 omstreeks 14.30 uur zette ik mijn fiets in de stalling aan het station. ' +
  'De fiets was gesloten met een hangslot. Toen ik om 17.10 uur terugkwam, was hij weg (aankoopprijs: 1 249,00 €).'

/** A statement of an invented person. */
export function specimenInput(over: Partial<StatementInput> = {}): StatementInput {
  return {
    language: 'nl',
    kind: 'report',
    revision: 2,
    ticket: 'B014',
    site: { name: 'Gemeentehuis Genk', room: 'lokaal 2' },
    inspector: { seat: 'seat-1', name: 'Test Inspecteur' },
    openedAt: '2026-11-23T15:31:00Z',
    madeAt: '2026-11-23T15:47:10Z',
    identity: {
      state: 'known',
      assurance: 'chip',
      person: {
        surname: 'Specimen',
        givenNames: 'Een Zoë',
        birthDate: '30 JUL  1985',
        birthPlace: 'Genk',
        cardNumber: '000-0000000-00',
        cardValidUntil: '2031-02-01',
        address: { street: 'Teststraat 1', zip: '3600', municipality: 'Genk' },
      },
      checks: [{ name: 'trust', verdict: 'not_checked', evidence: { code: 'test_root' } }],
      at: '2026-11-23T15:35:00Z',
    },
    rights: {
      state: 'confirmed',
      version: '2026-11',
      language: 'nl',
      confirmedAt: '2026-11-23T15:34:00Z',
    },
    text: PARAGRAPH,
    ...over,
  }
}

/** Three loops in the middle of a pad of 100 units a millimetre. */
export function specimenInk(): Ink {
  const samples: PenSample[] = []
  const add = (x: number, y: number, pressure: number, down: boolean) =>
    samples.push({
      x,
      y,
      pressure,
      down,
      timeMs: samples.length * 5,
      sequence: samples.length,
    })
  for (const loop of [0, 1, 2]) {
    for (let step = 0; step <= 100; step += 1) {
      const angle = (step / 100) * Math.PI * 2
      const x = 3000 + loop * 1500 + 500 * Math.cos(angle)
      add(Math.round(x), Math.round(3000 + 500 * Math.sin(angle)), 400 + step, true)
    }
    add(0, 0, 0, false)
  }
  return { pad: { unitsPerMm: 100, maxPressure: 1023 }, samples }
}

/** The record of a statement that was signed. */
export function specimenRecord(presented: Uint8Array, final: Uint8Array): DossierRecord {
  const { identity, inspector, openedAt, madeAt, text } = specimenInput()
  if (identity === undefined) throw new TypeError('the specimen has an identity')
  const { person, checks, at } = identity
  return {
    v: 1,
    dossierId: 'd-v-1',
    visitId: 'v-1',
    box: 'genk-1',
    ticket: { id: 't-1', number: 'B014', box: 'genk-1' },
    site: { id: 'genk', name: 'Gemeentehuis Genk', room: 'lokaal 2' },
    kind: 'report',
    language: 'nl',
    inspector,
    openedAt,
    madeAt: '2026-11-23T16:00:00Z',
    clock: { synchronised: true, source: 'ntp' },
    rights: { version: '2026-11', language: 'nl', confirmedAt: '2026-11-23T15:34:00Z' },
    identity: { person, assurance: 'chip', checks: [...checks], checkedBy: 'box', at },
    document: {
      revision: 2,
      language: 'nl',
      pages: 1,
      presentedAt: madeAt,
      presented: { sha256: sha256(presented), length: presented.length },
      readAt: '2026-11-23T15:50:00Z',
      ending: { state: 'signed', means: 'pad', at: '2026-11-23T15:58:00Z', padModel: 'STU-540' },
      file: { name: 'statement.pdf', sha256: sha256(final) },
    },
    text,
    outcome: 'signed',
  }
}
