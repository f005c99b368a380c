import t from 'tap'
import { type PlayedBox, playBox } from './console-box.ts'
import { draftAnswer, inVisit, logIn, openDesk, until } from './console-desk.ts'

declare global {
  interface Window {
    playFailed?: boolean
  }
}
/** The first start of the citizen's picture in a page fails in this way. */
const playFails = (name: 'AbortError' | 'NotAllowedError') => `
  window.playFailed = false
  HTMLMediaElement.prototype.play = ((play) => function () {
    if (this.dataset.name !== 'citizen' || window.playFailed) return play.call(this)
    window.playFailed = true
    return Promise.reject(new DOMException('', '${name}'))
  })(HTMLMediaElement.prototype.play)
`

// A browser and a page build: more than tap's 30 s on a busy machine.
t.setTimeout(90_000)
const desk = await openDesk(t)

/** The box offers a link, and takes what the console answers. */
async function link(box: PlayedBox, linkId: string): Promise<void> {
  inVisit(desk, { link: { state: 'offered', linkId } })
  desk.gateway.acts.length = 0
  desk.gateway.push({
    is: 'offer',
    visitId: 'visit-1',
    linkId,
    sdp: await box.offer(),
    iceServers: [],
  })
  const answered = () =>
    desk.gateway.acts.flatMap((act) =>
      act.do === 'visit' && act.command.name === 'link.answer' ? [act.command] : [],
    )
  await until(() => answered().length > 0)
  t.equal(answered()[0]?.linkId, linkId)
  await box.accept(answered()[0]?.sdp ?? '')
  await desk.page.waitForSelector('[data-name=link][data-state=up]')
}
const hearing = () =>
  desk.page.evaluate(() => {
    const video = document.querySelector<HTMLVideoElement>('[data-name=citizen]')
    const stream = video?.srcObject instanceof MediaStream ? video.srcObject : undefined
    return {
      muted: video?.muted,
      kinds: stream
        ?.getTracks()
        .map(({ kind }) => kind)
        .sort(),
    }
  })

t.test('a link carries time codes and sound both ways, and a new offer replaces it', async (t) => {
  desk.gateway.answer = draftAnswer
  await logIn(desk, '?mark=1')
  const box = await playBox(desk.context)
  await desk.page.bringToFront()
  for (const linkId of ['link-1', 'link-2']) {
    await link(box, linkId)
    await desk.page.waitForFunction(() => (window.loketLink?.read ?? 0) > 20)
    const seen = await desk.page.evaluate(() => window.loketLink)
    t.ok((seen?.unreadable ?? 99) <= 2, `${seen?.unreadable} unreadable of ${seen?.read}`)
    t.ok(Math.abs(seen?.lastMs ?? 9999) < 2000)
    let received = await box.received()
    await until(async () => {
      received = await box.received()
      return received.codes > 5 && received.sound > 20
    })
    t.ok(received.codes > 5, `${received.codes} codes came from the console`)
    t.ok(received.sound > 20, `${received.sound} packets of sound`)
    t.same(await hearing(), { muted: false, kinds: ['audio', 'video'] }, 'the citizen is heard')
    t.equal(await desk.page.$('[data-act=sound-on]'), null, 'without being asked for')
  }
})

t.test('only a browser that forbids sound gets a button for it', async (t) => {
  desk.gateway.answer = draftAnswer
  const box = await playBox(desk.context)
  for (const [fault, offered] of [
    ['AbortError', false],
    ['NotAllowedError', true],
  ] as const) {
    await desk.page.addInitScript(playFails(fault))
    desk.gateway.loggedIn = false
    await logIn(desk)
    await desk.page.bringToFront()
    await link(box, fault)
    t.equal(await desk.page.evaluate(() => window.playFailed), true)
    await desk.page.waitForFunction(
      () => document.querySelector<HTMLVideoElement>('[data-name=citizen]')?.paused === false,
    )
    t.equal(await desk.page.isVisible('[data-act=sound-on]'), offered, fault)
    t.equal((await hearing()).muted, offered)
  }
  await desk.page.click('[data-act=sound-on]')
  await until(async () => (await hearing()).muted === false)
  t.equal((await hearing()).muted, false)
  t.equal(await desk.page.$('[data-act=sound-on]'), null)
})

