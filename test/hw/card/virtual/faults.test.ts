import t from 'tap'
import {
  type CardFault,
  contacts,
  drawPlan,
  type FaultPlan,
  type Outcome,
} from '../../../../hw/card/virtual/faults.ts'
import { transmitTo } from '../../../../hw/card/virtual/in-process.ts'
import { cardNamed } from './sending.ts'

const GET_CARD_DATA = Buffer.from('80E400001C', 'hex')
const planned = (fault: CardFault, change: Partial<FaultPlan> = {}): FaultPlan => ({
  fault,
  at: 0,
  times: 1,
  seed: 1,
  ...change,
})
const { chip } = cardNamed('specimen-drie')
const whole = chip.process(GET_CARD_DATA)
/** What the contacts make of the same command, `count` times. */
function outcomes(plan: FaultPlan | null, count: number): Outcome[] {
  const contact = contacts(plan)
  return Array.from({ length: count }, () => contact.exchange(chip, GET_CARD_DATA))
}
/** The one answer that the fault made. */
function struck(fault: CardFault, seed: number): Buffer {
  const [outcome] = outcomes(planned(fault, { seed }), 1)
  return outcome?.type === 'answered' ? outcome.bytes : Buffer.from('no answer')
}
const seeds = Array.from({ length: 200 }, (_, seed) => seed)

t.test('it strikes at the planned commands and at no other', async (t) => {
  const words = (plan: FaultPlan | null): string[] =>
    outcomes(plan, 5).map((one) => (one.type === 'answered' ? one.bytes.toString('hex') : one.type))
  const good = whole.toString('hex')
  t.same(words(null), Array(5).fill(good))
  const status: CardFault = { kind: 'status', word: 0x6581 }
  t.same(words(planned(status, { at: 1, times: 2 })), [good, '6581', '6581', good, good])
  t.same(words(planned({ kind: 'mute' }, { at: 4 })), [good, good, good, good, 'silent'])
  t.same(words(planned({ kind: 'removal' }, { at: 3 })), [good, good, good, 'removed', good])
})

t.test('each fault does to an answer what it says', async (t) => {
  for (const seed of seeds) {
    t.equal(struck({ kind: 'empty' }, seed).length, 0)
    t.equal(struck({ kind: 'one_byte' }, seed).length, 1)
    const cut = struck({ kind: 'truncated' }, seed)
    t.ok(cut.length >= 1 && cut.length < whole.length && whole.indexOf(cut) === 0)
    const long = struck({ kind: 'too_long' }, seed)
    t.ok(long.length > 258 && long.length <= 600 && long.indexOf(whole) === 0)
    for (const bits of [1, 8]) {
      const flipped = struck({ kind: 'bit_flip', bits }, seed)
      const wrong = [...flipped].map((byte, at) => byte ^ (whole[at] ?? 0))
      const ones = wrong.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
      t.equal(ones, bits)
      t.equal(flipped.length, whole.length)
    }
  }
  t.same(chip.process(GET_CARD_DATA), whole, 'the card itself is as it was')
})

t.test('one seed gives one plan and one outcome', async (t) => {
  for (const seed of seeds) {
    t.same(drawPlan(seed, 40), drawPlan(seed, 40))
    const plan = drawPlan(seed, 40)
    t.ok(plan.at >= 0 && plan.at < 40)
    t.same(outcomes({ ...plan, at: 0 }, 1), outcomes({ ...plan, at: 0 }, 1))
  }
})

t.test('a campaign meets every kind of fault and every command about as often', async (t) => {
  const plans = Array.from({ length: 4000 }, (_, seed) => drawPlan(seed, 40))
  const counted = (values: readonly (string | number)[]): number[] => [
    ...values
      .reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map())
      .values(),
  ]
  const kinds = counted(plans.map(({ fault }) => fault.kind))
  t.equal(kinds.length, 8)
  t.ok(
    kinds.every((count) => count > 400 && count < 600),
    kinds.join(' '),
  )
  const places = counted(plans.map(({ at }) => at))
  t.equal(places.length, 40)
  t.ok(
    places.every((count) => count > 50 && count < 150),
    places.join(' '),
  )
})

t.test('in one process a chip transmits as in a reader', async (t) => {
  const transmit = (fault: CardFault) => transmitTo(chip, planned(fault, { at: 1 }))
  t.same(await transmitTo(chip)(GET_CARD_DATA), whole)
  for (const [fault, code] of [
    [{ kind: 'mute' }, 'CARD_MUTE'],
    [{ kind: 'empty' }, 'CARD_GONE'],
    [{ kind: 'one_byte' }, 'CARD_GONE'],
    [{ kind: 'too_long' }, 'CARD_GONE'],
    [{ kind: 'removal' }, 'CARD_GONE'],
  ] as const) {
    const send = transmit(fault)
    t.same(await send(GET_CARD_DATA), whole)
    await t.rejects(send(GET_CARD_DATA), { code }, fault.kind)
    if (fault.kind === 'removal') await t.rejects(send(GET_CARD_DATA), { code }, 'it stays away')
    else t.same(await send(GET_CARD_DATA), whole)
  }
})
