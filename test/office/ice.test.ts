import { createHmac } from 'node:crypto'
import t from 'tap'
import type { CommandBody } from '../../daemon/sync/command-body.ts'
import { officeConfig } from '../../office/config.ts'
import { iceServersFor, withIce } from '../../office/ice.ts'

const relay = {
  urls: ['stun:relay.example:3478', 'turn:relay.example:3478?transport=udp'],
  secretFile: '/secret',
  validMinutes: 240,
}
const known = [{ urls: 'stun:other.example' }]
const nowMs = () => 1_800_000_000_500

t.test('credentials name when they run out and are what the relay computes itself', async (t) => {
  const servers = iceServersFor({ iceServers: known, relay }, 'secret', nowMs)('visit-1')
  const username = '1800014400:visit-1'
  t.same(servers, [
    { urls: 'stun:other.example' },
    { urls: 'stun:relay.example:3478' },
    {
      urls: 'turn:relay.example:3478?transport=udp',
      username,
      credential: createHmac('sha1', 'secret').update(username).digest('base64'),
    },
  ])
  t.notMatch(JSON.stringify(servers), /secret"/)
})

t.test('without a relay there is what the settings name', async (t) => {
  t.same(iceServersFor({ iceServers: known }, undefined, nowMs)('visit-1'), known)
})

t.test('a box gets them with what makes it open a link, and with nothing else', async (t) => {
  const servers = () => known
  const open = {
    name: 'visit.open',
    visitId: 'v',
    ticket: { id: 't', number: 'A1', box: 'b' },
    inspector: { seat: '1', name: 'Specimen' },
  } as const
  const ask = { name: 'visit', visitId: 'v', command: { name: 'link.ask' } } as const
  t.match(withIce(open, servers), { iceServers: known })
  t.match(withIce(ask, servers), { iceServers: known, command: { name: 'link.ask' } })
  const others: CommandBody[] = [
    { name: 'visit', visitId: 'v', command: { name: 'rights.present' } },
    { name: 'dossier.receipt', dossierId: 'd', sha256: '0' },
  ]
  for (const other of others) t.equal(withIce(other, servers), other)
  t.equal(
    withIce(open, () => []),
    open,
    'a box that knows no servers is sent none',
  )
})

t.test('addresses that are no relay are refused', async (t) => {
  const { relay: schema } = officeConfig.shape
  t.ok(schema.safeParse({ urls: ['turns:r.example:443?transport=tcp'], secretFile: 'f' }).success)
  for (const url of ['http://r.example', 'turn:', 'turn:r.example?transport=sctp'])
    t.notOk(schema.safeParse({ urls: [url], secretFile: 'f' }).success, url)
})
