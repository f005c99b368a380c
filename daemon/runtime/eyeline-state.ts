import type { BoxConfig } from '../config.ts'
import { type Calibration, isFor, residualDeg } from '../media/eyeline/calibration.ts'
import { calibrationFile, readCalibration } from './calibration-file.ts'
import type { PartyKeys } from './keys.ts'

/** What this box knows of its eye line, and what a technician is told of it. */
export interface EyelineState {
  /** Null: nothing may be called aligned. */
  readonly calibration: Calibration | null
  readonly shown: {
    /** `other_display`: what was calibrated is not the display that the settings name. */
    readonly state: 'known' | 'none' | 'refused' | 'other_display'
    readonly at?: string
    readonly residualDeg?: number
    readonly simulated?: boolean
  }
}

export function eyelineState(
  { state, media }: Pick<BoxConfig, 'state' | 'media'>,
  keys: PartyKeys,
): EyelineState {
  const kept = readCalibration(calibrationFile(state), keys)
  if (kept.state !== 'known') return { calibration: null, shown: { state: kept.state } }
  const { calibration } = kept
  const { at, simulated } = calibration
  const told = { at, residualDeg: residualDeg(calibration), simulated }
  return isFor(calibration, media.display)
    ? { calibration, shown: { state: 'known', ...told } }
    : { calibration: null, shown: { state: 'other_display', ...told } }
}
