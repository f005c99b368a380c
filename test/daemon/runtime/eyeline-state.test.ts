import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { mediaConfig } from '../../../daemon/media/config.ts'
import { calibrationFile, keepCalibration } from '../../../daemon/runtime/calibration-file.ts'
import { eyelineState } from '../../../daemon/runtime/eyeline-state.ts'
import { makeKeys } from '../../../daemon/runtime/keys.ts'
import { virtualCalibration } from '../../../provisioning/demo/calibration.ts'

const keys = await makeKeys('box:genk-1')
const media = mediaConfig.parse({
  camera: { kind: 'portrait', file: 'face.png' },
  microphone: { kind: 'sentence', file: 'sentence.wav' },
  native: 'native',
})
const { widthMm, heightMm } = media.display

t.test('a calibration of this box and this display is used', async (t) => {
  const state = t.testdir()
  t.match(eyelineState({ state, media }, keys), { calibration: null, shown: { state: 'none' } })
  const found = virtualCalibration({ widthMm, heightMm }, '2026-11-20T10:00:00Z')
  await keepCalibration(calibrationFile(state), keys, found)
  const { calibration, shown } = eyelineState({ state, media }, keys)
  t.same(calibration, found)
  t.match(shown, { state: 'known', at: found.at, simulated: true })
  t.ok((shown.residualDeg ?? 9) < 0.4)
})

t.test('one of another display, or of another box, is told and not used', async (t) => {
  const state = t.testdir()
  const file = calibrationFile(state)
  const found = virtualCalibration({ widthMm: 900, heightMm }, '2026-11-20T10:00:00Z')
  await keepCalibration(file, keys, found)
  t.match(eyelineState({ state, media }, keys), {
    calibration: null,
    shown: { state: 'other_display' },
  })
  const other = join(state, 'other')
  mkdirSync(other)
  copyFileSync(file, calibrationFile(other))
  const strange = await makeKeys('box:genk-1')
  t.match(eyelineState({ state: other, media }, strange), { shown: { state: 'refused' } })
})
