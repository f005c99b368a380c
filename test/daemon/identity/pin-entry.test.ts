import { execFileSync } from 'node:child_process'
import { mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import t, { type Test } from 'tap'
import { keypadEntry, pinEntryOf } from '../../../daemon/identity/pin-entry.ts'
import { type CardReader, ReaderRefusedError } from '../../../hw/card/port.ts'

const VERIFY_AT = 0x42330006
const never = new AbortController().signal

/** A reader that records what is asked of it; `answer` is what its own keys give. */
function fakeReader(name: string, answer: string | null) {
  const asked: { code: number; data: string }[] = []
  const sent: string[] = []
  const reader: CardReader = {
    kind: 'pcsc',
    name,
    run: async () => {},
    transmit: async (command) => {
      sent.push(Buffer.from(command).toString('hex'))
      return Buffer.from('9000', 'hex')
    },
    control: async (code, data) => {
      asked.push({ code, data: Buffer.from(data).toString('hex') })
      if (answer === null) throw new ReaderRefusedError('no')
      return code === 0x42000d48 ? Buffer.from('060442330006', 'hex') : Buffer.from(answer, 'hex')
    },
  }
  return { reader, asked, sent }
}
const policy = { pinPad: '/nowhere', pinpadRequired: false }

t.test('with keys of its own the reader asks, and no digit comes to this computer', async (t) => {
  const { reader, asked, sent } = fakeReader('Reader', '63c1')
  const entry = await pinEntryOf(reader, policy, 'nl')
  const entered = await entry?.((command) => reader.transmit(command, 1), never)
  t.same(entered, { state: 'shown', status: 0x63c1 })
  t.equal(asked[1]?.code, VERIFY_AT)
  t.match(asked[1]?.data, /0020000108 ?20f{14}$/)
  t.same(sent, [], 'nothing is sent to the card from here')
})

t.test('a reader that was not answered, or was told to stop, shows nothing', async (t) => {
  for (const status of ['6400', '6401']) {
    const { reader } = fakeReader('Reader', status)
    const entry = await pinEntryOf(reader, policy, 'nl')
    t.same(await entry?.(async () => Buffer.alloc(2), never), { state: 'cancelled' })
  }
})

t.test(
  'other keys are used where a reader has none of its own, unless they are forbidden',
  async (t) => {
    t.ok(await pinEntryOf(fakeReader('Reader', null).reader, policy, 'nl'))
    const required = { ...policy, pinpadRequired: true }
    t.equal(await pinEntryOf(fakeReader('Reader', null).reader, required, 'nl'), null)
    t.equal(
      await pinEntryOf(fakeReader('Reader', null).reader, { pinpadRequired: false }, 'nl'),
      null,
    )
    const { reader, asked } = fakeReader('Gemplus GemPC Pinpad 00', '9000')
    t.ok(await pinEntryOf(reader, policy, 'nl'))
    t.same(asked, [], 'keys that cost a try are not even asked for')
  },
)

/** The keys of the virtual reader, pressed so fast that they arrive together. */
async function pressed(t: Test, keys: string, signal = never) {
  const path = join(mkdtempSync(join(tmpdir(), 'loket-keys-')), 'keys.sock')
  const server = createServer((link) => link.write(keys))
  await new Promise<void>((resolve) => server.listen(path, resolve))
  t.teardown(() => {
    server.close()
    rmSync(dirname(path), { recursive: true })
  })
  const sent: string[] = []
  const entered = await keypadEntry(path)(async (command) => {
    sent.push(Buffer.from(command).toString('hex'))
    return Buffer.from('9000', 'hex')
  }, signal)
  return { entered, sent }
}

t.test('what is pressed after OK changes nothing', async (t) => {
  for (const more of ['', '5', '\b', '\x1b', '12\r', '\r'])
    t.same(
      (await pressed(t, `1234\r${more}`)).sent,
      ['0020000108241234ffffffffff'],
      JSON.stringify(more),
    )
})

t.test('an entry that was called off before it began is cancelled', async (t) => {
  const { entered, sent } = await pressed(t, '1234\r', AbortSignal.abort())
  t.same([entered, sent], [{ state: 'cancelled' }, []])
})

/** An input device is a file that gives events: here a pipe of its own. */
t.test('a Linux input device gives the digits as the card wants them', async (t) => {
  const device = join(t.testdir(), 'event0')
  execFileSync('mkfifo', [device])
  const sent: string[] = []
  const entering = keypadEntry(device)(async (command) => {
    sent.push(Buffer.from(command).toString('hex'))
    return Buffer.from('9000', 'hex')
  }, never)
  const pipe = openSync(device, 'r+')
  for (const code of [2, 3, 4, 5, 28]) {
    const bytes = Buffer.alloc(24)
    bytes.writeUInt16LE(1, 16)
    bytes.writeUInt16LE(code, 18)
    bytes.writeInt32LE(1, 20)
    writeSync(pipe, bytes)
  }
  t.same(await entering, { state: 'shown', status: 0x9000 })
  t.same(sent, ['0020000108241234ffffffffff'])
})
