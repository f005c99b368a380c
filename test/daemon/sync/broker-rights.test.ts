import mqtt from 'mqtt'
import t from 'tap'
import { aclFile, mayPublish, maySubscribe } from '../../../daemon/sync/broker-rights.ts'
import { BOARD_TOPIC, boxTopic, OFFICE_LIFE_TOPIC } from '../../../daemon/sync/topics.ts'
import { testBroker } from './broker.ts'
import { clock } from './parties.ts'

const NAMES = ['life', 'q', 'ev', 'dos', 'res', 'view', 'ack', 'cmd'] as const

t.test('a box writes its own and reads its own, nothing else', async (t) => {
  t.same(
    NAMES.filter((name) => mayPublish('genk-1', boxTopic('genk-1', name))),
    ['life', 'q', 'ev', 'dos', 'res', 'view'],
  )
  t.same(
    NAMES.filter((name) => maySubscribe('genk-1', boxTopic('genk-1', name))),
    ['ack', 'cmd'],
  )
  for (const name of NAMES) {
    t.notOk(mayPublish('genk-1', boxTopic('genk-2', name)))
    t.notOk(maySubscribe('genk-1', boxTopic('genk-2', name)))
  }
  for (const topic of [BOARD_TOPIC, OFFICE_LIFE_TOPIC]) {
    t.ok(maySubscribe('genk-1', topic))
    t.notOk(mayPublish('genk-1', topic))
  }
})

t.test('the office writes to boxes and reads from them', async (t) => {
  t.same(
    NAMES.filter((name) => mayPublish('office', boxTopic('genk-1', name))),
    ['ack', 'cmd'],
  )
  t.same(
    NAMES.filter((name) => maySubscribe('office', boxTopic('+', name))),
    ['life', 'q', 'ev', 'dos', 'res', 'view'],
  )
  t.ok(mayPublish('office', BOARD_TOPIC))
  t.ok(mayPublish('office', OFFICE_LIFE_TOPIC))
  t.notOk(mayPublish('office', 'lk1/other'))
  t.notOk(mayPublish('office', boxTopic('+', 'cmd')))
})

t.test('no wildcard, stranger or odd name gets anything', async (t) => {
  const filters = [
    '#',
    '+/#',
    'lk1/#',
    'lk1/b/#',
    'lk1/b/+/ev',
    '$SYS/#',
    `$share/g/${boxTopic('genk-1', 'cmd')}`,
  ]
  for (const filter of filters) t.notOk(maySubscribe('genk-1', filter), filter)
  for (const user of ['', '+', '#', 'genk-1/ev', 'GENK', '-x', 'a/b']) {
    t.notOk(mayPublish(user, boxTopic(user, 'ev')), `"${user}"`)
    t.notOk(maySubscribe(user, boxTopic(user, 'cmd')), `"${user}"`)
  }
  t.notOk(mayPublish('office', boxTopic('office', 'ev')), 'no box takes the name of the office')
})

/** The rights in an ACL file, as user, mode and topic. */
function rightsIn(file: string): { user: string; mode: string; topic: string }[] {
  return file.split('\n\n').flatMap((block) => {
    const [head = '', ...lines] = block.trim().split('\n')
    const user = head.replace('user ', '')
    return lines.map((line) => {
      const [, mode = '', topic = ''] = line.split(' ')
      return { user, mode, topic }
    })
  })
}

t.test("mosquitto's file says the same as the table", async (t) => {
  const rights = rightsIn(aclFile(['genk-1', 'bree-1']))
  t.same([...new Set(rights.map(({ user }) => user))], ['office', 'genk-1', 'bree-1'])
  for (const { user, mode, topic } of rights) {
    const may =
      mode === 'write' ? mayPublish(user, topic.replace('+', 'genk-1')) : maySubscribe(user, topic)
    t.ok(may, `${user} ${mode} ${topic}`)
  }
  t.equal(rights.length, 10 + 2 * 10)
  for (const odd of ['office', '+', 'a b', 'x\ntopic #']) t.throws(() => aclFile([odd]), RangeError)
})

t.test('a stolen box password reaches nobody else at a real broker', async (t) => {
  const broker = await testBroker()
  const thief = await mqtt.connectAsync(broker.url, { clientId: 'bree-1', username: 'bree-1' })
  const heard: string[] = []
  thief.on('message', (topic) => heard.push(topic))
  const filters = [
    '#',
    'lk1/#',
    'lk1/b/+/cmd',
    boxTopic('genk-1', 'cmd'),
    boxTopic('genk-1', 'view'),
  ]
  for (const filter of filters) await thief.subscribeAsync(filter, { qos: 1 }).catch(() => [])
  await thief.subscribeAsync(boxTopic('bree-1', 'cmd'), { qos: 1 })
  const office = await mqtt.connectAsync(broker.url, { clientId: 'office', username: 'office' })
  await office.publishAsync(boxTopic('genk-1', 'cmd'), 'for genk', { qos: 1 })
  await office.publishAsync(boxTopic('bree-1', 'cmd'), 'for bree', { qos: 1 })
  await clock.sleep(50)
  t.same(heard, [boxTopic('bree-1', 'cmd')])
  await thief.endAsync()
  for (const topic of [boxTopic('genk-1', 'ev'), boxTopic('bree-1', 'ack'), BOARD_TOPIC]) {
    const options = { clientId: 'bree-1', username: 'bree-1', reconnectPeriod: 0 }
    const again = await mqtt.connectAsync(broker.url, options)
    again.on('error', () => {})
    again.publish(topic, 'forged', { qos: 1 }, () => {})
    await new Promise<void>((resolve) => again.once('close', () => resolve()))
    again.end(true)
  }
  t.notOk(broker.traffic.some(({ payload }) => payload.includes('forged')))
  const named = { clientId: 'genk-1', username: 'bree-1', reconnectPeriod: 0 }
  await t.rejects(mqtt.connectAsync(broker.url, named), 'a client id that is not the name')
  await office.endAsync()
  await broker.close()
})
