import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { pcscReader } from '../../../hw/card/pcsc.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import { cards, endsWithItsTests, folderOf, noPcscd, readerFor, until } from './bench.ts'

endsWithItsTests(t)

const run = promisify(execFile)
const noOpensc = spawnSync('opensc-tool', ['--version']).error ? 'opensc is not installed' : false
const GET_CARD_DATA = Buffer.from('80E400001C', 'hex')
const cardData = (id: string): string => `${loadCard(cards, id).cardData}9000`

t.test('two cards in two slots at once', { skip: noPcscd }, async (t) => {
  const hand = await readerFor(t, 'pcsc')
  const env = {
    PATH: process.env['PATH'],
    PCSCLITE_CSOCK_NAME: hand.socket,
    HOME: folderOf(hand),
  }
  // The library reads it once in a process.
  process.env['PCSCLITE_CSOCK_NAME'] = hand.socket
  const reader = pcscReader(hand.socket)
  const events: string[] = []
  const stop = new AbortController()
  const running = reader.run(stop.signal, ({ type }) => events.push(type))
  const inReader = async (): Promise<string> =>
    Buffer.from(await reader.transmit(GET_CARD_DATA, 1000)).toString('hex')

  await t.test('the reader keeps the card that it has when a second one comes', async (t) => {
    await hand.insert('specimen-drie', 1)
    await until(() => events.at(-1) === 'card.inserted')
    t.equal(await inReader(), cardData('specimen-drie'))
    await hand.insert('specimen-een', 0)
    await until(() => hand.powered)
    t.equal(await inReader(), cardData('specimen-drie'))
    t.same(events, ['reader.ready', 'card.inserted'])
  })

  await t.test('OpenSC reads the one while we read the other', { skip: noOpensc }, async (t) => {
    const other = run('opensc-tool', ['--reader', '0', '--send-apdu', '80E400001C'], { env })
    const answers = await Promise.all(Array.from({ length: 20 }, inReader))
    t.ok(answers.every((answer) => answer === cardData('specimen-drie')))
    const bytes = (await other).stdout.replaceAll(/^.*SW1.*\n|\.{2,}.*|[^0-9A-F]/gm, '')
    t.match(bytes, loadCard(cards, 'specimen-een').cardData.slice(0, 32).toUpperCase())
  })

  await t.test('when the card goes, the one in the other slot is in', async (t) => {
    await hand.remove(1)
    await until(() => events.length === 4)
    t.same(events.slice(2), ['card.removed', 'card.inserted'])
    t.equal(await inReader(), cardData('specimen-een'))
    await hand.remove(0)
    await until(() => events.length === 5)
    t.equal(events.at(-1), 'card.removed')
  })

  await t.test('a card that moves to the other slot is in that one only, as it was', async (t) => {
    await hand.insert('specimen-drie', 0)
    await until(() => events.at(-1) === 'card.inserted')
    const wrong = await reader.transmit(Buffer.from('0020000108249999FFFFFFFFFF', 'hex'), 1000)
    t.same([...wrong], [0x63, 0xc2])
    await hand.insert('specimen-drie', 1)
    await until(() => events.length === 8)
    t.same(events.slice(6), ['card.removed', 'card.inserted'])
    t.equal(hand.inserted, null)
    const tries = await reader.transmit(Buffer.from('0020000100', 'hex'), 1000)
    t.same([...tries], [0x63, 0xc2])
  })
  stop.abort()
  await running
})

t.test('a simulated reader has one slot', async (t) => {
  const hand = await readerFor(t, 'sim')
  await t.rejects(hand.insert('specimen-een', 1), { code: 'NO_SLOT' })
})
