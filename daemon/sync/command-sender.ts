import { seal } from '../documents/seal.ts'
import type { Clock } from '../runtime/clock.ts'
import { boxKid, type KnownKeys, type PartyKeys } from '../runtime/keys.ts'
import type { CommandBody } from './command-body.ts'
import type { envelopeMaker } from './envelope.ts'
import type { CommandResult } from './messages.ts'
import { boxTopic } from './topics.ts'

const REPEAT_MS = 1000

/** Sends commands and repeats them, the same bytes, until the box answers or they expire. */
export interface CommandSender {
  /**
   * Resolves with the box's answer; `no_answer` when it did not come in time, which says nothing about whether the
   * command was carried out; `unknown_box` when we have no key for it.
   */
  send(
    box: string,
    commandId: string,
    body: CommandBody,
    options: { readonly expiresMs: number; readonly term: number },
  ): Promise<CommandResult>
  /** Takes an answer of `box`; false when nobody waits for it. */
  answered(box: string, result: CommandResult): boolean
  /** Sends everything unanswered again: to one box, or to all after a reconnection. */
  repeat(box?: string): void
}

interface Waiting {
  readonly box: string
  readonly payload: string
  readonly settle: (result: CommandResult) => void
}

export function commandSender(options: {
  readonly keys: PartyKeys
  readonly known: KnownKeys
  readonly clock: Clock
  readonly make: ReturnType<typeof envelopeMaker>
  readonly publish: (topic: string, payload: string) => void
}): CommandSender {
  const { keys, known, clock, make, publish } = options
  const waiting = new Map<string, Waiting>()
  /** A command asked for twice under one id is one command. */
  const asked = new Map<string, Promise<CommandResult>>()

  const payloadOf = async (box: string, commandId: string, body: CommandBody, until: Until) => {
    const reader = known.get(boxKid(box))
    if (!reader) return null
    const expires = new Date(Date.parse(clock.now()) + until.expiresMs).toISOString()
    const jwe = await seal(reader, { purpose: 'command', box, id: commandId, body }, keys)
    return make('cmd', boxKid(box), { commandId, term: until.term, expires, jwe })
  }
  const untilAnswered = (box: string, commandId: string, payload: string, expiresMs: number) =>
    new Promise<CommandResult>((resolve) => {
      const startedMs = clock.monotonicMs()
      let cancel = () => {}
      const settle = (result: CommandResult) => {
        cancel()
        waiting.delete(commandId)
        resolve(result)
      }
      waiting.set(commandId, { box, payload, settle })
      const turn = () => {
        if (clock.monotonicMs() - startedMs >= expiresMs)
          return settle({ commandId, ok: false, code: 'no_answer' })
        publish(boxTopic(box, 'cmd'), payload)
        cancel = clock.after(REPEAT_MS, turn)
      }
      turn()
    })
  const send = async (box: string, commandId: string, body: CommandBody, until: Until) => {
    const payload = await payloadOf(box, commandId, body, until)
    if (payload === null) return { commandId, ok: false, code: 'unknown_box' }
    return await untilAnswered(box, commandId, payload, until.expiresMs)
  }
  return {
    send(box, commandId, body, until) {
      const underWay = asked.get(commandId)
      if (underWay) return underWay
      const answer = send(box, commandId, body, until).finally(() => asked.delete(commandId))
      asked.set(commandId, answer)
      return answer
    },
    answered(box, result) {
      const command = waiting.get(result.commandId)
      if (command?.box !== box) return false
      command.settle(result)
      return true
    },
    repeat(box) {
      for (const command of waiting.values())
        if (box === undefined || command.box === box)
          publish(boxTopic(command.box, 'cmd'), command.payload)
    },
  }
}
type Until = Parameters<CommandSender['send']>[3]
