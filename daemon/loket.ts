import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import type { BoxConfig } from './config.ts'
import type { Visit } from './core/visit-state.ts'
import type { SealKey } from './documents/box-seal.ts'
import { makePages } from './documents/pages.ts'
import type { KeyHolder } from './documents/strokes-seal.ts'
import { readsCodes } from './media/room/output.ts'
import { boardWatch } from './runtime/board-watch.ts'
import { cardAnswers } from './runtime/card-answers.ts'
import { citizenPages } from './runtime/citizen-pages.ts'
import { type Clock, systemClock } from './runtime/clock.ts'
import { commandRunner } from './runtime/commands.ts'
import { endEarlierDays, siteDay } from './runtime/day-end.ts'
import { echoLink } from './runtime/echo-link.ts'
import { eyelineState } from './runtime/eyeline-state.ts'
import { type Hardware, openHardware } from './runtime/hardware.ts'
import { keptIce } from './runtime/ice.ts'
import {
  knownKeys,
  loadKeys,
  loadPublic,
  type PartyKeys,
  type PartyPublic,
} from './runtime/keys.ts'
import type { Logger } from './runtime/log.ts'
import { officeSide } from './runtime/office-side.ts'
import { padCapture } from './runtime/pad-capture.ts'
import { partBoard } from './runtime/parts.ts'
import { makeRehearsal, type Rehearsed } from './runtime/rehearsal.ts'
import { roomScene } from './runtime/room-scene.ts'
import { infoOf, readingOf } from './runtime/screen-states.ts'
import { sealedDossiers } from './runtime/sealed-dossiers.ts'
import { readHolderFile, readNamedFile, readSealFiles, readSecret } from './runtime/settings.ts'
import { type SnapshotDesk, snapshotDesk } from './runtime/snapshot.ts'
import { soon } from './runtime/soon.ts'
import { holdState, type StateLock } from './runtime/state-lock.ts'
import { ticketDesk } from './runtime/ticket-desk.ts'
import { visitEffects } from './runtime/visit-effects.ts'
import { visitGaze } from './runtime/visit-gaze.ts'
import { visitKeeper } from './runtime/visit-keeper.ts'
import { visitReports } from './runtime/visit-reports.ts'
import { screenServer } from './screens/server.ts'
import { SLIP_LINES } from './screens/slip-lines.ts'
import { type BoxStore, openBoxStore } from './store/box-store.ts'
import { boxSecret, visitKeys } from './store/visit-key.ts'

/** The whole of one loket, put together and ready to run. */
export interface Loket {
  /** Works until `signal` aborts. @throws when a part that cannot be restarted is out, such as the store. */
  run(signal: AbortSignal): Promise<void>
  /** Settles once every part of the room has said how it is. */
  readonly settled: Promise<void>
  /** Goes once through the mailbox and the store: true when both answered. For the watchdog. */
  beat(): boolean
  /** What the technician's command may see: no personal data. */
  status(): object
  /** Proves without a person what can be proven; refused while somebody is here or called. */
  rehearse(): Promise<Rehearsed>
  readonly snapshot: SnapshotDesk['take']
}

interface Base {
  readonly config: BoxConfig
  readonly log: Logger
  readonly clock: Clock
  readonly keys: PartyKeys
  readonly office: PartyPublic
  readonly lock: StateLock
  readonly password: string
  readonly seal: SealKey
  readonly keyHolder: KeyHolder | undefined
  readonly store: BoxStore
  readonly here: {
    readonly box: string
    readonly site: { readonly id: string; readonly name: string; readonly room: string }
  }
}

/** @throws StateHeldError when another loketd runs on the same state. */
export async function openLoket(config: BoxConfig, log: Logger): Promise<Loket> {
  const clock = systemClock()
  const named = readNamed(config)
  const lock = await holdState(config.state, 'loketd')
  const dayOf = (iso: string) => siteDay(iso, config)
  const { id, name, room } = config.site
  return assemble({
    config,
    log,
    clock,
    lock,
    ...named,
    keys: await loadKeys(config.keys.own),
    office: await loadPublic(config.keys.office),
    store: openBoxStore(join(config.state, 'box.db'), { now: clock.now, dayOf }),
    here: { box: config.box, site: { id, name, room } },
  })
}

/** What is read again where it is used is looked at first, so that the fault has a name. @throws ConfigError */
function readNamed({
  mqtt,
  screens,
  keys,
}: BoxConfig): Pick<Base, 'password' | 'seal' | 'keyHolder'> {
  if (screens.tls) {
    readNamedFile(screens.tls.key, 'screens.tls.key')
    readNamedFile(screens.tls.cert, 'screens.tls.cert')
  }
  return {
    password: readSecret(mqtt.passwordFile, 'mqtt.passwordFile'),
    seal: readSealFiles(keys.seal),
    keyHolder: keys.handwriting ? readHolderFile(keys.handwriting) : undefined,
  }
}

