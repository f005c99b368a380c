import t from 'tap'
import type { FoundFace } from '../../../../daemon/media/eyes/detector.ts'
import type { IrisFound, MeshFace, Side } from '../../../../daemon/media/eyes/face.ts'
import {
  type Event,
  eyesOf,
  nobody,
  type Person,
  regionToSearch,
  step,
  type Tracking,
  toMeasure,
} from '../../../../daemon/media/eyes/tracker.ts'

/** Eyes `apart` pixels from each other, their middle at (x, y); each eye is 0.4 of that long. */
function found(x: number, y: number, apart: number): FoundFace {
  return {
    left: { x: x - apart / 2, y },
    right: { x: x + apart / 2, y },
    centre: { x, y: y + apart / 2 },
    side: 2.2 * apart,
    score: 0.9,
  }
}
function mesh(x: number, y: number, apart: number): MeshFace {
  const eye = (centre: number) => ({
    from: { x: centre - 0.2 * apart, y },
    to: { x: centre + 0.2 * apart, y },
  })
  return {
    corners: { left: eye(x - apart / 2), right: eye(x + apart / 2) },
    square: { x, y: y + apart / 2, side: 4 * apart, rollRad: 0 },
    yawRad: 0,
  }
}
const iris = (along: number, opening = 0.3): IrisFound => ({
  offset: { along, across: 0 },
  opening,
})
const detected = (atMs: number, ...faces: FoundFace[]): Event => ({
  type: 'faces.detected',
  atMs,
  faces,
})
const measured = (
  atMs: number,
  face: MeshFace | undefined,
  irises: Partial<Record<Side, IrisFound>> = {},
): Event => ({ type: 'face.measured', atMs, face, irises })

/** Somebody in the middle, followed since 0. */
const following = [
  detected(0, found(320, 150, 40)),
  measured(0, mesh(320, 150, 40), { left: iris(0), right: iris(0) }),
].reduce(step, nobody)
const phase = (state: Tracking) => state.phase
function personOf(state: Tracking): Person {
  if (state.phase !== 'tracking') throw new Error(`nobody is followed: ${state.phase}`)
  return state.person
}
const middleOf = (state: Tracking) =>
  state.phase === 'tracking' ? state.person.centre.x : undefined

t.test('while nobody is there, the middle and the whole picture take turns', (t) => {
  let state = nobody
  const regions = [0, 33, 66, 99].map((atMs) => {
    const region = regionToSearch(state, atMs)
    state = step(state, detected(atMs))
    return region
  })
  t.same(regions, ['middle', 'whole', 'middle', 'whole'])
  t.equal(toMeasure(state), undefined)
  t.end()
})

t.test('whoever is nearest is measured in the same picture, with both eyes', (t) => {
  const state = step(nobody, detected(0, found(100, 100, 20), found(400, 150, 45)))
  t.match(toMeasure(state), { square: { x: 400 }, irises: ['left', 'right'] })
  t.equal(regionToSearch(state, 0), undefined)
  t.end()
})

t.test(
  'what only looks like a face is passed over for the next, and at last for a new search',
  (t) => {
    let state = step(nobody, detected(0, found(100, 100, 60), found(400, 150, 45)))
    state = step(state, measured(0, undefined))
    t.match(toMeasure(state), { square: { x: 400 } })
    state = step(state, measured(0, undefined))
    t.same(state, { phase: 'searching', region: 'whole' })
    const many = Array.from({ length: 10 }, (_, i) => found(60 * i, 100, 30))
    let tries = 0
    for (state = step(nobody, detected(0, ...many)); state.phase === 'found'; tries++)
      state = step(state, measured(0, undefined))
    t.equal(tries, 3, 'ten faces do not take ten times as long')
    t.end()
  },
)

t.test('the eyes take turns, and the other one keeps its place in the face', (t) => {
  t.same(toMeasure(following)?.irises, ['left'])
  const next = step(following, measured(33, mesh(340, 150, 40), { left: iris(0.25) }))
  t.same(toMeasure(next)?.irises, ['right'])
  const { left, right } = eyesOf(personOf(next))
  t.match(left, { x: 324, y: 150 }, 'a quarter of the eye aside')
  t.match(right, { x: 360, y: 150 }, 'carried along by the mesh')
  t.end()
})

