import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { startContact } from '../button/contact.ts'
import { listCards } from '../card/virtual/card-image.ts'
import type { SlotNumber } from '../card/virtual/orders.ts'
import { NoPcscdError, startVirtualReader, type VirtualReader } from '../card/virtual-reader.ts'
import { startIppPrinterSim } from '../document-printer/sim.ts'
import { createPadSim } from '../pad/sim.ts'
import { createSlipPrinterSim } from '../slip-printer/sim.ts'
import type { RoomConfig } from './config.ts'
import type { HandAct, RoomFault, RoomState } from './protocol.ts'
import { startPty } from './pty.ts'

/** All virtual hardware of one loket, and the hand at it. */
export interface RoomHardware {
  /** False when it cannot be done: a card that does not exist, a slip that is gone. */
  act(act: HandAct): boolean
  /** `av` belongs to the cable, which is not here. */
  state(): Omit<RoomState, 'av'>
  /** Where the document printer answers. */
  readonly ipp: string
  paper(job: number): Uint8Array | undefined
  stop(): Promise<void>
}

/** A hall with more slips than this on the floor would be swept. */
const SLIPS_KEPT = 20

/** Starts everything; what the links in `dir` are called is in the README. */
export async function startHardware(
  config: RoomConfig,
  changed: () => void,
): Promise<RoomHardware> {
  const { dir } = config
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const cards = listCards(config.cards)
  const faults = new Set<RoomFault>()
  const contact = await startContact({ path: join(dir, 'button.sock') })
  const pad = await plugPad(join(dir, 'pad'), changed)
  const slips = await plugSlipPrinter(join(dir, 'slip-printer'), changed)
  const printer = await startIppPrinterSim({ port: config.ipp.port, onChange: changed })
  const reader = await openReader(config)
  reader.onChange(changed)

  const fault: Record<RoomFault, (on: boolean) => void> = {
    slip_paper_out: (on) => slips.sim.paperOut(on),
    tray_empty: (on) => printer.mediaEmpty(on),
    pad_unplugged: (on) => void (on ? pad.pty.unplug() : pad.pty.plug()),
    pad_loses_samples: (on) => pad.sim.loseSamples(on),
    card_mute: (on) => reader.mute(on),
  }
  const insert = (card: string, slot: SlotNumber = 0): boolean => {
    const noSlot = slot === 1 && reader.kind === 'sim'
    if (noSlot || !cards.some(({ id }) => id === card)) return false
    void reader.insert(card, slot)
    return true
  }
  const perform = (act: HandAct): boolean => {
    switch (act.do) {
      case 'button.press':
        void contact.press()
        return true
      case 'slip.take':
        return slips.take(act.slip)
      case 'card.insert':
        return insert(act.card, act.slot)
      case 'card.remove':
        void reader.remove(act.slot)
        return true
      case 'card.fault':
        void reader.fault(act.plan)
        return true
      case 'card.wire':
        void reader.setWire(act.real)
        return true
      case 'pin.key':
        reader.key(act.key)
        return true
      case 'pad.pen':
        pad.sim.pen(act.points)
        return true
      case 'tray.take':
        return printer.take(act.job)
      case 'fault':
        faults[act.on ? 'add' : 'delete'](act.fault)
        fault[act.fault](act.on)
        changed()
        return true
    }
  }
  return {
    act: perform,
    ipp: printer.uri,
    paper: (job) => printer.tray.find((paper) => paper.job === job)?.pdf,
    state: () => ({
      box: config.box,
      site: config.site,
      room: config.room,
      screens: config.screens,
      slips: slips.lying,
      cards,
      inserted: reader.inserted,
      reader: { kind: reader.kind, powered: reader.powered },
      pin: reader.pin,
      pad: { plugged: pad.pty.plugged, inking: pad.sim.inking },
      tray: printer.tray.map(({ job, name, pages }) => ({
        job,
        name,
        pages,
        pdf: `/tray/${job}.pdf`,
      })),
      faults: [...faults],
    }),
    async stop() {
      pad.sim.stop()
      const parts = [contact, pad.pty, slips.pty, printer, reader]
      await Promise.allSettled(parts.map((part) => part.stop()))
    },
  }
}

async function openReader({
  dir,
  cards,
  unpacked,
  reader,
  realWire,
}: RoomConfig): Promise<VirtualReader> {
  const options = { dir: join(dir, 'reader'), cards, unpacked, realWire }
  try {
    return await startVirtualReader({ ...options, kind: reader })
  } catch (cause) {
    if (!(cause instanceof NoPcscdError)) throw cause
    return await startVirtualReader({ ...options, kind: 'sim' })
  }
}

/** A plug that goes in gives power: the device starts anew. */
async function plugPad(link: string, changed: () => void) {
  const sim = createPadSim({ send: (bytes) => void pty.write(bytes), onChange: changed })
  const pty = await startPty({
    link,
    onBytes: sim.receive,
    onPlug(plugged) {
      if (plugged) sim.powerOn()
      changed()
    },
  })
  return { sim, pty }
}

async function plugSlipPrinter(link: string, changed: () => void) {
  let lying: RoomState['slips'] = []
  let count = 0
  const sim = createSlipPrinterSim({
    send: (bytes) => void pty.write(bytes),
    onSlip(lines) {
      count += 1
      lying = [...lying, { slip: count, lines }].slice(-SLIPS_KEPT)
      changed()
    },
  })
  const pty = await startPty({
    link,
    onBytes: sim.receive,
    onPlug(plugged) {
      if (plugged) sim.powerOn()
    },
  })
  return {
    sim,
    pty,
    get lying() {
      return lying
    },
    take(slip: number): boolean {
      const before = lying.length
      lying = lying.filter((one) => one.slip !== slip)
      if (lying.length !== before) changed()
      return lying.length !== before
    },
  }
}