function assemble(base: Base): Loket {
  const { config, log, clock, lock, store, here } = base
  const abort = new AbortController()
  let changed = () => {}
  const ice = keptIce()
  const onChange = () => changed()
  const board = partBoard(config.simulated, onChange)
  const watch = boardWatch(clock, () => {
    board.set('office', watch.office === 'reached' ? 'up' : 'down')
    onChange()
  })
  const dossiers = sealedDossiers(store)
  const pages = makePages()
  const capture = padCapture((news) => keeper.post({ type: `pad.${news}`, at: clock.now() }))
  const keeper = visitKeeper({
    store,
    keys: visitKeys(join(config.state, 'visits'), boxSecret(join(config.state, 'box.secret'))),
    log,
    now: clock.now,
    act: (effect, visit) => act(effect, visit),
    onChange: (visit) => {
      onChange()
      follow(visit)
    },
  })
  const gaze = visitGaze()
  const eyeline = eyelineState(config, base.keys)
  const reports = visitReports({
    keeper: () => keeper,
    now: clock.now,
    log,
    set: board.set,
    gaze,
    onLinks: (visitId, news) => office.links(visitId, news),
    onOffer: (visitId, linkId, sdp) => office.offer(visitId, linkId, sdp),
  })
  const hardware: Hardware = openHardware(config, clock, log, {
    set: board.set,
    capture,
    onPress: () => desk.press(),
    onPadGone: () => keeper.post({ type: 'pad.gone', at: clock.now() }),
    onMedia: (report) => {
      reports.media(report)
      echo.media(report)
      snapshots.hear(report)
    },
    onMediaGone: () => {
      reports.mediaGone()
      echo.mediaGone()
    },
    onCard: (report) => {
      if (!answers.hear(report)) reports.card(report)
    },
  })
  const follow = roomScene(hardware.media)
  hardware.media({ type: 'calibration.set', calibration: eyeline.calibration })
  if (eyeline.shown.state === 'refused') log.warn('the calibration of the eye line is refused')
  const answers = cardAnswers(hardware.card)
  const act = visitEffects({
    ...{ here, keys: base.keys, office: base.office, log, dossiers, pages, capture },
    seal: base.seal,
    keyHolder: base.keyHolder,
    signal: abort.signal,
    now: clock.now,
    keeper: () => keeper,
    pad: hardware.pad,
    printer: hardware.printer,
    media: hardware.media,
    iceServers: ice.servers,
    card: hardware.card,
    answers,
    gaze,
    wiped: () => snapshots.wipe(),
  })
  const occupied = () =>
    keeper.visit !== null || store.tickets().some((ticket) => ticket.state === 'called')
  const snapshots = snapshotDesk({
    ...{ store, occupied },
    folder: join(dirname(config.control), 'snapshots', config.box),
    media: hardware.media,
  })
  const echo = echoLink({
    ...{ clock, occupied },
    media: hardware.media,
    offer: (rehearsalId, linkId, sdp) => office.rehearse(rehearsalId, linkId, sdp),
    inVisit: () => keeper.visit !== null,
    seesRoom: readsCodes(config.media.display),
  })
  const desk = ticketDesk({
    ...{
      box: config.box,
      site: config.site,
      timeZone: config.timeZone,
      store,
      clock,
      log,
      onChange,
    },
    dayStartsAtHour: config.dayStartsAtHour,
    slipLines: SLIP_LINES,
    print: (slip) => hardware.slipPrinter.print(slip),
  })
  const office = officeSide({
    ...{ config, keys: base.keys, store, clock, log, here, watch, dossiers },
    known: knownKeys([base.office]),
    password: base.password,
    keeper,
    parts: () => board.parts,
    run: commandRunner({
      ...{ box: config.box, store, keeper, dossiers, gaze, now: clock.now, onTicket: onChange },
      cardIn: () => reports.cardIn,
      rehearsal: (command) => echo.command(command),
      ice: ice.take,
    }),
  })
  const input = {
    ...{ here, timeZone: config.timeZone, now: clock.now, watch, parts: () => board.parts },
    tickets: () => store.tickets(),
    visit: (): Visit | null => keeper.visit,
    unprinted: () => desk.unprinted,
    fields: config.card.fields,
  }
  const shown = citizenPages(keeper, pages)
  const screens = screenServer({
    ...config.screens,
    log,
    info: () => infoOf(input),
    reading: () => readingOf(input),
    onAct: (act) => {
      if (act.act === 'document.read' && !shown.allServed(act.sha256))
        log.warn('a document was called read before all of it was shown')
      else keeper.post({ type: 'citizen.acted', at: clock.now(), act, newId: randomUUID() })
    },
    page: shown.page,
  })
  changed = soon(() => {
    office.changed()
    screens.changed()
  })
  const rehearse = makeRehearsal({
    ...{ store, clock },
    parts: () => board.parts,
    stats: () => reports.stats,
    occupied,
    askPad: async () => {
      await hardware.pad.startCapture()
      await hardware.pad.stopCapture()
    },
    openCamera: () => {
      const linkId = randomUUID()
      hardware.media({ type: 'link.open', linkId, iceServers: [] })
      return () => hardware.media({ type: 'link.close', linkId })
    },
    proveBothWays: () => echo.rehearse(abort.signal),
    onAppend: onChange,
  })
  return {
    rehearse,
    snapshot: snapshots.take,
    settled: board.settled,
    beat: () => keeper.turn() && store.lastSeq() >= store.acked(),
    status: () => ({
      ok: true,
      box: config.box,
      site: config.site.name,
      loket: office.loket(),
      office: watch.office,
      visit: keeper.visit ? { phase: keeper.visit.phase, link: keeper.visit.link.state } : null,
      parts: board.parts,
      media: reports.stats,
      eyeline: eyeline.shown,
      waiting: store.tickets().filter((ticket) => ticket.state === 'waiting').length,
      outbox: store.lastSeq() - store.acked(),
      dropped: office.dropped(),
    }),
    run: async (signal) => {
      signal.addEventListener('abort', () => abort.abort())
      store.transact((tx) => {
        endEarlierDays(tx, store, clock.now(), config)
        tx.append({ kind: 'audit.head', ...tx.auditHead() })
      })
      await screens.listen()
      keeper.post({ type: 'box.restarted', at: clock.now(), newId: randomUUID() })
      const parts = hardware.run(abort.signal)
      try {
        await office.run(abort.signal)
      } finally {
        abort.abort()
        await parts
        await screens.close()
        store.close()
        lock.release()
      }
    },
  }
}
