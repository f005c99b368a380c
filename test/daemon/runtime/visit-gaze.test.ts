import t from 'tap'
import type { GazeSample } from '../../../daemon/core/eye-contact.ts'
import { visitGaze } from '../../../daemon/runtime/visit-gaze.ts'

const calibration = { at: '2026-11-20T10:00:00Z', residualDeg: 0.2 }
const gazeOf = (...samplesDeg: GazeSample[]) => ({ samplesDeg, calibration })

t.test('a visit has its own eye contact, and nothing of the one before', async (t) => {
  const gaze = visitGaze()
  gaze.add('v-1', gazeOf([3, 3], [3, 3]))
  gaze.add('v-2', gazeOf([0.3, 0.1]))
  gaze.add('v-2', gazeOf([0.3, 0.1]))
  t.match(gaze.of('v-2'), { box: { samples: 2, alignment: 'aligned', calibration } })
  t.equal(gaze.of('v-1'), undefined)
})

t.test('what was measured without a calibration is told, and not called aligned', async (t) => {
  const gaze = visitGaze()
  gaze.add('v-1', { samplesDeg: [[0, 0]], calibration: null })
  const contact = gaze.of('v-1')?.box
  t.match(contact, { samples: 1, alignment: 'not_aligned' })
  t.notOk(contact && 'calibration' in contact)
})

t.test('without a measurement there is nothing to tell', async (t) => {
  const gaze = visitGaze()
  t.equal(gaze.of('v-1'), undefined)
  gaze.add('v-1', gazeOf())
  t.equal(gaze.of('v-1'), undefined)
})

const seatGaze = (uncertainDeg: number, ...samplesDeg: GazeSample[]) => ({
  ...{ samplesDeg, uncertainDeg },
  placeAt: '2026-11-21T10:00:00.000Z',
})

t.test("the inspector's end is counted beside the box's own", async (t) => {
  const gaze = visitGaze()
  gaze.addSeat('v-1', 'c-1', seatGaze(0.2, [0.1, -4.2]))
  t.match(gaze.of('v-1'), { box: undefined, seat: { samples: 1, alignment: 'near' } })
  gaze.add('v-1', gazeOf([0.3, 0.1]))
  t.match(gaze.of('v-1'), { box: { alignment: 'aligned' }, seat: { alignment: 'near' } })
  gaze.addSeat('v-2', 'c-2', seatGaze(0.2, [0.1, 0.1]))
  t.match(gaze.of('v-2'), { box: undefined, seat: { samples: 1, alignment: 'aligned' } })
})

t.test('a report that comes again is counted once', async (t) => {
  const gaze = visitGaze()
  gaze.addSeat('v-1', 'c-1', seatGaze(0.2, [0.1, 0.1]))
  gaze.addSeat('v-1', 'c-1', seatGaze(0.2, [0.1, 0.1]))
  gaze.addSeat('v-1', 'c-2', seatGaze(0.2, [0.1, 0.1]))
  t.equal(gaze.of('v-1')?.seat?.samples, 2)
})

t.test(
  'eyes that were only guessed for a while are not called better known than that',
  async (t) => {
    const gaze = visitGaze()
    gaze.addSeat('v-1', 'c-1', seatGaze(1.5, [0.1, 0.1]))
    gaze.addSeat('v-1', 'c-2', seatGaze(0.2, [0.1, 0.1]))
    t.match(gaze.of('v-1')?.seat, { alignment: 'near', calibration: { residualDeg: 1.5 } })
  },
)
