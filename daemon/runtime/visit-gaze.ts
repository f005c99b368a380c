import {
  counted,
  eyeContactOf,
  type GazeTally,
  noGaze,
  type RecordedEyeContact,
} from '../core/eye-contact.ts'
import type { MediaStats } from '../media/protocol.ts'

/** Counts the gaze error of the visit that goes on; a box that starts anew counts on from nothing. */
export interface VisitGaze {
  add(visitId: string, gaze: NonNullable<MediaStats['gaze']>): void
  /** What the record says of it; undefined where nothing was measured. */
  of(visitId: string): RecordedEyeContact | undefined
}

export function visitGaze(): VisitGaze {
  let of: string | null = null
  let tally: GazeTally = noGaze
  let calibration: RecordedEyeContact['calibration'] | null = null
  return {
    add(visitId, gaze) {
      if (visitId !== of) tally = noGaze
      of = visitId
      tally = counted(tally, gaze.samplesDeg)
      calibration = gaze.calibration
    },
    of(visitId) {
      if (visitId !== of) return undefined
      const contact = eyeContactOf(tally, calibration?.residualDeg ?? null)
      return contact ? { ...contact, ...(calibration ? { calibration } : {}) } : undefined
    },
  }
}
