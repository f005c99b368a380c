import { type Browser, chromium } from 'playwright-core'

/**
 * Debian's Chromium, headless, as a console or a screen: WebRTC to loopback, sound without a click, no traffic of its
 * own. With `camera` it has a made-up camera and microphone, and says yes when it is asked for them.
 */
export async function openChromium(options: { readonly camera?: boolean } = {}): Promise<Browser> {
  return await chromium.launch({
    executablePath: '/usr/bin/chromium',
    // playwright's own --headless is the old one, without WebRTC's video pipeline.
    ignoreDefaultArgs: ['--headless'],
    args: [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--autoplay-policy=no-user-gesture-required',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--disable-backgrounding-occluded-windows',
      '--allow-loopback-in-peer-connection',
      ...(options.camera ? CAMERA : []),
    ],
  })
}

const CAMERA = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
