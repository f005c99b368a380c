import fc from 'fast-check'
import t, { type Test } from 'tap'
import type { Transmit } from '../../../daemon/identity/apdu.ts'
import { type CardReading, readCard } from '../../../daemon/identity/read-card.ts'
import { pcscReader } from '../../../hw/card/pcsc.ts'
import type { CardReader } from '../../../hw/card/port.ts'
import { simReader } from '../../../hw/card/sim.ts'
import { eidChip, foreignChip } from '../../../hw/card/virtual/card.ts'
import { loadCard } from '../../../hw/card/virtual/card-image.ts'
import type { VirtualReader } from '../../../hw/card/virtual-reader.ts'
import { cards, endsWithItsTests, noPcscd, readerFor, until } from '../../hw/card/bench.ts'
import { freshContext } from './specimen.ts'

endsWithItsTests(t)

/** A chip without a reader between, that counts. */
function counted(id: string): { transmit: Transmit; count: () => number } {
  const image = loadCard(cards, id)
  const chip = image.note === 'not_an_eid' ? foreignChip(image) : eidChip(image)
  let count = 0
  return {
    count: () => count,
    async transmit(command) {
      count += 1
      return chip.process(Buffer.from(command))
    },
  }
}

t.test('a whole read takes few commands, and fewer once its authority is known', async (t) => {
  for (const id of ['specimen-een', 'specimen-drie', 'specimen-vreemd']) {
    const context = freshContext()
    const first = counted(id)
    t.ok((await readCard(first.transmit, context)).ok)
    t.ok(first.count() <= 50, `${id}: ${first.count()} commands`)
    const second = counted(id)
    const reading = await readCard(second.transmit, context)
    t.ok(second.count() <= 42, `${id}: ${second.count()} commands when its authority is known`)
    t.ok(reading.ok && reading.checks.every(({ verdict }) => verdict !== 'broken'))
  }
})

/** What a test card breaks, and what it leaves open besides revocation and its test root. */
const CARDS: Readonly<Record<string, readonly [broken: string[], open: string[]]>> = {
  'specimen-een': [[], ['copy']],
  'specimen-drie': [[], []],
  'specimen-vier': [[], ['copy']],
  'specimen-kind': [[], []],
  'specimen-kleuter': [[], ['holder', 'holder_dates', 'holder_number']],
  'specimen-vreemd': [[], []],
  'specimen-jaar': [[], []],
  'specimen-zonder': [[], []],
  'specimen-oud': [['card_dates', 'holder_dates'], ['copy']],
  'specimen-vervalst': [['identity'], ['copy']],
  'specimen-adres': [['address'], []],
  'specimen-foto': [['photo'], []],
  'specimen-kloon': [['copy'], []],
  'specimen-keten': [
    ['signer', 'holder'],
    ['signer_dates', 'identity', 'address'],
  ],
}

t.test('every kind of card is read, and what is wrong with it is named', async (t) => {
  for (const [id, [broken, open]] of Object.entries(CARDS)) {
    const reading = await readCard(counted(id).transmit, freshContext())
    const of = (verdict: string): string[] =>
      reading.ok
        ? reading.checks.filter((each) => each.verdict === verdict).map(({ name }) => name)
        : ['none']
    t.same(of('broken'), broken, id)
    t.same(of('not_checked'), [...open, 'revocation', 'trust'], id)
  }
})

t.test('a foreigner, a child and a year of birth are told as they stand on the card', async (t) => {
  const person = async (id: string) => {
    const reading = await readCard(counted(id).transmit, freshContext())
    return reading.ok ? reading.person : null
  }
  t.match(await person('specimen-vreemd'), { documentType: 'EU', cardNumber: /^B/ })
  t.match(await person('specimen-kind'), { documentType: 'kids', sex: 'F' })
  t.match(await person('specimen-jaar'), { birthDate: '1951', documentType: 'belgian' })
})

