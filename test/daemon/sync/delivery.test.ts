import t from 'tap'
import { testBroker } from './broker.ts'
import { faultsOf } from './checker.ts'
import {
  clock,
  issue,
  makeParties,
  officeMemory,
  openStore,
  runBox,
  runOffice,
  until,
} from './parties.ts'

const parties = await makeParties()

t.test('every ticket arrives once and in order through a broker that dies twice', async (t) => {
  const broker = await testBroker()
  const store = openStore(t.testdir())
  const memory = officeMemory()
  const office = runOffice(broker.url, parties, memory)
  const box = runBox(broker.url, parties, store)
  const issued: string[] = []
  for (let n = 1; n <= 600; n += 1) {
    issued.push(issue(store))
    box.link.poke()
    if (n % 10 === 0) await clock.sleep(1)
    if (n === 150 || n === 400) await broker.kill()
    if (n === 250 || n === 480) await broker.restart()
  }
  t.ok(await until(() => store.acked() === 600))
  t.same(faultsOf(issued, memory.applied), { lost: 0, twice: 0, disorder: 0 })
  t.same(store.outbox(0, 1), [], 'the box keeps nothing that the office has')
  await Promise.all([box.stop(), office.stop()])
  await broker.close()
  store.close()
})

t.test(
  'an office that dies before it acknowledges gets it again, and applies it once',
  async (t) => {
    const broker = await testBroker()
    const store = openStore(t.testdir())
    const memory = officeMemory()
    let deaths = 0
    const dying = () => {
      const office = runOffice(broker.url, parties, memory, {
        onEvents: (box, epoch, rows) => {
          const last = memory.commit(box, epoch, rows)
          if (deaths >= 3 || last < 50 * (deaths + 1)) return last
          deaths += 1
          throw new RangeError('committed, but died before the acknowledgement')
        },
      })
      return office
    }
    let office = dying()
    const box = runBox(broker.url, parties, store)
    const issued: string[] = []
    for (let n = 1; n <= 300; n += 1) {
      const before = deaths
      issued.push(issue(store))
      box.link.poke()
      if (n % 5 === 0) await clock.sleep(2)
      if (deaths === before) continue
      await office.stop()
      office = dying()
    }
    t.ok(await until(() => store.acked() === 300))
    t.ok(deaths >= 1)
    t.same(faultsOf(issued, memory.applied), { lost: 0, twice: 0, disorder: 0 })
    await Promise.all([box.stop(), office.stop()])
    await broker.close()
    store.close()
  },
)

t.test('a box restarted in mid-stream goes on where the office stands', async (t) => {
  const broker = await testBroker()
  const folder = t.testdir()
  const memory = officeMemory()
  const office = runOffice(broker.url, parties, memory)
  const issued: string[] = []
  for (let life = 0; life < 3; life += 1) {
    const store = openStore(folder)
    const box = runBox(broker.url, parties, store)
    for (let n = 0; n < 100; n += 1) issued.push(issue(store))
    box.link.poke()
    await until(() => memory.applied.length > life * 100 + 20)
    await box.stop()
    store.close()
  }
  const store = openStore(folder)
  const box = runBox(broker.url, parties, store)
  t.ok(await until(() => store.acked() === 300))
  t.same(faultsOf(issued, memory.applied), { lost: 0, twice: 0, disorder: 0 })
  await Promise.all([box.stop(), office.stop()])
  await broker.close()
  store.close()
})

t.test('the checker finds an office that applies what it has already applied', async (t) => {
  const broker = await testBroker()
  const store = openStore(t.testdir())
  const memory = officeMemory({ mutant: true })
  const issued = Array.from({ length: 50 }, () => issue(store))
  const box = runBox(broker.url, parties, store)
  const office = runOffice(broker.url, parties, memory, {
    onEvents: (name, epoch, rows) => {
      const last = memory.commit(name, epoch, rows)
      if (memory.applied.length > issued.length) return last
      throw new RangeError('committed, but died before the acknowledgement')
    },
  })
  t.ok(await until(() => store.acked() === 50))
  t.ok(faultsOf(issued, memory.applied).twice > 0)
  await Promise.all([box.stop(), office.stop()])
  await broker.close()
  store.close()
})
