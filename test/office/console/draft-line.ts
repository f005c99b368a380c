import { createActs } from '../../../office/console/acts.ts'
import {
  type Draft,
  type DraftEvent,
  startDraft,
  stepDraft,
} from '../../../office/console/draft-sync.ts'
import type { Answer, AnswerCode, ConsoleAct } from '../../../office/gateway/protocol.ts'

export type Happening =
  | { readonly what: 'type'; readonly text: string }
  | { readonly what: 'pause' | 'reconnect' | 'reload' | 'forget' | 'unreachable' }
  | { readonly what: 'carry' | 'drop' | 'double'; readonly pick: number }

type Packet =
  | { readonly to: 'box'; readonly act: ConsoleAct }
  | { readonly to: 'console'; readonly id: string; readonly answer: Answer }
  | { readonly to: 'console'; readonly rev: number; readonly text: string }

/**
 * A console and a box on a line that loses, doubles and reorders. A packet lost on an open socket cannot happen to
 * one act alone, so `settle` ends with a reconnection, as a real loss does.
 */
export class Line {
  draft: Draft = startDraft('v')
  box = { rev: 0, text: '' }
  #packets: Packet[] = []
  #paused = false
  #count = 0
  #reachable = true
  #acts = this.#newActs()

  happen(happening: Happening): void {
    switch (happening.what) {
      case 'type':
        this.#step({ type: 'text.typed', text: happening.text })
        return
      case 'pause':
        this.#pause()
        return
      case 'carry':
      case 'drop':
      case 'double':
        this.#packet(happening.what, happening.pick)
        return
      case 'reconnect':
        this.#reconnect()
        return
      case 'reload':
        this.#reload()
        return
      case 'forget':
        // The box crashed before the last edit was on its disk.
        this.box = { rev: 0, text: '' }
        this.#reconnect()
        return
      case 'unreachable':
        this.#reachable = !this.#reachable
    }
  }

  settle(): void {
    this.#reachable = true
    this.#packets = []
    this.#reconnect()
    for (let turn = 0; turn < 20; turn++) {
      while (this.#packets.length > 0) this.#packet('carry', 0)
      this.#pause()
    }
  }

  #newActs() {
    return createActs(
      (act) => this.#packets.push({ to: 'box', act }),
      () => `id-${++this.#count}`,
    )
  }

  #pause(): void {
    if (!this.#paused) return
    this.#paused = false
    this.#step({ type: 'pause.expired' })
  }

  #reconnect(): void {
    this.#packets = []
    this.#step({ type: 'socket.lost' })
    this.#acts.connected()
    this.#view()
  }

  /** The page is loaded again: the acts are gone, the kept draft is not. */
  #reload(): void {
    const { sending: _sent, ...kept } = this.draft
    this.draft = { ...kept, check: true }
    this.#acts = this.#newActs()
    this.#paused = false
    this.#reconnect()
  }

  #view(): void {
    this.#packets.push({ to: 'console', ...this.box })
  }

  #packet(what: 'carry' | 'drop' | 'double', pick: number): void {
    const at = this.#packets.length === 0 ? 0 : pick % this.#packets.length
    const packet = this.#packets[at]
    if (!packet) return
    if (what !== 'double') this.#packets.splice(at, 1)
    if (what !== 'drop') this.#arrive(packet)
  }

  #arrive(packet: Packet): void {
    if (packet.to === 'box') this.#atBox(packet.act)
    else if ('answer' in packet) this.#acts.answered(packet.id, packet.answer)
    else this.#step({ type: 'visit.seen', rev: packet.rev, text: packet.text })
  }

  #atBox(act: ConsoleAct): void {
    if (act.do !== 'visit' || act.command.name !== 'draft.edit') return
    const { rev, text } = act.command
    if (this.#reachable && rev > this.box.rev) {
      this.box = { rev, text }
      this.#view()
    }
    const code: AnswerCode = 'box_unreachable'
    const answer: Answer = this.#reachable
      ? { ok: true, draftRev: this.box.rev }
      : { ok: false, code }
    this.#packets.push({ to: 'console', id: act.id, answer })
  }

  #step(event: DraftEvent): void {
    const { draft, effects } = stepDraft(this.draft, event)
    this.draft = draft
    for (const effect of effects) {
      if (effect.type === 'pause.start') this.#paused = true
      else this.#send(effect.rev, effect.text)
    }
  }

  #send(rev: number, text: string): void {
    const command = { name: 'draft.edit', rev, text } as const
    this.#acts.send({ do: 'visit', visitId: 'v', command }, (answer) =>
      this.#step(
        answer.ok
          ? { type: 'edit.answered', rev, held: answer.draftRev ?? rev }
          : { type: 'edit.refused', rev, code: answer.code },
      ),
    )
  }
}
