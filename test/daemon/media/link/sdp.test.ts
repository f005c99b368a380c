import t from 'tap'
import { hasOurCodecs, withBitrate, withSound } from '../../../../daemon/media/link/sdp.ts'

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

t.test('Opus is told how many bits it may take, once', async (t) => {
  const sdp =
    'a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1\r\na=fmtp:96 x=1\r\n'
  const once = withSound(sdp, 12_000)
  t.equal(
    once,
    'a=rtpmap:111 opus/48000/2\r\na=fmtp:111 minptime=10;useinbandfec=1;maxaveragebitrate=12000\r\na=fmtp:96 x=1\r\n',
  )
  t.equal(withSound(once, 32_000), once.replace('12000', '32000'))
  t.equal(withSound('v=0\r\n', 1), 'v=0\r\n')
})

t.test('an answer without Opus, or with a picture that is not VP8, has other codecs', async (t) => {
  const audio = 'm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n'
  const video = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\na=rtpmap:96 VP8/90000\r\n'
  t.ok(hasOurCodecs(`v=0\r\n${audio}${video}`))
  t.ok(hasOurCodecs(`v=0\r\n${audio}`), 'sound only')
  t.ok(hasOurCodecs(`v=0\r\n${audio}m=video 0 UDP/TLS/RTP/SAVPF 96\r\n`), 'no picture wanted')
  t.notOk(hasOurCodecs(`v=0\r\n${audio}${video.replace('VP8', 'H264')}`))
  t.notOk(hasOurCodecs(`v=0\r\n${audio.replace('opus/48000/2', 'PCMU/8000')}${video}`))
  t.notOk(hasOurCodecs(`v=0\r\n${audio.replace('audio 9', 'audio 0')}${video}`))
})
