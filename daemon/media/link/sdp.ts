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
