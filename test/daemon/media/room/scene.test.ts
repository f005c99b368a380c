import t from 'tap'
import { nextLevels, type Shown, shownAt } from '../../../../daemon/media/room/scene.ts'
import { glassTexts } from '../../../../daemon/screens/kit/texts/texts.ts'

const never = Number.POSITIVE_INFINITY

t.test('what each scene shows, and what it tells', async (t) => {
  const at = (
    scene: Parameters<typeof shownAt>[0]['scene'],
    pictureAgeMs: number,
    sinceMs: number,
    met = false,
  ) => shownAt({ scene, pictureAgeMs, sinceMs, met })
  t.same(at('idle', 10, 10), { inspector: 'gone', notice: undefined })
  t.same(at('waiting', 10, 10), { inspector: 'gone', notice: 'waiting' })
  t.same(at('moment', 10, 10), { inspector: 'gone', notice: 'moment' })
  t.same(at('visit', 1999, 9000, true), { inspector: 'there', notice: undefined })
  t.same(at('visit', 2000, 9000, true), { inspector: 'frozen', notice: 'frozen' })
  t.same(at('visit', never, 100), { inspector: 'gone', notice: undefined })
  t.same(at('visit', never, 2000), { inspector: 'gone', notice: 'waiting' })
  t.same(at('visit', never, 2000, true), { inspector: 'gone', notice: 'moment' })
})

t.test('a lost picture dims and stays, a gone one fades; nothing jumps', async (t) => {
  const shown = (inspector: Shown['inspector']): Shown => ({ inspector, notice: undefined })
  const after = (inspector: Shown['inspector'], steps: number) => {
    let levels = { picture: 1, light: 1 }
    for (let step = 0; step < steps; step++) {
      const next = nextLevels(levels, shown(inspector), 33)
      t.ok(Math.abs(next.picture - levels.picture) < 0.07)
      t.ok(Math.abs(next.light - levels.light) < 0.07)
      levels = next
    }
    return levels
  }
  const frozen = after('frozen', 30)
  t.equal(frozen.picture, 1)
  t.ok(frozen.light > 0.3 && frozen.light < 0.6)
  t.equal(after('gone', 30).picture, 0)
})

t.test('every notice is short enough for the strip in every language', async (t) => {
  for (const [language, texts] of Object.entries(glassTexts))
    for (const [notice, text] of Object.entries(texts))
      t.ok(text.length <= 70, `${language} ${notice}: ${text.length}`)
})
