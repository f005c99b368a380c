/** What a session description must say and the peer connection offers no other way to make it say. */

/** Kilobits per second. */
export interface Bitrate {
  readonly startKbps: number
  readonly minKbps: number
  readonly maxKbps: number
}

/**
 * Puts VP8's bitrates into the format parameters, where libwebrtc reads them when it sends to whoever wrote the
 * description. Its own cautious start paces pictures out slowly. Source: libwebrtc, `x-google-start-bitrate`.
 */
export function withBitrate(sdp: string, bitrate: Bitrate): string {
  const lines = sdp.split('\r\n')
  const types = lines.flatMap((line) => /^a=rtpmap:(\d+) VP8\//.exec(line)?.[1] ?? [])
  const parameters = [
    `x-google-start-bitrate=${bitrate.startKbps}`,
    `x-google-min-bitrate=${bitrate.minKbps}`,
    `x-google-max-bitrate=${bitrate.maxKbps}`,
  ].join(';')
  return lines
    .filter((line) => !types.some((type) => line.startsWith(`a=fmtp:${type} `)))
    .flatMap((line) => {
      const type = types.find((known) => line.startsWith(`a=rtpmap:${known} `))
      return type ? [line, `a=fmtp:${type} ${parameters}`] : [line]
    })
    .join('\r\n')
}

/** Whether sound can be Opus, and the picture, where there is one, VP8. What cannot be parsed is not judged here. */
export function hasOurCodecs(sdp: string): boolean {
  const sections = sdp.split(/(?=^m=)/m).slice(1)
  return sections.every((section) => {
    const [, kind, port] = /^m=(\w+) (\d+)/.exec(section) ?? []
    if (kind === 'audio') return port !== '0' && / opus\/48000/i.test(section)
    return kind !== 'video' || port === '0' || / VP8\/90000/i.test(section)
  })
}

/**
 * Puts into Opus's format parameters how many bits per second whoever wrote the description wants at most.
 * Source: RFC 7587, section 6.1, `maxaveragebitrate`.
 */
export function withSound(sdp: string, bps: number): string {
  const type = /^a=rtpmap:(\d+) opus\//m.exec(sdp)?.[1]
  const wanted = `maxaveragebitrate=${bps}`
  return sdp
    .split('\r\n')
    .map((line) => {
      if (type === undefined || !line.startsWith(`a=fmtp:${type} `)) return line
      const kept = line.slice(`a=fmtp:${type} `.length).split(';')
      const others = kept.filter((each) => !each.startsWith('maxaveragebitrate='))
      return `a=fmtp:${type} ${[...others, wanted].join(';')}`
    })
    .join('\r\n')
}
