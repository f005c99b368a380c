import t, { type Test } from 'tap'
import { makeRoom, type Room } from '../../../../daemon/media/room/room.ts'
import { display, grey, type Image, painted, type Spot, twoSpots, white } from './render.ts'

t.setTimeout(90_000)
const settings = display()
/** On a busy machine a software GL draws a few frames a second. */
const longMs = 20_000
const whole = { left: 0, top: 0, width: 1, height: 1 }
const eyes = [300, 340].map((x) => ({ x, y: 150, radius: 6, colour: white }))
const inspector = painted({ width: 640, height: 360 }, grey, eyes)
const reading = {
  left: { x: 300 / 640, y: 150 / 360 },
  right: { x: 340 / 640, y: 150 / 360 },
  yawRad: 0,
  takenAtMs: 0,
}

async function opened(t: Test): Promise<Room> {
  const room = makeRoom({
    display: settings,
    matte: { kind: 'none' },
    onJpeg: () => {},
    onDrawn: () => {},
    looking: () => false,
    onRendered: () => t.fail('nobody looks'),
    onFault: (error) => t.fail(error.message),
  })
  t.teardown(() => room.stop())
  return room
}
async function seen(room: Room): Promise<Image> {
  const { room: image } = await room.snapshot()
  if (!image) throw new Error('nothing was drawn')
  return image
}
/** Shows the inspector thirty times a second until the function that is given back is called. */
function playing(room: Room): () => void {
  const timer = setInterval(() => room.show(inspector), 33)
  return () => clearInterval(timer)
}
async function eyesSeen(room: Room, accept: (spots: Spot[]) => boolean): Promise<Spot[]> {
  const end = performance.now() + longMs
  let spots: Spot[] = []
  while (performance.now() < end) {
    spots = twoSpots(await seen(room), whole)
    if (accept(spots)) break
  }
  return spots
}
const middleX = (spots: readonly Spot[]) => ((spots[0]?.x ?? 0) + (spots[1]?.x ?? 0)) / 2
const near = (a: number, b: number, pixels: number) => Math.abs(a - b) * 640 < pixels

t.test(
  'the inspector is drawn where the view asks for it, and at life size in seconds',
  async (t) => {
    const room = await opened(t)
    room.set({ scene: 'visit', language: 'nl', caption: '' })
    room.person(reading)
    const stop = playing(room)
    t.teardown(stop)
    const sharp = (spots: readonly Spot[]) => spots.every(({ x }) => Number.isFinite(x))
    await eyesSeen(room, (spots) => sharp(spots) && near(middleX(spots), 0.5, 1))
    room.look({ eye: { x: -200, y: 60, z: 900 }, sight: { x: -100, y: 40 } })
    const moved = await eyesSeen(room, (spots) => near(middleX(spots), 0.5 - 100 / 1210, 1))
    t.ok(near(middleX(moved), 0.5 - 100 / 1210, 1))
    t.ok(near(moved[0]?.y ?? 0, 0.5 - 40 / 680, 1))
    const lifeSize = (63 * (900 / 1250)) / 1210
    const apart = (spots: readonly Spot[]) => (spots[1]?.x ?? 0) - (spots[0]?.x ?? 0)
    const sized = await eyesSeen(room, (spots) => near(apart(spots), lifeSize, 1.5))
    t.ok(near(apart(sized), lifeSize, 1.5), 'life size')
  },
)

t.test('a lost picture stays, dimmed, with a notice; one that ends leaves no trace', async (t) => {
  const room = await opened(t)
  room.set({ scene: 'visit', language: 'fr', caption: '' })
  const stop = playing(room)
  /** From the darkest to the brightest red in these columns and rows. */
  const contrast = ({ data, width }: Image, area: { x: [number, number]; y: [number, number] }) => {
    const levels: number[] = []
    for (let y = area.y[0]; y < area.y[1]; y++)
      for (let x = area.x[0]; x < area.x[1]; x++) levels.push(data[(y * width + x) * 4] ?? 0)
    return Math.max(...levels) - Math.min(...levels)
  }
  const face = (image: Image) => contrast(image, { x: [300, 340], y: [135, 151] })
  const words = (image: Image) => contrast(image, { x: [200, 440], y: [280, 340] })
  const reached = async (what: string, holds: (image: Image) => boolean) => {
    const end = performance.now() + longMs
    let image = await seen(room)
    while (!holds(image) && performance.now() < end) image = await seen(room)
    t.ok(holds(image), `${what}: face ${face(image)}, words ${words(image)}`)
    return image
  }
  await reached('there', (image) => face(image) > 150 && words(image) < 60)
  stop()
  const frozen = await reached('lost', (image) => words(image) > 180 && face(image) < 110)
  t.ok(face(frozen) > 60, `still there, dimmed: ${face(frozen)}`)
  room.clear()
  await reached('gone', (image) => face(image) < 55)
  // Its last trace is gone a few frames after it is too dark to be told from the wall.
  const end = performance.now() + longMs
  let { matte } = await room.snapshot()
  while (matte && performance.now() < end) matte = (await room.snapshot()).matte
  t.ok(matte === null, 'nobody is left to be cut out')
})

t.test('in the idle scene nothing of the inspector is drawn, and no words', async (t) => {
  const room = await opened(t)
  room.set({ scene: 'visit', language: 'nl', caption: 'Goedemorgen' })
  room.set({ scene: 'idle', language: 'nl', caption: 'Goedemorgen' })
  room.show(inspector)
  const image = await seen(room)
  t.ok(twoSpots(image, whole).every(({ x }) => Number.isNaN(x)))
})
