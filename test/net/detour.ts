/** Sends the packets of a session description elsewhere. */
export interface Address {
  readonly address: string
  readonly port: number
}

/**
 * Leaves one candidate in a description, the first over UDP and IPv4 of its first section, and puts `instead` in its
 * place. Gives back where it pointed. The sections are bundled, so all packets take that way.
 * Source: RFC 8839, section 5.1.
 */
export function detoured(sdp: string, instead: Address): { sdp: string; was: Address } {
  let was: Address | undefined
  const lines = sdp.split('\r\n').flatMap((line) => {
    if (!line.startsWith('a=candidate:')) return [line]
    const fields = line.split(' ')
    const [, component, protocol, , address = '', port] = fields
    const usable = component === '1' && protocol?.toLowerCase() === 'udp' && !address.includes(':')
    if (was || !usable) return []
    was = { address, port: Number(port) }
    fields.splice(4, 2, instead.address, String(instead.port))
    return [fields.join(' ')]
  })
  if (!was) throw new RangeError('no candidate over UDP and IPv4')
  return { sdp: lines.join('\r\n'), was }
}
