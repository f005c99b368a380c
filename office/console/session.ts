import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals'
import type { VisitCommand } from '../../daemon/core/visit-command.ts'
import type { VisitView } from '../../daemon/core/visit-view.ts'
import { openSocket, type PageSocket } from '../../daemon/screens/kit/socket.ts'
import type {
  Answer,
  AnswerCode,
  Board,
  ConsoleAct,
  DossierRow,
  GatewayPush,
  Me,
} from '../gateway/protocol.ts'
import { type ActBody, type Acts, createActs } from './acts.ts'
import { logOut, whoAmI } from './api.ts'
import { createDraftEditor, type DraftEditor } from './draft-editor.ts'
import { createExchangeSender, type ExchangeSender } from './exchange-sender.ts'
import { createPicture, type Picture } from './picture.ts'

/** Everything the page shows, and what can be done from it. */
export interface Session {
  readonly stage: ReadonlySignal<'checking' | 'out' | 'in'>
  readonly me: ReadonlySignal<Me | undefined>
  readonly board: ReadonlySignal<Board | undefined>
  readonly visit: ReadonlySignal<VisitView | null>
  readonly dossiers: ReadonlySignal<readonly DossierRow[]>
  /** Since when there is no connection, in milliseconds of the epoch. */
  readonly lostAtMs: ReadonlySignal<number | undefined>
  /** A newer window of this user has taken over. */
  readonly elsewhere: ReadonlySignal<boolean>
  /** The last no, until something else is done. */
  readonly notice: Signal<AnswerCode | undefined>
  /** Names of the acts that wait for their answer. */
  readonly waiting: ReadonlySignal<readonly string[]>
  readonly draft: DraftEditor
  readonly exchange: ExchangeSender
  readonly picture: Picture
  act(body: ActBody): Promise<Answer>
  /** An act on the visit of this seat. */
  ask(command: VisitCommand): Promise<Answer>
  /** Looks who is logged in, and connects. */
  enter(): Promise<void>
  leave(): Promise<void>
}

/** How long the page waits before it looks again for an office that does not answer, in milliseconds. */
const LOOK_AGAIN_MS = 2000

export function createSession(): Session {
  const stage = signal<'checking' | 'out' | 'in'>('checking')
  const me = signal<Me | undefined>(undefined)
  const board = signal<Board | undefined>(undefined)
  const visit = signal<VisitView | null>(null)
  const dossiers = signal<readonly DossierRow[]>([])
  const lostAtMs = signal<number | undefined>(undefined)
  const notice = signal<AnswerCode | undefined>(undefined)
  const elsewhere = signal(false)
  const open = signal<readonly { readonly name: string }[]>([])
  let socket: PageSocket<ConsoleAct> | undefined
  let unwatch = () => {}

  const acts: Acts = createActs(
    (act) => socket?.send(act),
    () => crypto.randomUUID(),
  )
  const draft = createDraftEditor({
    keep: sessionStorage,
    send: (visitId, edit, answered) =>
      acts.send({ do: 'visit', visitId, command: { name: 'draft.edit', ...edit } }, answered),
  })
  const exchange = createExchangeSender({
    ask: (visitId, command) =>
      new Promise((resolve) => acts.send({ do: 'visit', visitId, command }, resolve)),
  })
  const picture = createPicture({
    me,
    visit,
    elsewhere,
    command: (visitId, command, answered) => acts.send({ do: 'visit', visitId, command }, answered),
  })

  function act(body: ActBody): Promise<Answer> {
    const entry = { name: nameOf(body) }
    notice.value = undefined
    open.value = [...open.value, entry]
    return new Promise((resolve) => {
      acts.send(body, (answer) => {
        open.value = open.value.filter((each) => each !== entry)
        if (!answer.ok) notice.value = answer.code
        resolve(answer)
      })
    })
  }

  function ask(command: VisitCommand): Promise<Answer> {
    const visitId = visit.value?.visitId
    if (visitId) return act({ do: 'visit', visitId, command })
    notice.value = 'not_in_visit'
    return Promise.resolve({ ok: false, code: 'not_in_visit' })
  }

  function onVisit(next: VisitView | null): void {
    const before = visit.value
    if (next && before?.visitId === next.visitId && next.rev < before.rev) return
    visit.value = next
    draft.seen(next)
    exchange.seen(next)
  }

  function onPush(push: GatewayPush): void {
    switch (push.is) {
      case 'me':
        me.value = push.me
        elsewhere.value = false
        return
      case 'elsewhere':
        elsewhere.value = true
        return
      case 'board':
        board.value = push.board
        return
      case 'visit':
        onVisit(push.visit)
        return
      case 'offer':
        picture.offered(push)
        return
      case 'links':
        picture.told(push)
        return
      case 'dossiers':
        dossiers.value = push.dossiers
        return
      case 'answer': {
        const { is: _is, id, ...answer } = push
        acts.answered(id, answer)
      }
    }
  }

  function connect(): void {
    socket = openSocket<GatewayPush, ConsoleAct>('/api/console', {
      onPush,
      onOpen: () => queueMicrotask(acts.connected),
    })
    unwatch = socket.connected.subscribe((connected) => {
      if (connected) lostAtMs.value = undefined
      else lost()
    })
  }

  function lost(): void {
    lostAtMs.value ??= Date.now()
    draft.post({ type: 'socket.lost' })
    setTimeout(lookAgain, LOOK_AGAIN_MS)
  }

  /** A log-in that ran out closes the socket too; then only a new log-in helps. The unsaved draft stays kept. */
  async function lookAgain(): Promise<void> {
    if (lostAtMs.value === undefined || stage.value !== 'in') return
    if ((await whoAmI()) === 'nobody') disconnect()
    else setTimeout(lookAgain, LOOK_AGAIN_MS)
  }

  function disconnect(): void {
    unwatch()
    socket?.close()
    socket = undefined
    acts.clear()
    exchange.forget()
    open.value = []
    visit.value = null
    draft.seen(null)
    me.value = undefined
    board.value = undefined
    dossiers.value = []
    lostAtMs.value = undefined
    elsewhere.value = false
    stage.value = 'out'
  }

  async function enter(): Promise<void> {
    const found = await whoAmI()
    if (found === 'no_office') {
      setTimeout(enter, LOOK_AGAIN_MS)
      return
    }
    if (found === 'nobody') {
      stage.value = 'out'
      return
    }
    me.value = found
    stage.value = 'in'
    connect()
  }

  async function leave(): Promise<void> {
    draft.forget()
    disconnect()
    await logOut()
  }

  const waiting = computed(() => open.value.map(({ name }) => name))
  return {
    stage,
    me,
    board,
    visit,
    dossiers,
    lostAtMs,
    elsewhere,
    notice,
    waiting,
    draft,
    exchange,
    picture,
    act,
    ask,
    enter,
    leave,
  }
}

function nameOf(body: ActBody): string {
  return body.do === 'visit' ? body.command.name : body.do
}