t.test('a blink leaves the iris where it was, and what is usual is learned anew in time', (t) => {
  const seen = (state: Tracking, atMs: number, right: IrisFound) =>
    step(state, measured(atMs, mesh(320, 150, 40), { right }))
  const blinking = seen(following, 33, iris(0.4, 0.05))
  t.same(personOf(blinking).irises.right, { along: 0, across: 0 })
  t.equal(personOf(seen(blinking, 99, iris(0.1, 0.29))).irises.right?.along, 0.1)
  let narrow: Tracking = following
  for (let i = 0; i < 300; i++) narrow = seen(narrow, 33 * i, iris(0.2, 0.15))
  t.equal(
    narrow.phase === 'tracking' && narrow.person.irises.right?.along,
    0.2,
    'narrow eyes are eyes',
  )
  t.end()
})

t.test('one who is lost and comes back is followed within five pictures', (t) => {
  let state = step(following, measured(33, undefined))
  t.equal(phase(state), 'lost')
  let pictures = 0
  for (let atMs = 66; state.phase !== 'tracking' && pictures < 10; atMs += 33) {
    pictures++
    const visible = regionToSearch(state, atMs) === 'whole' // beside the middle: the worse case
    state = step(state, detected(atMs, ...(visible ? [found(350, 150, 40)] : [])))
    if (toMeasure(state)) state = step(state, measured(atMs, mesh(350, 150, 40)))
  }
  t.equal(phase(state), 'tracking')
  t.ok(pictures <= 5, `${pictures} pictures`)
  t.end()
})

t.test('nobody takes the place of one who is hidden for a moment, but may after a second', (t) => {
  let state = step(following, measured(33, undefined))
  const stranger = found(500, 160, 60)
  for (let atMs = 66; atMs < 1000; atMs += 33) {
    state = step(state, detected(atMs, stranger))
    t.equal(phase(state), 'lost')
  }
  state = step(state, detected(1001, stranger))
  t.match(toMeasure(state), { square: { x: 500 } })
  t.end()
})

t.test('a mesh that leaps onto a neighbour is not believed', (t) => {
  t.equal(phase(step(following, measured(33, mesh(420, 150, 40)))), 'lost')
  t.equal(phase(step(following, measured(33, mesh(320, 150, 80)))), 'lost')
  t.equal(phase(step(following, measured(33, mesh(330, 150, 42)))), 'tracking')
  t.end()
})

/** Follows one in the middle for a time, while the looks for others find what `others` says. */
function withOthers(untilMs: number, others: (atMs: number) => FoundFace[]): Tracking {
  let state: Tracking = following
  for (let atMs = 33; atMs <= untilMs; atMs += 33) {
    if (regionToSearch(state, atMs)) state = step(state, detected(atMs, ...others(atMs)))
    const wanted = toMeasure(state)
    if (!wanted) continue
    const other = wanted.square.x > 420
    state = step(state, measured(atMs, other ? mesh(500, 150, 70) : mesh(320, 150, 40)))
  }
  return state
}
const own = found(320, 150, 40)

t.test('somebody at the same distance never takes over', (t) => {
  t.equal(middleOf(withOthers(10_000, () => [own, found(500, 150, 45)])), 320)
  t.end()
})

t.test('somebody clearly nearer takes over after a second, not before', (t) => {
  const nearer = () => [own, found(500, 150, 70)]
  t.equal(middleOf(withOthers(1000, nearer)), 320)
  t.equal(middleOf(withOthers(2500, nearer)), 500)
  t.end()
})

t.test('somebody who walks past in front does not', (t) => {
  const passing = (atMs: number) => (atMs % 1500 < 900 ? [own, found(500, 150, 70)] : [own])
  t.equal(middleOf(withOthers(10_000, passing)), 320)
  t.end()
})

t.test('an event that does not belong to the phase changes nothing', (t) => {
  t.equal(step(nobody, measured(0, mesh(320, 150, 40))), nobody)
  const lost = step(following, measured(33, undefined))
  t.equal(step(lost, measured(66, mesh(320, 150, 40))), lost)
  t.end()
})
