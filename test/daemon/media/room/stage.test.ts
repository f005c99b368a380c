import t from 'tap'
import { makeStage } from '../../../../daemon/media/room/stage.ts'
import { glassTexts } from '../../../../daemon/screens/kit/texts/texts.ts'
import { display, grey, painted } from './render.ts'

const picture = painted({ width: 640, height: 360 }, grey, [])

/** A stage, and the words that it asked for last. */
function staged(matte: 'none' | 'alpha' = 'none') {
  let said = ''
  const words = {
    level(text: string) {
      said = text
      return 1
    },
  }
  const stage = makeStage(display(), { kind: matte }, words, 0)
  const at = (nowMs: number) => {
    stage.advance(nowMs)
    return { ...stage.drawing(false).uniforms, said }
  }
  return { stage, at }
}

t.test(
  'a visit without a picture says that it will come, in the language of the visit',
  async (t) => {
    const { stage, at } = staged()
    t.equal(at(100).said, '')
    stage.set({ scene: 'visit', language: 'fr', caption: '' }, 1000)
    t.equal(at(1500).said, '')
    t.equal(at(3100).said, glassTexts.fr.waiting)
    stage.set({ scene: 'visit', language: 'de', caption: 'Guten Tag' }, 3200)
    t.equal(at(3300).said, `${glassTexts.de.waiting}\nGuten Tag`)
    stage.set({ scene: 'idle', language: 'de', caption: 'Guten Tag' }, 3400)
    t.equal(at(3500).said, '')
  },
)

t.test(
  'a picture comes in softly, stays when it is lost, and is dropped when the link is',
  async (t) => {
    const { stage, at } = staged()
    stage.set({ scene: 'visit', language: 'nl', caption: '' }, 0)
    stage.show(picture, 100)
    const first = at(133)
    t.ok(first.picture > 0 && first.picture < 0.5)
    t.match(at(1000), { picture: 1, light: 1, said: '' })
    t.match(at(2200), { picture: 1, said: glassTexts.nl.frozen })
    t.ok(at(3000).light < 0.5 && stage.somebody)
    stage.clear(3100)
    at(3200)
    t.match(at(4000), { picture: 0 })
    t.notOk(stage.somebody, 'no trace')
    t.equal(at(5200).said, glassTexts.nl.moment)
  },
)

t.test('an odd width gets padded rows, and keeps its proportions', async (t) => {
  const { stage, at } = staged()
  stage.set({ scene: 'visit', language: 'nl', caption: '' }, 0)
  stage.show({ width: 642, height: 362, data: new Uint8Array(348_606) }, 100)
  t.equal(stage.frame.data.length, 350_416)
  const { person_width, person_height } = at(133)
  t.ok(Math.abs(person_width / person_height - 642 / 362) < 1e-9)
})

t.test('with a matte under it, only the upper half is the picture', async (t) => {
  const { stage, at } = staged('alpha')
  stage.set({ scene: 'visit', language: 'nl', caption: '' }, 0)
  stage.show(painted({ width: 640, height: 720 }, grey, []), 100)
  const { person_width, person_height } = at(133)
  t.ok(Math.abs(person_width / person_height - 640 / 360) < 1e-9)
})

t.test('a view from nowhere changes nothing', async (t) => {
  const { stage, at } = staged()
  const before = at(10)
  stage.look({ eye: { x: 0, y: 0, z: Number.NaN }, sight: { x: 0, y: 0 } })
  t.equal(at(20).eye_z, before.eye_z)
  stage.look({ eye: { x: 5, y: 0, z: 700 }, sight: { x: 0, y: 0 } })
  t.match(at(30), { eye_x: 5, eye_z: 700 })
})
