import t from 'tap'
import { exchange } from '../../../daemon/identity/apdu.ts'

/** A card that answers from a list, and what it was sent. */
function script(...answers: readonly string[]): {
  sent: string[]
  transmit: (command: Uint8Array) => Promise<Uint8Array>
} {
  const sent: string[] = []
  const left = [...answers]
  return {
    sent,
    async transmit(command) {
      sent.push(Buffer.from(command).toString('hex'))
      return Buffer.from(left.shift() ?? '', 'hex')
    },
  }
}

t.test('a wrong length is corrected once', async (t) => {
  const { sent, transmit } = script('6c02', 'aabb9000')
  const { data, status } = await exchange(transmit, Buffer.from('00b0000000', 'hex'))
  t.same([data.toString('hex'), status], ['aabb', 0x9000])
  t.same(sent, ['00b0000000', '00b0000002'])
  const again = script('6c02', '6c03')
  t.equal((await exchange(again.transmit, Buffer.from('00b0000000', 'hex'))).status, 0x6c03)
})

t.test('a command with data keeps its last byte', async (t) => {
  const { sent, transmit } = script('6c02')
  const { status } = await exchange(transmit, Buffer.from('00a4020c023f00', 'hex'))
  t.equal(status, 0x6c02)
  t.equal(sent.length, 1)
})

t.test('an answer in parts is fetched and joined', async (t) => {
  const { sent, transmit } = script('6102', 'aabb6101', 'cc9000')
  const { data, status } = await exchange(transmit, Buffer.from('002a9e9a0101', 'hex'))
  t.same([data.toString('hex'), status], ['aabbcc', 0x9000])
  t.same(sent.slice(1), ['00c0000002', '00c0000001'])
})

t.test('a card that never comes to an end is left', async (t) => {
  const { sent, transmit } = script(...Array.from({ length: 50 }, () => '6101'))
  t.equal((await exchange(transmit, Buffer.from('002a9e9a0101', 'hex'))).status, 0x6101)
  t.equal(sent.length, 9)
})

t.test('less than a status word has the status 0', async (t) => {
  const { transmit } = script('90')
  t.equal((await exchange(transmit, Buffer.from('00b0000000', 'hex'))).status, 0)
})