t.test('a copy that calls itself an older chip is still asked for its key', async (t) => {
  const image = loadCard(cards, 'specimen-drie')
  const cardData = Buffer.from(image.cardData, 'hex')
  cardData[21] = 0x17
  const chip = eidChip({ ...image, cardData: cardData.toString('hex') })
  const transmit: Transmit = async (command) => chip.process(Buffer.from(command))
  const reading = await readCard(transmit, freshContext())
  t.match(reading.ok && reading.checks.find(({ name }) => name === 'copy'), { verdict: 'broken' })
})

t.test('the name is told before the rest is read', async (t) => {
  const { transmit, count } = counted('specimen-twee')
  const told: unknown[] = []
  const onName = (name: object): void => void told.push([name, count()])
  await readCard(transmit, freshContext({ onName }))
  t.same(told, [[{ surname: 'Specimen', givenNames: 'Twee André' }, 5]])
})

t.test('a card without the applet is no eID', async (t) => {
  const reading = await readCard(counted('geen-eid').transmit, freshContext())
  t.same(reading, { ok: false, failure: 'not_an_eid' })
})

/** A whole and genuine identity, or a typed failure. */
function isHonest(reading: CardReading): boolean {
  return !reading.ok || reading.checks.every(({ verdict }) => verdict !== 'broken')
}

t.test('whatever one answer is turned into, no half identity comes of it', async (t) => {
  const { transmit: count, count: total } = counted('specimen-een')
  await readCard(count, freshContext())
  const answers = fc.oneof(
    fc.constant(Uint8Array.of()),
    fc
      .constantFrom(0x6282, 0x6581, 0x6982, 0x6a82, 0x6b00, 0x6c10, 0x6110, 0x6d00, 0x9000)
      .map((word) => Uint8Array.of(word >> 8, word & 0xff)),
    fc.uint8Array({ maxLength: 258 }),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(total() - 1), answers, async (index, wrong) => {
      const { transmit } = counted('specimen-een')
      let at = 0
      const reading = await readCard(async (command) => {
        const right = await transmit(command)
        at += 1
        return at - 1 === index ? wrong : right
      }, freshContext())
      const noticed = !isHonest(reading) || !reading.ok || at < index
      t.ok(noticed || isWhole(reading), `command ${index}`)
    }),
    { numRuns: 300 },
  )
})
function isWhole(reading: CardReading): boolean {
  return reading.ok && reading.photo.length > 1000 && reading.person.address !== undefined
}

/** Reads again and again, and pulls the card before command `index`. */
async function pulls(
  t: Test,
  hand: VirtualReader,
  reader: CardReader,
  indexes: readonly number[],
): Promise<void> {
  const stop = new AbortController()
  let present = false
  const running = reader.run(stop.signal, ({ type }) => {
    present = type === 'card.inserted'
  })
  for (const index of indexes) {
    await hand.insert('specimen-een')
    await until(() => present)
    let count = 0
    const reading = await readCard(async (command) => {
      if (count === index) await hand.remove()
      count += 1
      return await reader.transmit(command, 2000)
    }, freshContext())
    t.same(reading, { ok: false, failure: 'removed' }, `pulled before command ${index}`)
    await until(() => !present)
  }
  stop.abort()
  await running
}

t.test('a card pulled before any of its commands is removed', async (t) => {
  const hand = await readerFor(t, 'sim')
  const { transmit, count } = counted('specimen-een')
  await readCard(transmit, freshContext())
  await pulls(
    t,
    hand,
    simReader(hand.socket),
    Array.from({ length: count() }, (_, index) => index),
  )
})

t.test('the same through pcscd', { skip: noPcscd }, async (t) => {
  const hand = await readerFor(t, 'pcsc')
  process.env['PCSCLITE_CSOCK_NAME'] = hand.socket
  await pulls(t, hand, pcscReader(hand.socket), [0, 7, 33])
})
