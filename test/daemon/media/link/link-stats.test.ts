import t from 'tap'
import { linkStats, snapshotOf } from '../../../../daemon/media/link/link-stats.ts'

/** What a peer connection counts, as far as it is read, with what must never be passed on. */
function report(change: {
  readonly received?: number
  readonly lost?: number
  readonly sent?: number
  readonly farLost?: number
  readonly local?: object
  readonly remote?: object
}) {
  const { received = 0, lost = 0, sent = 0, farLost = 0 } = change
  return [
    {
      type: 'inbound-rtp',
      kind: 'video',
      packetsReceived: received,
      packetsLost: lost,
      jitter: 0.004,
      bytesReceived: received * 1000,
      framesDecoded: received,
      jitterBufferDelay: received * 0.02,
      jitterBufferEmittedCount: received,
    },
    {
      type: 'inbound-rtp',
      kind: 'audio',
      packetsReceived: 0,
      packetsLost: 0,
      jitter: 0.001,
      jitterBufferDelay: received * 0.05,
      jitterBufferEmittedCount: received,
    },
    {
      type: 'outbound-rtp',
      kind: 'video',
      packetsSent: sent,
      bytesSent: sent * 500,
      framesSent: sent,
    },
    { type: 'remote-inbound-rtp', kind: 'video', packetsLost: farLost, jitter: 0.012 },
    { type: 'transport', selectedCandidatePairId: 'p2', iceLocalUsernameFragment: 'ufrag' },
    { type: 'candidate-pair', id: 'p1', localCandidateId: 'other', remoteCandidateId: 'r' },
    {
      type: 'candidate-pair',
      id: 'p2',
      localCandidateId: 'l',
      remoteCandidateId: 'r',
      currentRoundTripTime: 0.0416,
      availableOutgoingBitrate: 1_234_567,
    },
    {
      type: 'local-candidate',
      id: 'l',
      candidateType: 'host',
      address: '192.0.2.7',
      ...change.local,
    },
    {
      type: 'remote-candidate',
      id: 'r',
      candidateType: 'srflx',
      address: '192.0.2.8',
      ...change.remote,
    },
    { type: 'certificate', fingerprint: 'AB:CD' },
  ]
}
const between = (before: Parameters<typeof report>[0], now: Parameters<typeof report>[0]) =>
  linkStats('one', snapshotOf(report(before), 1000), snapshotOf(report(now), 3000))

t.test('figures are those of the time between two snapshots', async (t) => {
  const stats = between(
    { received: 100, lost: 10, sent: 200, farLost: 4 },
    { received: 160, lost: 12, sent: 260, farLost: 7 },
  )
  t.same(stats, {
    linkId: 'one',
    path: 'direct',
    roundTripMs: 42,
    availableKbps: 1235,
    bufferMs: 50,
    in: { loss: 0.032, jitterMs: 4, fps: 30, kbps: 240 },
    out: { loss: 0.05, jitterMs: 12, fps: 30, kbps: 120 },
  })
})

t.test('a relay at either end makes the path relayed, and says how it is reached', async (t) => {
  const relay = { candidateType: 'relay', relayProtocol: 'tls' }
  t.match(between({}, { local: relay }), { path: 'relayed', relayOver: 'tls' })
  t.match(between({}, { remote: { candidateType: 'relay' } }), { path: 'relayed' })
  t.notOk(
    'relayOver' in between({}, { remote: { candidateType: 'relay' } }),
    'that one is not ours',
  )
})

t.test(
  'loss that is taken back, counters that start anew and nothing at all are no figures',
  async (t) => {
    const back = between({ received: 90, lost: 9, sent: 50 }, { received: 100, lost: 7, sent: 3 })
    t.equal(back.in.loss, 0)
    t.match(back.out, { loss: 0, fps: 0, kbps: 0 })
    const nothing = linkStats('one', snapshotOf([], 0), snapshotOf([{ type: 'transport' }], 0))
    t.match(nothing, { path: 'none', bufferMs: 0, in: { loss: 0, fps: 0 }, out: { loss: 0 } })
    const odd = snapshotOf(
      [{ type: 'inbound-rtp', packetsReceived: 'many', bytesReceived: NaN }],
      0,
    )
    t.match(odd.in, { packets: 0, bytes: 0 })
  },
)

t.test('nothing that names an address, a key or a person is in a snapshot', async (t) => {
  const all = JSON.stringify(snapshotOf(report({ received: 5 }), 0))
  t.notMatch(all, /192\.0\.2|AB:CD|ufrag/)
})
