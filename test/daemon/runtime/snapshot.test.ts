import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { MediaOrder } from '../../../daemon/media/protocol.ts'
import { snapshotDesk } from '../../../daemon/runtime/snapshot.ts'

function desk(t: Test, occupied = false) {
  const folder = join(t.testdir(), 'snapshots')
  const orders: Extract<MediaOrder, { type: 'snapshot.take' }>[] = []
  const audited: object[] = []
  mkdirSync(folder)
  writeFileSync(join(folder, 'of-the-last-run.png'), '')
  const store = {
    transact: (act: (tx: never) => unknown) =>
      act({ audit: (event: string, fields: object) => audited.push({ event, fields }) } as never),
  } as Parameters<typeof snapshotDesk>[0]['store']
  const snapshots = snapshotDesk({
    ...{ folder, store },
    media: (order) => {
      if (order.type === 'snapshot.take') orders.push(order)
    },
    occupied: () => occupied,
  })
  return { folder, orders, audited, snapshots }
}

t.test('the child is given a folder for its user alone, and its files are told of', async (t) => {
  const { folder, orders, audited, snapshots } = desk(t)
  t.notOk(existsSync(folder), 'what an earlier daemon left is gone')
  const taken = snapshots.take(false)
  const [order] = orders
  if (!order) throw new Error('the child was not asked')
  t.equal(order.people, false)
  t.equal(statSync(order.folder).mode & 0o777, 0o700)
  snapshots.hear({ type: 'snapshot.taken', requestId: 'another', files: ['capture.png'] })
  snapshots.hear({ type: 'snapshot.taken', requestId: order.requestId, files: ['room.png'] })
  t.same(await taken, { ok: true, folder: order.folder, files: ['room.png'] })
  t.same(audited, [{ event: 'snapshot.taken', fields: { people: false } }])
  snapshots.wipe()
  t.notOk(existsSync(folder))
})

t.test('while somebody is here people have to be asked for', async (t) => {
  const { orders, audited, snapshots } = desk(t, true)
  t.same(await snapshots.take(false), { ok: false, error: 'occupied' })
  t.same([orders, audited], [[], []])
  void snapshots.take(true)
  t.match(orders, [{ people: true }])
  const [order] = orders
  snapshots.hear({ type: 'snapshot.taken', requestId: order?.requestId ?? '', files: [] })
  t.match(audited, [{ fields: { people: true } }])
})

t.test('a child that writes nothing leaves no folder', async (t) => {
  const { orders, snapshots } = desk(t)
  const taken = snapshots.take(false)
  const [order] = orders
  snapshots.hear({ type: 'snapshot.taken', requestId: order?.requestId ?? '', files: [] })
  t.same(await taken, { ok: false, error: 'no_answer' })
  t.notOk(existsSync(order?.folder ?? ''))
})
