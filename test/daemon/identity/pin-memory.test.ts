import { randomInt } from 'node:crypto'
import { closeSync, openSync, readFileSync, readSync } from 'node:fs'
import t from 'tap'
import { noPcscd, readerFor, until } from '../../hw/card/bench.ts'
import { childOf, unitBench } from './unit-bench.ts'

/** Twelve digits: no memory holds these by chance. */
const digits = Array.from({ length: 12 }, () => randomInt(10))

/** The VERIFY block's digits, and the digits as text of one and of two bytes a character. */
function traces(): readonly { readonly as: string; readonly bytes: Buffer }[] {
  const text = digits.join('')
  return [
    { as: 'BCD', bytes: Buffer.from(text, 'hex') },
    { as: 'text', bytes: Buffer.from(text, 'latin1') },
    { as: 'UTF-16', bytes: Buffer.from(text, 'utf16le') },
  ]
}

/** What of the bytes lies in the memory that a process may write: heap, stacks, and what its libraries keep. */
function foundIn(pid: number, sought: ReturnType<typeof traces>): string[] {
  const memory = openSync(`/proc/${pid}/mem`, 'r')
  const found = new Set<string>()
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from = '', to = ''] = /^([\da-f]+)-([\da-f]+) rw/.exec(line) ?? []
    const bytes = from === '' ? null : contentOf(memory, Number(`0x${from}`), Number(`0x${to}`))
    if (!bytes) continue
    for (const { as, bytes: trace } of sought) if (bytes.includes(trace)) found.add(as)
    bytes.fill(0)
  }
  closeSync(memory)
  return [...found]
}
function contentOf(memory: number, from: number, to: number): Buffer | null {
  const bytes = Buffer.alloc(to - from)
  try {
    return bytes.subarray(0, readSync(memory, bytes, 0, bytes.length, from))
  } catch {
    return null // reserved only: nothing is there to read
  }
}

for (const kind of ['sim', 'pcsc'] as const)
  t.test(
    `after its use nothing of a PIN lies in the card child (${kind})`,
    {
      skip: kind === 'pcsc' && noPcscd,
    },
    async (t) => {
      const hand = await readerFor(t, kind)
      const bench = unitBench({ reader: kind, socket: hand.socket })
      t.teardown(bench.stop)
      await hand.insert('specimen-een')
      const read = await bench.read()
      const card = read.type === 'card.read' ? read.card : ''
      const order = { card, insist: false, language: 'nl', waitMs: 5000 } as const
      const nonce = 'd'.repeat(64)
      bench.unit.send({ ...order, type: 'pin.prove', requestId: 'p1', visitId: 'v1', nonce })
      await until(() => hand.pin.asked)
      for (const digit of digits.slice(0, 11)) hand.key(String(digit) as '0')
      const pid = childOf(hand.socket)
      const half = [{ as: 'half', bytes: Buffer.from(digits.slice(0, 10).join(''), 'hex') }]
      await until(() => foundIn(pid, half).length > 0)
      t.pass('the search finds what is being typed')
      hand.key(String(digits[11]) as '0')
      hand.key('ok')
      t.match(await bench.answer('p1'), { outcome: { state: 'wrong', triesLeft: 2 } })
      t.same(foundIn(pid, traces()), [])
    },
  )
