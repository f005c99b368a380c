import t from 'tap'
import { showMediaStats } from '../../../daemon/cli/media.ts'

const flow = { loss: 0.023, jitterMs: 3.6, fps: 29.9, kbps: 812 }
const link = {
  linkId: 'one',
  path: 'relayed',
  relayOver: 'tls',
  roundTripMs: 41,
  bufferMs: 66,
  sent: { width: 480, height: 270 },
  in: flow,
  out: { ...flow, loss: 0 },
}
const media = { captureFps: 30, sentFps: 30, receivedFps: 29.9, roomFps: 30, links: [link] }
const gaze = {
  samplesDeg: [[0.12, -0.32]],
  calibration: { at: '2026-11-20T10:00:00Z', residualDeg: 0.2 },
}

t.test('a technician reads in words and figures how each link does', async (t) => {
  const { text, verdict } = showMediaStats({ box: 'genk-1', media: { ...media, gaze } })
  t.equal(verdict, 'well')
  t.equal(
    text,
    [
      'Loket genk-1, de laatste seconde',
      '  camera     30 beelden/s',
      '  verstuurd  30 beelden/s',
      '  ontvangen  30 beelden/s',
      '  ruimte     30 beelden/s',
      '  blik       uitgelijnd, 0,15° opzij, 0,35° op of neer',
      'Verbinding 1: matig, via relais (TLS)',
      '                naar hier   van hier',
      '  verlies       2,3 %       0,0 %',
      '  jitter        4 ms        4 ms',
      '  beelden       30/s        30/s',
      '  formaat                   480×270',
      '  debiet        812 kbit/s  812 kbit/s',
      '  heen en weer  41 ms',
      '  buffer        66 ms',
      '',
    ].join('\n'),
  )
})

t.test('no link, no child and a poor link are said as they are', async (t) => {
  t.match(showMediaStats({ box: 'genk-1', media: { ...media, links: [] } }), {
    text: /geen ogen gezien[\s\S]*Er is nu geen verbinding\./,
    verdict: 'well',
  })
  t.match(showMediaStats({ box: 'genk-1', media: null }), { verdict: 'not_well' })
  const poor = { ...link, path: 'none', in: { ...flow, loss: 0.3 } }
  t.match(showMediaStats({ box: 'genk-1', media: { ...media, links: [poor] } }), {
    text: /Verbinding 1: slecht, geen weg/,
    verdict: 'not_well',
  })
})
