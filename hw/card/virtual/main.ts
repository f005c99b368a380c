/**
 * The process of a virtual card: it is in no thread with a PC/SC client, whose calls block. Arguments: `sim SOCKET`, the
 * slot of a simulated reader, or `pcsc DIR UNPACKED`, which also runs pcscd (inside a namespace of its own). Cards come
 * from the folder in LOKET_CARDS. It ends with its IPC channel.
 */
import { connect, type NetConnectOpts } from 'node:net'
import { join } from 'node:path'
import { PCSCD_SOCKET, SLOTS, spawnPcscd } from '../pcscd/pcscd.ts'
import { type Chip, chipOf } from './card.ts'
import { loadCard } from './card-image.ts'
import { contacts } from './faults.ts'
import { type CardLink, insertChip } from './link.ts'
import type { CardProcessOrder, CardProcessReport, SlotNumber, SlotOrder } from './orders.ts'
import { wireMs } from './wire.ts'

const RESTART_MS = 200
const PROBE_MS = 20

const report = (message: CardProcessReport): void => {
  // Whoever started us may be gone already; 'disconnect' ends us.
  process.send?.(message, undefined, undefined, () => undefined)
}

function keepPcscd(dir: string, unpacked: string): void {
  spawnPcscd(dir, unpacked).on('exit', () => setTimeout(keepPcscd, RESTART_MS, dir, unpacked))
}

function whenListening(path: string, then: () => void): void {
  const probe = connect(path)
  probe.on('connect', () => {
    probe.destroy()
    then()
  })
  probe.on('error', () => setTimeout(whenListening, PROBE_MS, path, then))
}

/** Chips that were in before: a card keeps its PIN counter while it is out, whatever slot it comes back to. */
const chips = new Map<string, Chip>()

/** One slot of the reader and the card in it: gives back what carries out an order. */
function cardSlot(cards: string, slot: SlotNumber, at: NetConnectOpts): (order: SlotOrder) => void {
  let muted = false
  let real = false
  let contact = contacts()
  let link: CardLink | null = null
  let inserted: string | null = null

  const place = (id: string | null): void => {
    link?.pull()
    link = null
    inserted = id
    if (id === null) return
    const image = loadCard(cards, id)
    const chip = chips.get(id) ?? chipOf(image)
    chips.set(id, chip)
    link = insertChip({
      chip,
      slot: at,
      exchange: (command) => (muted ? { type: 'silent' } : contact.exchange(chip, command)),
      delayMs: (bytes) => (real ? wireMs(image.cardData, bytes) : 0),
      powered: (on) => report({ type: 'powered', slot, on }),
      pulled() {
        link = null
        inserted = null
        report({ type: 'pulled', slot })
      },
    })
  }
  return (order) => {
    if (order.type === 'insert') place(order.card)
    else if (order.type === 'remove') place(null)
    else if (order.type === 'fault') contact = contacts(order.plan)
    else if (order.type === 'wire') real = order.real
    else {
      muted = order.on
      if (!muted) place(inserted) // a reader that waits for an answer goes on only when the card is pulled
    }
  }
}

const [kind = '', place = '', unpacked = ''] = process.argv.slice(2)
process.on('disconnect', () => process.exit(0))
const cards = process.env['LOKET_CARDS'] ?? ''
const [first, second] = kind === 'pcsc' ? SLOTS : [{ path: place }]
const carryOut = [cardSlot(cards, 0, first), second && cardSlot(cards, 1, second)] as const
process.on('message', (order: CardProcessOrder) => {
  carryOut[order.slot]?.(order)
  report({ type: 'done' })
})
if (kind === 'pcsc') {
  keepPcscd(place, unpacked)
  whenListening(join(place, PCSCD_SOCKET), () => report({ type: 'ready' }))
} else report({ type: 'ready' })
