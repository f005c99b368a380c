import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Command } from 'commander'
import * as z from 'zod'
import type { Question } from './control.ts'

/** officed does not answer on its control socket. */
class NoOfficeError extends Error {
  readonly code = 'NO_OFFICE'
  readonly scope = 'system'
}

const reply = z.union([
  z.object({ ok: z.literal(true), answer: z.unknown() }),
  z.object({ ok: z.literal(false), error: z.string() }),
])

async function ask(socket: string, question: Question): Promise<unknown> {
  const connection = connect(socket)
  try {
    connection.write(`${JSON.stringify({ ask: question })}\n`)
    for await (const line of createInterface({ input: connection })) {
      const read = reply.parse(JSON.parse(line))
      if (read.ok) return read.answer
      throw new NoOfficeError(read.error)
    }
    throw new NoOfficeError('officed closed the connection')
  } catch (cause) {
    if (cause instanceof NoOfficeError) throw cause
    throw new NoOfficeError(`officed does not answer at ${socket}`, { cause })
  } finally {
    connection.destroy()
  }
}

const status = z.object({
  url: z.string(),
  broker: z.boolean(),
  term: z.number(),
  waiting: z.number(),
  accessLogHolds: z.boolean(),
  timestamps: z.string(),
  timestampsDue: z.number(),
  timestampsFailure: z.string(),
  dropped: z.record(z.string(), z.number()),
})
const board = z.object({
  lokets: z.array(
    z.object({ box: z.string(), siteName: z.string(), room: z.string(), state: z.string() }),
  ),
  seats: z.array(z.object({ seat: z.string(), name: z.string().optional(), state: z.string() })),
})
const dossiers = z.array(
  z.object({
    number: z.string(),
    box: z.string(),
    kind: z.string(),
    outcome: z.string(),
    closedAt: z.string(),
    id: z.string(),
  }),
)

/** What each command asks, the part of the answer it is about, and that part as rows of words. */
interface Shown {
  readonly json: unknown
  readonly rows: string[][]
}
const COMMANDS: Readonly<
  Record<string, { question: Question; about: string; show: (answer: unknown) => Shown }>
> = {
  status: {
    question: 'status',
    about: 'how the office is',
    show: (answer) => {
      const { dropped, ...facts } = status.parse(answer)
      const all = Object.entries({ ...facts, ...dropped })
      return { json: answer, rows: all.map(([name, value]) => [name, String(value)]) }
    },
  },
  seats: {
    question: 'board',
    about: 'who sits where',
    show: (answer) => {
      const { seats } = board.parse(answer)
      return { json: seats, rows: seats.map(({ seat, state, name = '' }) => [seat, state, name]) }
    },
  },
  boxes: {
    question: 'board',
    about: 'every loket and its state',
    show: (answer) => {
      const { lokets } = board.parse(answer)
      const rows = lokets.map(({ box, state, siteName, room }) => [box, state, siteName, room])
      return { json: lokets, rows }
    },
  },
  dossiers: {
    question: 'dossiers',
    about: 'the newest dossiers of the archive, without their content',
    show: (answer) => {
      const found = dossiers.parse(answer)
      const rows = found.map((each) => [
        each.closedAt,
        each.number,
        each.box,
        each.kind,
        each.outcome,
        each.id,
      ])
      return { json: found, rows }
    },
  },
}

function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_cell, n) =>
    Math.max(...rows.map((row) => row[n]?.length ?? 0)),
  )
  const lines = rows.map((row) => row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join('  '))
  return lines.map((line) => `${line.trimEnd()}\n`).join('')
}

/** Of a checkout's demo, then of an office. */
const SOCKETS = [
  join(import.meta.dirname, '../../.loket/run/office.sock'),
  '/run/loket-office/control',
] as const
const options = z.object({ json: z.boolean().default(false), socket: z.string() })
const program = new Command('officectl')
  .description("the operator's command of the Loket office")
  .option('--json', 'print the answer as JSON')
  .option('--socket <path>', "officed's control socket", SOCKETS.find(existsSync) ?? SOCKETS[1])
for (const [name, { question, about, show }] of Object.entries(COMMANDS))
  program
    .command(name)
    .description(about)
    .action(async () => {
      const { json, socket } = options.parse(program.opts())
      const shown = show(await ask(socket, question))
      process.stdout.write(json ? `${JSON.stringify(shown.json)}\n` : table(shown.rows))
    })

program.parseAsync().catch((error: unknown) => {
  process.stderr.write(`officectl: ${error instanceof Error ? error.message : 'failed'}\n`)
  process.exit(1)
})
