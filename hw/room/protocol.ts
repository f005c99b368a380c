import type { CardLabel } from '../card/virtual/card-image.ts'
import type { FaultPlan } from '../card/virtual/faults.ts'
import type { SlotNumber } from '../card/virtual/orders.ts'

/**
 * The hand at the box: what a person can do to the virtual hardware of one loket, and what they would see there.
 * `/hand` is a WebSocket of JSON: the page sends `HandAct`, the room answers each change with the whole `RoomState`.
 * `/av` is a WebSocket of binary packets, one a message, in the framing of `hw/av/cable.ts`.
 */
export type HandAct =
  | { readonly do: 'button.press' }
  | { readonly do: 'slip.take'; readonly slip: number }
  /** The second slot is 1; only a reader with pcscd has it. */
  | { readonly do: 'card.insert'; readonly card: string; readonly slot?: SlotNumber }
  | { readonly do: 'card.remove'; readonly slot?: SlotNumber }
  /** The contacts of the reader fail as planned, from the next command on; null makes them sound. */
  | { readonly do: 'card.fault'; readonly plan: FaultPlan | null }
  /** Cards take the time of real ones of their generation, or answer at once. */
  | { readonly do: 'card.wire'; readonly real: boolean }
  | { readonly do: 'pin.key'; readonly key: PinKey }
  /** Pen on the pad; x and y are fractions (0 to 1) of its surface, pressure 0 to 1; 0 lifts the pen. */
  | { readonly do: 'pad.pen'; readonly points: readonly PenPoint[] }
  | { readonly do: 'tray.take'; readonly job: number }
  | { readonly do: 'fault'; readonly fault: RoomFault; readonly on: boolean }

/** The answer to a message that was ignored. */
export interface HandRefusal {
  readonly refused: 'not_understood' | 'not_possible'
}

export type PinKey =
  | '0'
  | '1'
  | '2'
  | '3'
  | '4'
  | '5'
  | '6'
  | '7'
  | '8'
  | '9'
  | 'ok'
  | 'clear'
  | 'cancel'
export interface PenPoint {
  readonly x: number
  readonly y: number
  readonly pressure: number
}
export type RoomFault =
  | 'slip_paper_out'
  | 'tray_empty'
  | 'pad_unplugged'
  | 'pad_loses_samples'
  | 'card_mute'

export interface RoomState {
  readonly box: string
  readonly site: string
  readonly room: string
  /** Where the screens of this box are, for the frames of the page. */
  readonly screens: { readonly info: string; readonly reading: string }
  readonly slips: readonly { readonly slip: number; readonly lines: readonly SlipLine[] }[]
  readonly cards: readonly TestCard[]
  readonly inserted: string | null
  readonly reader: { readonly kind: 'pcsc' | 'sim'; readonly powered: boolean }
  readonly pin: { readonly asked: boolean; readonly digits: number }
  readonly pad: { readonly plugged: boolean; readonly inking: boolean }
  readonly tray: readonly {
    readonly job: number
    readonly name: string
    readonly pages: number
    readonly pdf: string
  }[]
  readonly faults: readonly RoomFault[]
  /** The box's own media child is connected to the cable. */
  readonly av: boolean
}
/** One printed line as the paper shows it: text and its magnification (1 to 8). */
export interface SlipLine {
  readonly text: string
  readonly size: number
  readonly bold: boolean
  readonly align: 'left' | 'center' | 'right'
}
export type TestCard = CardLabel
