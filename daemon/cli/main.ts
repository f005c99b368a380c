/**
 * `loket`, the technician's command: `status`, `rehearse` and `media`, over loketd's control socket, and `verify` and
 * `verifier`, which need nothing that runs. Exit status 0 only when everything is well; 1 when something is not, 64 bad use, 65 no dossier, 66 no
 * such file, 69 no loketd, 75 not now, 78 bad trust file.
 */
import { join } from 'node:path'
import { Command } from 'commander'
import * as z from 'zod'
import type { Question } from '../control.ts'
import { ask, findSocket, NoDaemonError, WhichBoxError } from './ask.ts'
import { showMediaStats } from './media.ts'
import { type Shown, showRehearsal, showSnapshot, showStatus } from './show.ts'
import { verifierCommand } from './verifier.ts'
import { verifyCommand } from './verify.ts'

/** sysexits(3) */
const EXIT_USAGE = 64
const EXIT_UNAVAILABLE = 69
const EXIT_NOT_NOW = 75
const VERDICT = { well: 0, not_well: 1, refused: EXIT_NOT_NOW } as const

/** A checkout's demo, then a real box. */
const FOLDERS = [join(import.meta.dirname, '../../.loket/run'), '/run/loket']

const options = z.object({
  json: z.boolean().default(false),
  box: z.string().optional(),
  run: z.string().optional(),
})

const PERSONAL = `
Een beeld van burger of inspecteur is een persoonsgegeven. Zonder --met-personen wordt alleen
het 3D-scherm geschreven, en tijdens een oproep of een bezoek niets. Vraag het eerst aan wie op
de beelden staat, gebruik ze alleen om het loket te herstellen, en wis de map daarna. Het staat
in de auditketen dat er beelden zijn gemaakt. De camera gaat er niet voor aan. De map is alleen
voor de gebruiker van loketd leesbaar, en verdwijnt als het bezoek wordt gewist of loketd herstart.
`

async function answer(question: Question, show: (answer: unknown) => Shown, given: unknown) {
  const { json, box, run } = options.parse(given)
  const socket = await findSocket(run === undefined ? FOLDERS : [run], box)
  const heard = await ask(socket, question)
  const { text, verdict } = show(heard)
  process.stdout.write(json ? `${JSON.stringify(heard)}\n` : text)
  process.exitCode = VERDICT[verdict]
}

const follow = z.object({ volg: z.boolean().default(false) })
const FOLLOW_MS = 1000
/** Clears the screen and goes to its top. Source: ECMA-48, ED and CUP. */
const CLEAR = '\u001b[2J\u001b[H'

async function mediaStats(given: unknown): Promise<void> {
  const { volg } = follow.parse(given)
  const { json } = options.parse(given)
  for (;;) {
    if (volg && !json && process.stdout.isTTY) process.stdout.write(CLEAR)
    await answer('status', showMediaStats, given)
    if (!volg) return
    await new Promise((resolve) => setTimeout(resolve, FOLLOW_MS))
  }
}

const program = new Command('loket')
  .description('de opdracht van de technicus')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : EXIT_USAGE))
const COMMANDS = [
  ['status', 'hoe het met dit loket is', showStatus],
  ['rehearse', 'bewijst wat zonder iemand te bewijzen is', showRehearsal],
] as const
for (const [name, about, show] of COMMANDS)
  program
    .command(name)
    .description(about)
    .option('--json', 'het antwoord als JSON')
    .option('--box <naam>', 'welk loket, waar er meer zijn')
    .option('--run <map>', 'de map met de stuursockets')
    .action((given: unknown) => answer(name, show, given))

const media = program.command('media').description('beeld, geluid en verbindingen')
media
  .command('stats')
  .description('hoe het met de verbindingen gaat, de laatste seconde')
  .option('--json', 'het antwoord als JSON')
  .option('--volg', 'elke seconde opnieuw, tot Ctrl-C')
  .option('--box <naam>', 'welk loket, waar er meer zijn')
  .option('--run <map>', 'de map met de stuursockets')
  .action((given: unknown) => mediaStats(given))
media
  .command('snapshot')
  .description(
    'schrijft PNG-bestanden van dit ogenblik: camera, uitgesneden inspecteur en 3D-scherm',
  )
  .option('--met-personen', 'ook beelden waarop burger of inspecteur te zien zijn')
  .option('--json', 'het antwoord als JSON')
  .option('--box <naam>', 'welk loket, waar er meer zijn')
  .option('--run <map>', 'de map met de stuursockets')
  .addHelpText('after', PERSONAL)
  .action((given: { readonly metPersonen?: boolean }) =>
    answer(given.metPersonen ? 'snapshot_people' : 'snapshot', showSnapshot, given),
  )

program
  .command('verify')
  .description('kijkt een dossierbestand na, zonder netwerk, en legt het uit')
  .argument('<bestand>', 'het dossierbestand')
  .option('--json', 'de bevindingen als JSON')
  .option('--taal <taal>', 'nl, fr, de of en')
  .option('--trust <bestand>', 'wie vertrouwd wordt')
  .action(async (file: string, given: unknown) => {
    process.exitCode = await verifyCommand(file, given)
  })

program
  .command('verifier')
  .description('schrijft de bladzijde waarop iedereen een dossier nakijkt, zonder netwerk')
  .option('--trust <bestand>', 'wie ze vertrouwt')
  .action((given: unknown) => {
    process.exitCode = verifierCommand(given)
  })

program.parseAsync().catch((error: unknown) => {
  const known = error instanceof NoDaemonError || error instanceof WhichBoxError
  const sentence = known ? error.message : 'Het antwoord van loketd was niet te begrijpen.'
  process.stderr.write(`loket: ${sentence}\n`)
  process.exitCode = error instanceof WhichBoxError ? EXIT_USAGE : EXIT_UNAVAILABLE
})
