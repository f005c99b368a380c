import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import type { Calibration } from '../../../daemon/media/eyeline/calibration.ts'
import { lensOf } from '../../../daemon/media/eyeline/camera.ts'
import {
  calibrationFile,
  keepCalibration,
  readCalibration,
} from '../../../daemon/runtime/calibration-file.ts'
import { makeKeys } from '../../../daemon/runtime/keys.ts'

const found: Calibration = {
  v: 1,
  at: '2026-11-20T10:00:00Z',
  by: 'Test Technicus',
  simulated: true,
  display: { widthMm: 1200, heightMm: 675 },
  camera: { ...lensOf(60, 16 / 9), at: { x: 0, y: 40, z: -150 }, turn: { x: 0, y: 0, z: 0 } },
  sightings: 9,
  leftOutMm: { rms: 2.1, worst: 4 },
}
const keys = await makeKeys('box:genk-1')
const other = await makeKeys('box:genk-2')

t.test('what was kept is read again, and nothing was before', async (t) => {
  const file = calibrationFile(t.testdir())
  t.same(readCalibration(file, keys), { state: 'none' })
  await keepCalibration(file, keys, found)
  t.same(readCalibration(file, keys), { state: 'known', calibration: found })
  await keepCalibration(file, keys, { ...found, sightings: 5 })
  t.match(readCalibration(file, keys), { calibration: { sightings: 5 } }, 'a new one replaces it')
})

t.test("another box's calibration, an edited or a cut one is refused", async (t) => {
  const folder = t.testdir()
  const file = calibrationFile(folder)
  await keepCalibration(file, other, found)
  t.same(readCalibration(file, keys), { state: 'refused' })
  await keepCalibration(file, keys, found)
  const text = readFileSync(file, 'utf8')
  for (const at of [5, 60, Math.floor(text.length / 2), text.length - 3]) {
    const changed = join(folder, `changed-${at}`)
    writeFileSync(changed, text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1))
    t.same(readCalibration(changed, keys), { state: 'refused' }, `at ${at}`)
  }
  const cut = join(folder, 'cut')
  copyFileSync(file, cut)
  writeFileSync(cut, text.slice(0, 40))
  t.same(readCalibration(cut, keys), { state: 'refused' })
})

t.test('what is out of all bounds is never kept', async (t) => {
  const file = calibrationFile(t.testdir())
  const wild = { ...found, display: { widthMm: 1, heightMm: 675 } }
  await t.rejects(keepCalibration(file, keys, wild))
  t.same(readCalibration(file, keys), { state: 'none' })
})
