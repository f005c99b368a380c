import * as z from 'zod'
import type { PartState } from '../core/visit-view.ts'
import { loketState } from '../sync/messages.ts'
import { table } from './table.ts'

/** What `loket status` reads of loketd's answer; more may be in it. */
const status = z.object({
  box: z.string(),
  site: z.string(),
  loket: loketState,
  office: z.enum(['reached', 'lost']),
  visit: z.object({ phase: z.string() }).nullable(),
  parts: z.record(z.string(), z.enum(['starting', 'up', 'simulated', 'degraded', 'down'])),
  waiting: z.number(),
  outbox: z.number(),
})
const rehearsed = z.union([
  z.object({
    ok: z.boolean(),
    steps: z.array(
      z.object({
        name: z.string(),
        ms: z.number(),
        ok: z.boolean(),
        how: z.enum(['proven', 'simulated', 'skipped']),
        reason: z.string().optional(),
      }),
    ),
  }),
  z.object({ ok: z.literal(false), error: z.string() }),
])

/** Text for a person, and whether all of it is well. `refused`: nothing was tried. */
export interface Shown {
  readonly text: string
  readonly verdict: 'well' | 'not_well' | 'refused'
}

const LOKET: Readonly<Record<z.infer<typeof loketState>, string>> = {
  new: 'nieuw',
  idle: 'vrij',
  reserved: 'gereserveerd',
  in_visit: 'in gesprek',
  cleaning: 'wordt gewist',
  degraded: 'open, met een gebrek',
  service_mode: 'in onderhoud',
  down: 'buiten dienst',
}
const STATE: Readonly<Record<PartState, string>> = {
  starting: 'start op',
  up: 'werkt',
  simulated: 'nagebootst',
  degraded: 'werkt gebrekkig',
  down: 'uitgevallen',
}
const NAME: Readonly<Record<string, string>> = {
  button: 'ticketknop',
  slip_printer: 'ticketprinter',
  card_reader: 'kaartlezer',
  pad: 'handtekenpad',
  document_printer: 'documentprinter',
  media: 'beeld en geluid',
  office: 'kantoor',
  store: 'opslag en auditketen',
  media_capture: 'beelden van de camera',
  media_both_ways: 'beeld en geluid heen en terug via de echo-inspecteur',
}
const PROOF = { proven: 'bewezen', simulated: 'nagebootst', skipped: 'overgeslagen' } as const
const REASON: Readonly<Record<string, string>> = {
  occupied: 'een burger gaat voor',
  audit_broken: 'de auditketen klopt niet',
  no_frames: 'er komen geen beelden',
  no_answer: 'het kantoor antwoordt niet',
  no_offer: 'de eenheid voor beeld en geluid antwoordt niet',
  media_gone: 'de eenheid voor beeld en geluid viel uit',
  office_refused: 'het kantoor weigert nu een proef',
  link_lost: 'de verbinding viel weg',
  no_picture_in: 'er komt geen beeld van het kantoor',
  no_picture_drawn: 'het beeld van het kantoor wordt niet getekend',
  no_picture_out: 'het kantoor krijgt geen beeld',
  no_sound_in: 'er komt geen geluid van het kantoor',
  no_sound_out: 'het kantoor krijgt geen geluid',
}

export function showStatus(answer: unknown): Shown {
  const { box, site, loket, visit, parts, waiting, outbox } = status.parse(answer)
  const all = Object.entries(parts)
  const rows = [
    ...all.map(([part, state]) => [NAME[part] ?? part, STATE[state]]),
    ['bezoek', visit ? `bezig (${visit.phase})` : 'geen'],
    ['wachtenden', String(waiting)],
    ['nog te verzenden', String(outbox)],
  ]
  const well = all.every(([, state]) => state === 'up' || state === 'simulated')
  return {
    text: `Loket ${box} (${site}): ${LOKET[loket]}\n${table(rows)}`,
    verdict: well ? 'well' : 'not_well',
  }
}

export function showRehearsal(answer: unknown): Shown {
  const result = rehearsed.parse(answer)
  if (!('steps' in result))
    return {
      text: 'Nu geen proef: er is een bezoek of een oproep, of er loopt al een proef.\n',
      verdict: 'refused',
    }
  const rows = result.steps.map(({ name, ms, ok, how, reason }) => [
    NAME[name] ?? name,
    ok ? PROOF[how] : 'MISLUKT',
    `${ms} ms`,
    reason === undefined ? '' : (REASON[reason] ?? `reden: ${reason}`),
  ])
  const end = result.ok ? 'Alles wat hier te bewijzen is, klopt.' : 'Niet alles klopt.'
  return { text: `${table(rows)}${end}\n`, verdict: result.ok ? 'well' : 'not_well' }
}

const snapshot = z.union([
  z.object({ ok: z.literal(true), folder: z.string(), files: z.array(z.string()) }),
  z.object({ ok: z.literal(false), error: z.string() }),
])
const PICTURE: Readonly<Record<string, string>> = {
  'capture.png': 'wat de camera nu verstuurt',
  'matte.png': 'de inspecteur zonder achtergrond',
  'room.png': 'wat het 3D-scherm toont',
}
const NO_SNAPSHOT: Readonly<Record<string, string>> = {
  occupied:
    'Hier is iemand. Wie op de beelden staat, moet dat weten: vraag het eerst, en gebruik dan --met-personen.',
  no_answer: 'De eenheid voor beeld en geluid maakte geen beelden. Zie: loket status',
}

export function showSnapshot(answer: unknown): Shown {
  const taken = snapshot.parse(answer)
  if (!taken.ok)
    return {
      text: `${NO_SNAPSHOT[taken.error] ?? 'Er werden geen beelden gemaakt.'}\n`,
      verdict: taken.error === 'occupied' ? 'refused' : 'not_well',
    }
  const rows = taken.files.map((file) => [file, PICTURE[file] ?? ''])
  const missing = Object.keys(PICTURE).filter((file) => !taken.files.includes(file))
  const without = missing.map((file) => `  Niet geschreven: ${file}, ${PICTURE[file]}.\n`)
  return {
    text: `Geschreven in ${taken.folder}:\n${table(rows)}${without.join('')}Wis de map na gebruik.\n`,
    verdict: 'well',
  }
}
