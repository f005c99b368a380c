import type { CommandBody } from '../daemon/sync/command-body.ts'
import type { CommandResult } from '../daemon/sync/messages.ts'
import type { Commands, DurableCommand } from './store/commands.ts'

/** Sends a command and repeats it until the box answers; `no_answer` when it did not in `expiresMs`. */
export type SendCommand = (
  box: string,
  commandId: string,
  body: CommandBody,
  expiresMs: number,
) => Promise<CommandResult>

export interface OutboxOptions {
  readonly commands: Commands
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  readonly send: SendCommand
  /** A box answered. The command is asked again unless it is removed. */
  readonly answered: (command: DurableCommand, result: CommandResult) => void
  /** The time of a command is over without an answer. */
  readonly expired: (command: DurableCommand) => void
}

/** The stored commands on their way. A box does each command id once and answers it again, so asking twice is safe. */
export interface Outbox {
  /** Sends what is stored and not on its way. Called after each commit that added a command, and by a timer. */
  pump(): void
  /** Pumps until the signal aborts. */
  run(signal: AbortSignal): void
}

/** How long the box may take one sending of a command for valid. */
const VALID_MS = 30_000
const TURN_MS = 1000

export function makeOutbox({ commands, nowMs, send, answered, expired }: OutboxOptions): Outbox {
  const underWay = new Set<string>()
  let stopped = false

  const ask = async (command: DurableCommand, leftMs: number) => {
    const { id, box, body } = command
    underWay.add(id)
    const result = await send(box, id, body, Math.min(leftMs, VALID_MS))
    underWay.delete(id)
    if (stopped) return
    if (result.code === 'no_answer') pump()
    else if (result.code !== 'unknown_box') answered(command, result)
  }
  const pump = () => {
    if (stopped) return
    for (const command of commands.outstanding()) {
      if (underWay.has(command.id)) continue
      const leftMs = (command.giveUpMs ?? Number.POSITIVE_INFINITY) - nowMs()
      if (leftMs > 0) void ask(command, leftMs)
      else expired(command)
    }
  }
  return {
    pump,
    run(signal) {
      const timer = setInterval(pump, TURN_MS)
      const stop = () => {
        stopped = true
        clearInterval(timer)
      }
      signal.addEventListener('abort', stop, { once: true })
    },
  }
}
