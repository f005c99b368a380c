import t from 'tap'
import { mediaConfig } from '../../../daemon/media/config.ts'

const least = {
  camera: { kind: 'portrait', file: 'face.png' },
  microphone: { kind: 'sentence', file: 'sentence.wav' },
  native: '.loket/native',
}

t.test('what is left out has a default that suits a LAN', async (t) => {
  t.match(mediaConfig.parse(least), {
    display: { sink: 'cable', profile: 'flat', widthMm: 1210, heightMm: 680, brightness: 1 },
    matte: { kind: 'none' },
    markFrames: false,
    iceLoopback: false,
    speaker: { kind: 'cable' },
    bitrate: { startKbps: 8000, minKbps: 2000, maxKbps: 20_000 },
  })
})

t.test('unknown keys, wrong kinds and bitrates in the wrong order are refused', async (t) => {
  const refused = (change: object) => !mediaConfig.safeParse({ ...least, ...change }).success
  t.ok(refused({ colour: 'red' }))
  t.ok(refused({ camera: { kind: 'webcam' } }))
  t.ok(refused({ camera: { kind: 'v4l2', width: 5 } }))
  t.ok(refused({ bitrate: { startKbps: 8000, minKbps: 9000 } }))
  t.ok(refused({ native: undefined }))
  t.ok(refused({ display: 'cable' }))
  t.ok(refused({ display: { profile: 'hologram' } }))
  t.ok(refused({ display: { widthPixels: 641 } }))
  t.ok(refused({ display: { colour: 'red' } }))
  t.ok(refused({ matte: { kind: 'chroma', colour: 'green' } }))
  t.ok(refused({ matte: { kind: 'luma', near: 0.2, far: 0.1 } }))
  t.ok(refused({ eyes: { nets: '' } }))
  t.notOk(refused({ eyes: { nets: '.loket/nets' } }))
})
