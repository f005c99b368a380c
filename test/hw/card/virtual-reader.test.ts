import { readdirSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { simReader } from '../../../hw/card/sim.ts'
import { startVirtualReader } from '../../../hw/card/virtual-reader.ts'
import { cards, folderOf, noPcscd, readerFor, until } from './bench.ts'

const GET_CARD_DATA = Buffer.from('80E400001C', 'hex')

/** Processes with `part` in their command line: the test's folder is in it, so only its own are found. */
function processesWith(part: string, program: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
        return words[0]?.endsWith(program) && words.some((word) => word.includes(part))
      } catch {
        return false // it has ended meanwhile
      }
    })
    .map(Number)
}

t.test(
  'the keys reach whoever opened the pad, and nobody sees more than their number',
  async (t) => {
    const reader = await readerFor(t, 'sim')
    let changes = 0
    reader.onChange(() => {
      changes += 1
    })
    reader.key('1')
    t.same(reader.pin, { asked: false, digits: 0 }, 'nobody asked')
    const got: number[] = []
    const child = connect(join(folderOf(reader), 'pinpad.sock'))
    child.on('data', (chunk) => got.push(...chunk))
    await until(() => reader.pin.asked)
    for (const key of ['1', '2', 'clear', '9', '0'] as const) reader.key(key)
    t.same(reader.pin, { asked: true, digits: 2 })
    reader.key('ok')
    reader.key('cancel')
    await until(() => got.length === 7)
    t.equal(Buffer.from(got).toString('latin1'), '12\b90\r\x1b')
    child.end()
    await until(() => !reader.pin.asked)
    t.equal(changes, 9)
  },
)

t.test('a card that is in stays in when its process dies', async (t) => {
  const reader = await readerFor(t, 'sim')
  const stop = new AbortController()
  const events: string[] = []
  const running = simReader(reader.socket).run(stop.signal, ({ type }) => events.push(type))
  await reader.insert('specimen-een')
  await until(() => events.at(-1) === 'card.inserted')
  const [pid = 0] = processesWith(reader.socket, '/node')
  process.kill(pid, 'SIGKILL')
  await until(() => events.length === 4)
  t.same(events, ['reader.ready', 'card.inserted', 'card.removed', 'card.inserted'])
  t.equal(reader.inserted, 'specimen-een')
  stop.abort()
  await running
})

t.test('a card that does not exist cannot be inserted', async (t) => {
  const reader = await readerFor(t, 'sim')
  await t.rejects(reader.insert('../specimen-een'), { code: 'UNKNOWN_CARD' })
  t.equal(reader.inserted, null)
})

t.test('faults on demand reach the reader, and the card is as good as before', async (t) => {
  const hand = await readerFor(t, 'sim')
  const reader = simReader(hand.socket)
  const stop = new AbortController()
  const events: string[] = []
  const running = reader.run(stop.signal, ({ type }) => events.push(type))
  const insert = async (): Promise<void> => {
    await until(() => events.at(-1) !== 'card.inserted')
    await hand.insert('specimen-drie')
    await until(() => events.at(-1) === 'card.inserted')
  }
  const send = async (): Promise<string> => {
    const answer = await reader.transmit(GET_CARD_DATA, 200)
    return Buffer.from(answer.subarray(-2)).toString('hex')
  }
  await insert()
  const plan = { at: 1, times: 1, seed: 7 }
  await hand.fault({ ...plan, fault: { kind: 'status', word: 0x6581 } })
  t.same([await send(), await send(), await send()], ['9000', '6581', '9000'])
  for (const [kind, code] of [
    ['mute', 'CARD_MUTE'],
    ['empty', 'CARD_GONE'],
    ['one_byte', 'CARD_GONE'],
    ['too_long', 'CARD_GONE'],
    ['removal', 'CARD_GONE'],
  ] as const) {
    await hand.fault({ ...plan, fault: { kind } })
    t.equal(await send(), '9000', kind)
    await t.rejects(send(), { code }, kind)
    if (kind === 'removal') await until(() => hand.inserted === null)
    if (kind === 'removal' || kind === 'mute') await hand.remove()
    if (kind === 'removal' || kind === 'mute') await insert()
    t.equal(await send(), '9000', `after ${kind}`)
  }
  await hand.fault({ ...plan, at: 0, times: 9, fault: { kind: 'status', word: 0x6d00 } })
  t.equal(await send(), '6d00')
  await hand.fault(null)
  t.equal(await send(), '9000')
  stop.abort()
  await running
})

t.test('on the wire of a real card an answer takes its time', async (t) => {
  const hand = await readerFor(t, 'sim')
  const reader = simReader(hand.socket)
  const stop = new AbortController()
  let inserted = false
  const running = reader.run(stop.signal, ({ type }) => {
    inserted = type === 'card.inserted'
  })
  await hand.insert('specimen-een')
  await until(() => inserted)
  const timed = async (): Promise<number> => {
    const start = performance.now()
    for (let count = 0; count < 5; count += 1) await reader.transmit(GET_CARD_DATA, 1000)
    return performance.now() - start
  }
  await hand.setWire(true)
  const slow = await timed()
  t.ok(slow >= 5 * 24, `five times 15 ms and 35 bytes, ${slow} ms`)
  await hand.setWire(false)
  t.ok((await timed()) < slow)
  stop.abort()
  await running
})

t.test(
  'pcscd comes back when it is killed, and ends with its reader',
  { skip: noPcscd },
  async (t) => {
    const reader = await readerFor(t, 'pcsc')
    const pcscd = (): number[] => processesWith(folderOf(reader), '/pcscd')
    await until(() => pcscd().length === 1)
    const [first = 0] = pcscd()
    process.kill(first, 'SIGKILL')
    await until(() => pcscd().some((pid) => pid !== first))
    await reader.stop()
    t.same(pcscd(), [])
  },
)

t.test('without the unpacked files there is no pcscd, and it says so', async (t) => {
  const dir = t.testdir()
  const wanted = startVirtualReader({ dir, cards, unpacked: dir, kind: 'pcsc' })
  await t.rejects(wanted, { code: 'NO_PCSCD' })
})