t.test('a visit without a picture asks for a link by itself', async () => {
  await logIn(desk)
  inVisit(desk, { link: { state: 'lost', linkId: 'gone' } })
  const asked = () =>
    desk.gateway.acts.some((act) => act.do === 'visit' && act.command.name === 'link.ask')
  await until(asked)
  t.ok(asked())
})

t.test('how the link does stands beside the picture, as long as figures come', async (t) => {
  await logIn(desk)
  await link(await playBox(desk.context), 'link-3')
  const flow = { loss: 0, jitterMs: 2, fps: 30, kbps: 900 }
  const stats = { linkId: 'link-3', path: 'relayed', bufferMs: 40, in: flow, out: flow } as const
  const gaze = { alignment: 'aligned', xDeg: 0.25, yDeg: 0.4 } as const
  const lossy = { ...stats, in: { ...flow, loss: 0.2 } }
  desk.gateway.push({
    is: 'links',
    visitId: 'visit-1',
    links: [{ ...lossy, linkId: 'of-a-guest' }],
  })
  desk.gateway.push({ is: 'links', visitId: 'visit-1', links: [stats] })
  await desk.page.waitForSelector('[data-name=health][data-grade=good][data-path=relayed]')
  t.equal(
    await desk.page.getAttribute('[data-name=health] summary', 'aria-label'),
    'Verbinding: goede verbinding, via relais',
  )
  desk.gateway.push({ is: 'links', visitId: 'visit-1', links: [lossy], gaze })
  await desk.page.waitForSelector('[data-name=health][data-grade=poor]')
  await desk.page.focus('[data-name=health] summary')
  await desk.page.keyboard.press('Enter')
  t.match(await desk.page.textContent('[data-name=health] p'), /Verlies 20 % naar het loket/)
  t.match(
    await desk.page.textContent('[data-name=citizen-sees]'),
    'De burger ziet u recht in de ogen kijken (0,3° opzij, 0,4° op of neer)',
  )
  await desk.page.waitForSelector('[data-name=health]', { state: 'detached' })
})

t.test('another offer of the same link restarts it on the connection there is', async (t) => {
  desk.gateway.answer = draftAnswer
  await logIn(desk, '?mark=1')
  const box = await playBox(desk.context)
  await desk.page.bringToFront()
  await link(box, 'link-4')
  const stream = () =>
    desk.page.evaluate(() => {
      const video = document.querySelector<HTMLVideoElement>('[data-name=citizen]')
      return video?.srcObject instanceof MediaStream ? video.srcObject.id : undefined
    })
  const before = await stream()
  desk.gateway.acts.length = 0
  const sdp = await box.restart()
  const offer = { is: 'offer', visitId: 'visit-1', linkId: 'link-4', sdp, iceServers: [] } as const
  desk.gateway.push(offer)
  desk.gateway.push(offer)
  const answers = () =>
    desk.gateway.acts.flatMap((act) =>
      act.do === 'visit' && act.command.name === 'link.answer' ? [act.command] : [],
    )
  await until(() => answers().length > 0)
  t.equal(answers().length, 1, 'the very same offer is answered once')
  await box.accept(answers()[0]?.sdp ?? '')
  await desk.page.waitForSelector('[data-name=link][data-state=up]')
  const { codes } = await box.received()
  await until(async () => (await box.received()).codes > codes + 5)
  t.ok((await box.received()).codes > codes + 5, 'our picture goes on')
  t.equal(await stream(), before, 'and theirs in the same stream')
})
