/**
 * The calibration of this box's eye line, as a file in its state folder: signed by the box, so that a copy of
 * another box's, or one that was edited, is no calibration here.
 */
import { readFileSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { SealError, sign, verify } from '../documents/seal.ts'
import { type Calibration, calibration } from '../media/eyeline/calibration.ts'
import { knownKeys, type PartyKeys } from './keys.ts'

const PURPOSE = 'eyeline.calibration'
const signed = z.strictObject({ purpose: z.literal(PURPOSE), calibration })

/** `none`: nobody ever calibrated. `refused`: there is a file, and it is not this box's, or was changed. */
export type KeptCalibration =
  | { readonly state: 'known'; readonly calibration: Calibration }
  | { readonly state: 'none' | 'refused' }

export function calibrationFile(state: string): string {
  return join(state, 'calibration.jws')
}

/** Puts the file in place whole, or not at all. @throws when the folder cannot be written */
export async function keepCalibration(
  file: string,
  keys: PartyKeys,
  found: Calibration,
): Promise<void> {
  const text = sign(keys, { purpose: PURPOSE, calibration: calibration.parse(found) })
  const fresh = `${file}.${process.pid}.new`
  const written = await open(fresh, 'w', 0o600)
  try {
    await written.writeFile(text)
    await written.sync()
  } finally {
    await written.close()
  }
  await rename(fresh, file)
  const folder = await open(dirname(file))
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** A file that does not hold is said to be refused: the box then runs as one that nobody calibrated. */
export function readCalibration(file: string, keys: PartyKeys): KeptCalibration {
  const text = textOf(file)
  if (text === undefined) return { state: 'none' }
  try {
    const parsed = signed.safeParse(verify(text, knownKeys([keys.public])).payload)
    return parsed.success
      ? { state: 'known', calibration: parsed.data.calibration }
      : { state: 'refused' }
  } catch (error) {
    if (error instanceof SealError) return { state: 'refused' }
    throw error
  }
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
