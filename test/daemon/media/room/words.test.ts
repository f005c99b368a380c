import t from 'tap'
import { fitting, openWords, wordsSize } from '../../../../daemon/media/room/words.ts'
import { glassTexts } from '../../../../daemon/screens/kit/texts/texts.ts'
import './render.ts'

const words = openWords()
t.teardown(words.stop)

/** The rows and columns between which a strip says anything, and how many of its pixels do. */
async function ink(text: string) {
  const strip = await words.draw(text)
  const { width, height }: { width: number; height: number } = wordsSize
  const found = { left: width, right: 0, top: height, bottom: 0, count: 0 }
  for (let at = 0; at < width * height; at++) {
    if ((strip?.[at * 4 + 3] ?? 0) < 128) continue
    found.count++
    found.left = Math.min(found.left, at % width)
    found.right = Math.max(found.right, at % width)
    found.top = Math.min(found.top, Math.floor(at / width))
    found.bottom = Math.max(found.bottom, Math.floor(at / width))
  }
  return found
}

t.test('every notice fits the strip, with a long caption under it', async (t) => {
  const caption = 'Ik heb goed begrepen wat u vertelt over die avond, en ik schrijf het zo op'
  const { width, height } = wordsSize
  for (const [language, texts] of Object.entries(glassTexts))
    for (const text of Object.values(texts)) {
      const { left, right, top, bottom, count } = await ink(`${text}\n${caption}`)
      t.ok(count > 2000, `${language}: something is written`)
      t.ok(left > 0 && right < width - 1 && top > 0 && bottom < height - 1, `${language}: ${text}`)
    }
})

t.test('a letter with an accent is a letter, in our own font', async (t) => {
  const [plain, accented, twice] = [await ink('een'), await ink('één'), await ink('één')]
  t.ok(accented.count > plain.count, 'the accents')
  t.ok(accented.bottom - accented.top > plain.bottom - plain.top + 3, 'above the letters')
  t.same(accented, twice)
})

t.test('what would be markup is written as it stands', async (t) => {
  const [less, word] = [await ink('a < b & <i>c</i>'), await ink('a')]
  t.ok(less.count > 4 * word.count)
})

t.test('a text that is too long keeps its end, from a whole word on', async (t) => {
  t.equal(fitting('kort'), 'kort')
  t.equal(fitting('  regel\u0007een\nregel twee\u0000 '), 'regel een\nregel twee')
  const long = fitting(`${'woord '.repeat(60)}einde`)
  t.ok(long.length <= 120 && long.startsWith('…woord') && long.endsWith('einde'), long)
  const emoji = fitting('🙂'.repeat(300))
  t.notMatch(emoji, /[\ud800-\udbff](?![\udc00-\udfff])/)
})
