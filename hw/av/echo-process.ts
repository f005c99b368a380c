/** The echo peer in a process of its own, forked; see `echo-protocol.ts`. Leaves when its parent does. */
import { connectionOf, type EchoPeer, makeEchoPeer } from './echo-peer.ts'
import type { EchoIceServer, EchoOrder, EchoReport } from './echo-protocol.ts'

const countsMs = 500

const peers = new Map<
  string,
  { readonly peer: EchoPeer; readonly connection: string | undefined }
>()

function report(message: EchoReport): void {
  if (process.connected) process.send?.(message)
}

function close(linkId: string): void {
  peers.get(linkId)?.peer.close()
  peers.delete(linkId)
}

function answer(linkId: string, offer: string, iceServers: readonly EchoIceServer[]): void {
  const connection = connectionOf(offer)
  // Another offer of the same connection restarts its ICE.
  if (connection === undefined || peers.get(linkId)?.connection !== connection) close(linkId)
  const peer = peers.get(linkId)?.peer ?? makeEchoPeer([...iceServers])
  peers.set(linkId, { peer, connection })
  peer
    .answer(offer)
    .then((sdp) => report({ type: 'answered', linkId, sdp }))
    .catch(() => {
      close(linkId)
      report({ type: 'failed', linkId })
    })
}

process.on('message', (order: EchoOrder) => {
  if (order.type === 'answer') answer(order.linkId, order.offer, order.iceServers)
  else close(order.linkId)
})
// A natural exit after a call crashes in the addon.
process.on('disconnect', () => process.exit(0))
process.on('SIGTERM', () => process.exit(0))
process.on('SIGINT', () => {})
setInterval(() => {
  for (const [linkId, { peer }] of peers) report({ type: 'counts', linkId, counts: peer.counts() })
}, countsMs)
