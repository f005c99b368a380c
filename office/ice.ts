import { createHmac } from 'node:crypto'
import type { CommandBody } from '../daemon/sync/command-body.ts'
import type { OfficeConfig } from './config.ts'

/** What a peer connection needs to find a way: addresses of relays, and credentials that run out by themselves. */
export interface IceServer {
  readonly urls: string
  readonly username?: string
  readonly credential?: string
}

/**
 * Makes ICE servers for one person of one visit; each call gives credentials that hold from now on. The relay checks
 * them with the secret that it shares with the office, and needs no list of users.
 * Source: draft-uberti-behave-turn-rest-00, section 2.2; coturn's `use-auth-secret`.
 */
export function iceServersFor(
  { iceServers, relay }: Pick<OfficeConfig, 'iceServers' | 'relay'>,
  secret: string | undefined,
  nowMs: () => number,
): (id: string) => readonly IceServer[] {
  if (!relay || secret === undefined) return () => iceServers
  return (id) => {
    const untilS = Math.floor(nowMs() / 1000) + relay.validMinutes * 60
    const username = `${untilS}:${id}`
    const credential = createHmac('sha1', secret).update(username).digest('base64')
    const relays = relay.urls.map((urls) =>
      urls.startsWith('stun:') ? { urls } : { urls, username, credential },
    )
    return [...iceServers, ...relays]
  }
}

/** A box that is about to make a link gets its own, with the command that makes it do so. */
export function withIce(
  body: CommandBody,
  serversFor: (id: string) => readonly IceServer[],
): CommandBody {
  const links =
    body.name === 'visit.open' || (body.name === 'visit' && body.command.name === 'link.ask')
  if (!links) return body
  const iceServers = serversFor(body.visitId)
  return iceServers.length > 0 ? { ...body, iceServers } : body
}
