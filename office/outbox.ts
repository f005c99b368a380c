import type { CommandBody } from '../daemon/sync/command-body.ts'
import type { CommandResult } from '../daemon/sync/messages.ts'
import { deferred } from './deferred.ts'
import type { Commands, DurableCommand } from './store/commands.ts'

export interface OutboxOptions {
  readonly commands: Commands
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
  /** Seals, signs and publishes one command; it may be lost. */
  readonly send: (box: string, commandId: string, body: CommandBody, expiresMs: number) => void
  /** A box answered a durable command. */
  readonly answered: (command: DurableCommand, result: CommandResult) => void
  /** The time of a durable command is over without an answer. */
  readonly expired: (command: DurableCommand) => void
}

/** Repeats commands until their box answers. A box does each command id once and answers it again. */
export interface Outbox {
  /** Sends what is due. Called after each commit that added a command, and by a timer. */
  pump(): void
  /** Makes everything for that box due now, since it has just come back. */
  wake(box: string): void
  /** Asks a box once, without storing it; null when it does not answer in time. */
  ask(
    box: string,
    commandId: string,
    body: CommandBody,
    timeoutMs: number,
  ): Promise<CommandResult | null>
  result(box: string, result: CommandResult): void
  /** Repeats until the signal aborts. */
  run(signal: AbortSignal): void
}

/** How long the box may take one sending of a command for valid. */
const VALID_MS = 30_000
const FIRST_REPEAT_MS = 500
const LAST_REPEAT_MS = 15_000
const TURN_MS = 100

interface Asked {
  readonly box: string
  readonly body: CommandBody
  readonly untilMs: number
  readonly answer: Promise<CommandResult | null>
  readonly settle: (result: CommandResult | null) => void
}
interface Sending {
  readonly dueMs: number
  readonly waitMs: number
}

export function makeOutbox({ commands, nowMs, send, answered, expired }: OutboxOptions): Outbox {
  const asked = new Map<string, Asked>()
  const sendings = new Map<string, Sending>()

  const sendIfDue = (id: string, box: string, body: CommandBody, untilMs: number) => {
    const now = nowMs()
    const { dueMs, waitMs } = sendings.get(id) ?? { dueMs: 0, waitMs: FIRST_REPEAT_MS }
    if (now < dueMs) return
    sendings.set(id, { dueMs: now + waitMs, waitMs: Math.min(waitMs * 2, LAST_REPEAT_MS) })
    send(box, id, body, Math.max(Math.min(untilMs - now, VALID_MS), 1))
  }
  const pump = () => {
    const now = nowMs()
    for (const command of commands.outstanding()) {
      const { id, box, body, giveUpMs = Number.POSITIVE_INFINITY } = command
      if (giveUpMs > now) sendIfDue(id, box, plainBody(body), giveUpMs)
      else {
        sendings.delete(id)
        expired(command)
      }
    }
    for (const [id, { box, body, untilMs, settle }] of asked)
      if (untilMs > now) sendIfDue(id, box, body, untilMs)
      else settle(null)
  }
  return {
    pump,
    wake(box) {
      const ids = commands.outstanding().filter((command) => command.box === box)
      for (const { id } of ids) sendings.delete(id)
      for (const [id, waiting] of asked) if (waiting.box === box) sendings.delete(id)
      pump()
    },
    ask(box, commandId, body, timeoutMs) {
      const same = asked.get(commandId)
      if (same) return same.answer
      const { promise, resolve } = deferred<CommandResult | null>()
      const settle = (result: CommandResult | null) => {
        asked.delete(commandId)
        sendings.delete(commandId)
        resolve(result)
      }
      const untilMs = nowMs() + timeoutMs
      asked.set(commandId, { box, body, untilMs, answer: promise, settle })
      sendIfDue(commandId, box, body, untilMs)
      return promise
    },
    result(box, result) {
      const waiting = asked.get(result.commandId)
      if (waiting) {
        if (waiting.box === box) waiting.settle(result)
        return
      }
      const command = commands.get(result.commandId)
      if (command?.box !== box) return
      sendings.delete(command.id)
      answered(command, result)
    },
    run(signal) {
      const timer = setInterval(pump, TURN_MS)
      signal.addEventListener('abort', () => clearInterval(timer), { once: true })
    },
  }
}

function plainBody(body: DurableCommand['body']): CommandBody {
  if (body.name !== 'ticket.claim') return body
  const { undo, ...rest } = body
  return undo ? { ...rest, undo } : rest
}
