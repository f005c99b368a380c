import t from 'tap'
import { makePages } from '../../../daemon/documents/pages.ts'
import { cleaned } from '../../../daemon/documents/paper.ts'
import { onPaper } from '../../../daemon/documents/people.ts'
import { makeStatement } from '../../../daemon/documents/statement.ts'
import { judges } from './judges.ts'
import { PARAGRAPH, specimenInput } from './specimen.ts'

const pages = makePages()
t.teardown(() => pages.wipe())
const attachments = [
  { name: 'factuur fiets.pdf', pages: 2, sha256: 'ab'.repeat(32) },
  { name: 'foto.jpg', pages: 1, sha256: '01'.repeat(32) },
]
const text = `${Array.from({ length: 9 }, () => PARAGRAPH).join('\n\n')}\nŁódź.`
const input = specimenInput({ text, attachments })
const pdf = await makeStatement(input)

t.test(
  'a reader that speaks hears the paper in order, over the pages, without page furniture',
  async (t) => {
    const judge = judges(t.testdir(), pdf)
    const spoken = await judge.spoken()
    t.match(
      spoken,
      /^Virtueel politieloket Aangifte Opgemaakt .* Gehoord Specimen, Een Zoë geboren /,
    )
    t.match(spoken, /Rechten Kennisgeving van rechten, versie 2026-11, .* Verklaring Op zaterdag/)
    t.match(
      spoken,
      /Łódź\. Stukken 1\. factuur fiets\.pdf \(2 bladzijden\) SHA-256 (ab){32} 2\. foto\.jpg/,
    )
    t.match(spoken, /Tekenen is niet verplicht\. Handtekening, of vermelding van de weigering$/)
    t.equal(spoken.split(PARAGRAPH).length, 10, 'each paragraph is whole')
    t.notMatch(spoken, /· Ticket B014/)
    const tree = await judge.structure()
    t.match(
      tree,
      /Document\n {2}P \(block\)[\s\S]*H1 \(block\)[\s\S]*Table \(block\)\n {4}TR\n {6}TH/,
    )
    t.match(tree, /L \(block\):\n[\s\S]*LI \(block\)\n {6}Lbl \(block\)/)
    t.match(tree, /Form\n {4}Object \d+ 0/)
  },
)

t.test(
  'qpdf finds nothing wrong and every font is an embedded subset with its letters',
  async (t) => {
    const judge = judges(t.testdir(), pdf)
    t.match(await judge.qpdf(), /No syntax or stream encoding errors/)
    const fonts = await judge.fonts()
    t.equal(fonts.length, 3)
    for (const font of fonts)
      t.match(font, /^[A-Z]{6}\+\S+\s+CID TrueType\s+Identity-H\s+yes yes yes/)
  },
)

t.test(
  'what stands on the paper lies in it for machines, without the photo and the checks',
  async (t) => {
    const { identity } = input
    if (identity === undefined) throw new TypeError('the specimen has an identity')
    const withPhoto = { ...input, identity: { ...identity, photo: 'cGhvdG8=' } }
    const judge = judges(t.testdir(), await makeStatement(withPhoto))
    t.equal(await judge.attachedName(), 'statement.json')
    const bytes = await judge.attached()
    const { state: _state, ...rights } = input.rights
    const known = { rights, identity: onPaper(identity) }
    const content = { v: 2, document: 'statement', ...input, ...known }
    t.same(JSON.parse(bytes.toString()), content)
    t.equal(bytes.toString(), JSON.stringify(JSON.parse(bytes.toString()), null, 2))
  },
)

t.test('the record says what is printed when the font lacks a letter', async (t) => {
  const typed = specimenInput({ text: 'Жук & <b>', ticket: 'B"1\ud800' })
  const judge = judges(t.testdir(), await makeStatement(typed))
  const record = JSON.parse((await judge.attached()).toString())
  t.equal(record.text, '[U+0416][U+0443][U+043A] & <b>')
  t.same(cleaned(typed).ticket, 'B"1[U+D800]')
  t.match(await judge.spoken(), /\[U\+0416\]\[U\+0443\]\[U\+043A\] & <b>/)
})

t.test('every word that is seen is also heard', async (t) => {
  const spoken = (await judges(t.testdir(), pdf).spoken()).replace(/\s/g, '')
  const count = await pages.pageCount(pdf)
  for (let page = 1; page <= count; page += 1) {
    const lines = (await pages.pageText(pdf, page)).split('\n')
    const seen = lines.filter((line) => line !== '' && !/Versie 2|^\d ?\/ ?\d$/.test(line))
    for (const line of seen) for (const word of line.split(' ')) t.ok(spoken.includes(word), word)
  }
})
