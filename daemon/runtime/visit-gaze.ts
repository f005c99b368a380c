import {
  counted,
  eyeContactOf,
  type GazeSample,
  type GazeTally,
  noGaze,
  type RecordedEyeContact,
  type SeatGaze,
  type VisitEyeContact,
} from '../core/eye-contact.ts'
import type { MediaStats } from '../media/protocol.ts'

/** Counts the gaze error of the visit that goes on, at both ends; a box that starts anew counts on from nothing. */
export interface VisitGaze {
  add(visitId: string, gaze: NonNullable<MediaStats['gaze']>): void
  /** Of the inspector's end. It comes as a command: one that is repeated counts once. */
  addSeat(visitId: string, commandId: string, gaze: SeatGaze): void
  /** What the record says of it; undefined where nothing was measured. */
  of(visitId: string): VisitEyeContact | undefined
}

export function visitGaze(): VisitGaze {
  let of: string | null = null
  let box = gazeEnd()
  let seat = gazeEnd()
  let lastCommand: string | null = null
  const begin = (visitId: string) => {
    if (visitId === of) return
    of = visitId
    box = gazeEnd()
    seat = gazeEnd()
    lastCommand = null
  }
  return {
    add(visitId, { samplesDeg, calibration }) {
      begin(visitId)
      box.add(samplesDeg, calibration ?? null)
    },
    addSeat(visitId, commandId, { samplesDeg, uncertainDeg, placeAt }) {
      begin(visitId)
      // A console has one report on its way at a time, so the last is the only one that can come again.
      if (commandId === lastCommand) return
      lastCommand = commandId
      seat.add(samplesDeg, { at: placeAt, residualDeg: uncertainDeg })
    },
    of(visitId) {
      if (visitId !== of) return undefined
      const [ofBox, ofSeat] = [box.contact(), seat.contact()]
      if (!ofBox && !ofSeat) return undefined
      return { ...(ofBox ? { box: ofBox } : {}), ...(ofSeat ? { seat: ofSeat } : {}) }
    },
  }
}

type Calibration = NonNullable<RecordedEyeContact['calibration']> | null

/** One end: its samples, and the least certain of what they were measured against. */
function gazeEnd() {
  let tally: GazeTally = noGaze
  let calibration: Calibration = null
  return {
    add(samples: readonly GazeSample[], against: Calibration) {
      tally = counted(tally, samples)
      const before = calibration?.at === against?.at ? (calibration?.residualDeg ?? 0) : 0
      calibration = against && { ...against, residualDeg: Math.max(against.residualDeg, before) }
    },
    contact(): RecordedEyeContact | undefined {
      const contact = eyeContactOf(tally, calibration?.residualDeg ?? null)
      return contact ? { ...contact, ...(calibration ? { calibration } : {}) } : undefined
    },
  }
}
