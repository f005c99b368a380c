import { unseal } from '../documents/seal.ts'
import type { Clock } from '../runtime/clock.ts'
import { type KnownKeys, OFFICE_KID, type PartyKeys } from '../runtime/keys.ts'
import type { Logger } from '../runtime/log.ts'
import { type BoxStore, StoreCorruptError } from '../store/box-store.ts'
import type { CommandBody } from './command-body.ts'
import { commandBodySchema } from './command-schema.ts'
import type { Drops } from './drops.ts'
import { sealDrop } from './envelope.ts'
import type { Command, CommandResult } from './messages.ts'

/** A command that may be carried out: new, in time, of the highest term, and opened. */
export interface OpenedCommand {
  readonly commandId: string
  readonly term: number
  readonly body: CommandBody
}

/** Where the highest term that this box has seen is kept. */
export const META_TERM = 'term'

/**
 * Takes the commands of the office: answers a repeated one from the store, refuses a late one and one of a fenced
 * office, opens the rest and hands it on. Each id is carried out at most once: `onCommand` should store its answer in
 * the transaction that carries it out; where it has none, the answer is stored here, unless it is of a rehearsal.
 */
export function commandInbox(options: {
  readonly box: string
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly store: BoxStore
  readonly clock: Clock
  readonly drops: Drops
  readonly log: Logger
  readonly onCommand: (command: OpenedCommand) => Promise<CommandResult>
  readonly reply: (result: CommandResult) => void
}): (command: Command) => Promise<void> {
  const { store, clock, drops, reply } = options
  const underWay = new Set<string>()
  let last = Promise.resolve()

  const refuse = (commandId: string, code: 'expired' | 'old_term') => {
    drops.drop(code, 'cmd')
    reply({ commandId, ok: false, code })
  }
  const carryOut = async (command: OpenedCommand) => {
    const result = await options.onCommand(command)
    // Heard twice, what is said in a rehearsal does no harm, and it is worth nothing a second later.
    const lasting = !command.body.name.startsWith('rehearsal.')
    if (lasting && store.command(command.commandId) === null)
      store.transact((tx) => tx.answer(command.commandId, result))
    reply(result)
  }
  const take = async (command: Command, before: Promise<void>) => {
    const opening = openBody(command, options)
    // One is handed on after the other, in the order in which they came; none waits for another's answer.
    await before
    const body = await opening
    if (body === null) return () => {}
    return () => carryOut({ commandId: command.commandId, term: command.term, body })
  }
  return async (command) => {
    const { commandId } = command
    const answered = store.command(commandId)
    if (answered) return reply(answered)
    if (underWay.has(commandId)) return
    if (Date.parse(command.expires) <= Date.parse(clock.now())) return refuse(commandId, 'expired')
    if (!raiseTerm(store, command.term)) return refuse(commandId, 'old_term')
    underWay.add(commandId)
    try {
      const taken = take(command, last)
      last = taken.then(
        () => {},
        () => {},
      )
      await (await taken)()
    } catch (err) {
      drops.drop('not_taken', 'cmd')
      options.log.error({ err }, 'command could not be carried out')
      if (err instanceof StoreCorruptError) throw err
    } finally {
      underWay.delete(commandId)
    }
  }
}

/** Keeps the highest term; false for one below it. */
function raiseTerm(store: BoxStore, term: number): boolean {
  const highest = Number(store.meta(META_TERM) ?? 0)
  if (term > highest) store.transact((tx) => tx.setMeta(META_TERM, String(term)))
  return term >= highest
}

/** Null for a body that does not open or is no command we know; then it is counted. */
async function openBody(
  command: Command,
  options: { box: string; keys: PartyKeys; known: KnownKeys; drops: Drops },
): Promise<CommandBody | null> {
  try {
    const expect = { purpose: 'command', box: options.box, id: command.commandId }
    const { kid, body } = await unseal(command.jwe, options.keys, options.known, expect)
    const parsed = commandBodySchema.safeParse(body)
    if (kid === OFFICE_KID && parsed.success) return parsed.data
    options.drops.drop(kid === OFFICE_KID ? 'malformed' : 'wrong_sender', 'cmd')
  } catch (cause) {
    options.drops.drop(sealDrop(cause), 'cmd')
  }
  return null
}
