import t from 'tap'
import { withBitrate } from '../../../../daemon/media/link/sdp.ts'

const bitrate = { startKbps: 8000, minKbps: 2000, maxKbps: 20_000 }
const parameters =
  'x-google-start-bitrate=8000;x-google-min-bitrate=2000;x-google-max-bitrate=20000'

t.test('every VP8 payload type gets the bitrates, and nothing else changes', async (t) => {
  const sdp = [
    'v=0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96 97 101',
    'a=rtpmap:96 VP8/90000',
    'a=rtcp-fb:96 nack pli',
    'a=rtpmap:97 rtx/90000',
    'a=fmtp:97 apt=96',
    'a=rtpmap:101 VP8/90000',
    '',
  ]
  t.same(withBitrate(sdp.join('\r\n'), bitrate).split('\r\n'), [
    ...sdp.slice(0, 3),
    `a=fmtp:96 ${parameters}`,
    ...sdp.slice(3, 7),
    `a=fmtp:101 ${parameters}`,
    '',
  ])
})

t.test('bitrates that are already there are replaced', async (t) => {
  const once = withBitrate('a=rtpmap:96 VP8/90000\r\n', { ...bitrate, startKbps: 100 })
  t.equal(withBitrate(once, bitrate), `a=rtpmap:96 VP8/90000\r\na=fmtp:96 ${parameters}\r\n`)
})

t.test('a description without VP8 stays as it is', async (t) => {
  const sdp = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n'
  t.equal(withBitrate(sdp, bitrate), sdp)
})
