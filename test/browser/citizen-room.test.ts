import t from 'tap'
import { LANGUAGES } from '../../daemon/core/language.ts'
import { roomTexts } from '../../daemon/screens/kit/texts/texts.ts'
import { encodePacket, packetTypes } from '../../hw/av/cable.ts'
import { listCards } from '../../hw/card/virtual/card-image.ts'
import { cards } from '../hw/card/bench.ts'
import { openChromium } from './chromium.ts'
import { citizenBox } from './citizen-box.ts'
import { infoState, readingState, roomState, screens } from './citizen-states.ts'

const sizes = [
  { width: 1280, height: 720 },
  { width: 1600, height: 1000 },
  { width: 1920, height: 1080 },
]
t.setTimeout(60_000)
const browser = await openChromium({ camera: true })
const box = await citizenBox()
const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
t.teardown(async () => {
  await browser.close()
  await box.gone()
})
const now = () => new Date().toISOString()
const act = (name: string) => page.locator(`[data-act="${name}"]`)
const overflow = () =>
  page.evaluate(() => ({
    wide: document.documentElement.scrollWidth > innerWidth,
    high: document.documentElement.scrollHeight > innerHeight,
  }))
t.test('room: it fits three sizes in four languages', async (t) => {
  box.push('/api/reading', readingState(screens.idle))
  const reader = { kind: 'sim', powered: true } as const
  box.push('/hand', roomState(box.origin, { reader, cards: listCards(cards) }))
  await page.goto(box.origin)
  await page.locator('.tablet iframe').waitFor()
  const choices = page.locator('.card-choice')
  t.ok((await choices.count()) > 15, 'every test card is there')
  for (const language of LANGUAGES) {
    await page.locator(`.bar .languages [lang=${language}]`).click()
    await page.waitForSelector(`html[lang=${language}]`)
    for (const size of sizes) {
      await page.setViewportSize(size)
      t.same(await overflow(), { wide: false, high: false }, `${language} ${size.width}`)
      t.match(await page.locator('.bar .urgent').textContent(), '101')
      t.match(await page.locator('.card-reader').textContent(), roomTexts[language].readerSimShort)
      const tablet = await page.locator('.tablet .frame').boundingBox()
      t.ok(
        (tablet?.width ?? 0) >= 550 && (tablet?.height ?? 0) >= 420,
        'the reading screen is legible',
      )
      const list = await page.locator('.cards').boundingBox()
      const inSight = async (at: number): Promise<boolean> => {
        const card = await choices.nth(at).boundingBox()
        return !!list && !!card && card.y >= list.y && card.y + card.height <= list.y + list.height
      }
      await choices.first().focus()
      for (const at of [0, 1, 2]) t.ok(await inSight(at), `card ${at} is in sight`)
      await choices.last().focus()
      t.ok(await inSight((await choices.count()) - 1), 'the last card comes into sight')
      for (const device of await page.locator('.device').all()) {
        const place = await device.boundingBox()
        t.ok(place && place.y + place.height <= size.height + 1, 'each device is on the desk')
      }
    }
  }
})

t.test('room: a slip that nobody takes covers nothing that can be touched', async (t) => {
  const line = (text: string, size: 1 | 4 = 1) =>
    ({ text, size, bold: size > 1, align: 'center' }) as const
  const words = Array.from({ length: 9 }, () => line('Please wait and watch the screen.'))
  const slips = [{ slip: 7, lines: [line('Specimen'), line('B014', 4), ...words] }]
  box.push('/hand', roomState(box.origin, { slips }))
  for (const size of sizes) {
    await page.setViewportSize(size)
    await page.mouse.move(size.width / 2, 2)
    await act('take slip').waitFor()
    const covered = await page.evaluate(() => {
      const slip = document.querySelector('.slip')
      const paper = slip?.getBoundingClientRect()
      if (!slip || !paper) return ['no slip']
      return [...document.querySelectorAll('button, a, input, summary, canvas')]
        .filter((other) => other !== slip)
        .filter((other) => {
          const { left, right, top, bottom } = other.getBoundingClientRect()
          return (
            left < paper.right && right > paper.left && top < paper.bottom && bottom > paper.top
          )
        })
        .map((other) => other.outerHTML.slice(0, 60))
    })
    t.same(covered, [], `${size.width}`)
    t.ok(await page.getByText('B014').first().isVisible(), 'the number is in sight')
    await act('take slip').hover()
    await page.locator('.slip [data-tucked=yes]').last().waitFor()
  }
  await page.setViewportSize({ width: 1600, height: 1000 })
})

t.test('room: both screens live in it', async (t) => {
  await page.locator('.bar .languages [lang=nl]').click()
  box.push('/api/info', infoState(now()))
  await page.frameLocator('.info-screen iframe').getByText('B014').first().waitFor()
  await page.frameLocator('.tablet iframe').locator('[data-screen=idle]').waitFor()
  t.pass()
})

t.test('room: button, slip, card, PIN and faults are the hand at the box', async (t) => {
  t.same(await box.heardAfter(() => act('press').click()), { do: 'button.press' })
  const line = { text: 'B014', size: 4, bold: true, align: 'center' } as const
  box.push('/hand', roomState(box.origin, { slips: [{ slip: 7, lines: [line] }] }))
  t.same(await box.heardAfter(() => act('take slip').click()), { do: 'slip.take', slip: 7 })
  t.same(await box.heardAfter(() => page.locator('[data-card=een]').click()), {
    do: 'card.insert',
    card: 'een',
  })
  box.push('/hand', roomState(box.origin, { inserted: 'een', pin: { asked: true, digits: 0 } }))
  await page.getByText(roomTexts.nl.pinAsked).waitFor()
  t.same(await box.heardAfter(() => page.locator('[data-key="5"]').press('3')), {
    do: 'pin.key',
    key: '3',
  })
  t.same(await box.heardAfter(() => page.locator('[data-key=ok]').click()), {
    do: 'pin.key',
    key: 'ok',
  })
  t.same(await box.heardAfter(() => act('remove card').click()), { do: 'card.remove' })
  await page.locator('.faults summary').click()
  t.same(await box.heardAfter(() => page.locator('[data-fault=card_mute]').check()), {
    do: 'fault',
    fault: 'card_mute',
    on: true,
  })
  await page.locator('.faults summary').click()
})

t.test('room: a hand and a keyboard can both sign', async (t) => {
  box.push('/hand', roomState(box.origin, { pad: { plugged: true, inking: true } }))
  await page.locator('.pad[data-inking=yes]').waitFor()
  const pad = (await page.locator('.pad canvas').boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  const stroke = async () => {
    await page.mouse.move(pad.x + pad.width / 4, pad.y + pad.height / 2)
    await page.mouse.down()
    await page.mouse.move(pad.x + pad.width / 2, pad.y + pad.height / 4, { steps: 4 })
    await page.mouse.up()
  }
  t.match(await box.heardAfter(stroke), { do: 'pad.pen', points: [{ pressure: 0.5 }] })
  await act('sample').focus()
  t.match(await box.heardAfter(() => page.keyboard.press('Enter')), { do: 'pad.pen' })
  const lifts = () => JSON.stringify(box.heard).match(/"pressure":0}/g)?.length ?? 0
  while (lifts() < 2) await page.waitForTimeout(20)
})

t.test('room: a pad that takes no ink keeps nobody’s strokes', async (t) => {
  const inked = () =>
    page.locator('.pad canvas').evaluate((canvas) => {
      const surface = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null
      return surface?.getImageData(0, 0, 640, 280).data.some((value) => value > 0)
    })
  const takesInk = async (inking: boolean) => {
    box.push('/hand', roomState(box.origin, { pad: { plugged: true, inking } }))
    await page.locator(`.pad[data-inking=${inking ? 'yes' : 'no'}]`).waitFor()
  }
  await takesInk(true)
  await act('sample').click()
  await page.waitForTimeout(200)
  t.equal(await inked(), true)
  await takesInk(false)
  await page.waitForTimeout(1_500)
  t.equal(await inked(), false, 'the rest of the signature is not drawn either')
  await takesInk(true)
  t.equal(await inked(), false)
})

t.test('room: a printed sheet opens as its PDF and can be taken', async (t) => {
  const sheet = { job: 3, name: 'Kopie', pages: 2, pdf: '/tray/3.pdf' }
  box.push('/hand', roomState(box.origin, { tray: [sheet] }))
  t.equal(await page.locator('.sheet a').getAttribute('href'), '/tray/3.pdf')
  t.same(await box.heardAfter(() => page.locator('[data-job="3"]').click()), {
    do: 'tray.take',
    job: 3,
  })
})

t.test('room: the picture of the 3D screen is drawn', async (t) => {
  const jpeg = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 36)
    const surface = canvas.getContext('2d')
    if (surface) surface.fillStyle = 'rgb(200 40 40)'
    surface?.fillRect(0, 0, 64, 36)
    return [
      ...new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer()),
    ]
  })
  box.send('/av', encodePacket(packetTypes.display, Uint8Array.from(jpeg)))
  await page.locator('.void[data-pictured=yes]').waitFor()
  const pixel = await page.locator('canvas.display').evaluate((canvas) => {
    const surface = canvas instanceof HTMLCanvasElement && canvas.getContext('2d')
    return surface ? [...surface.getImageData(30, 20, 1, 1).data] : []
  })
  t.ok((pixel[0] ?? 0) > 180 && (pixel[1] ?? 255) < 70, `${pixel}`)
})

t.test('room: camera and microphone of the browser go into the cable, and out again', async (t) => {
  box.packets.length = 0
  await act('camera').click()
  const enough = () =>
    box.packets.filter((type) => type === packetTypes.camera).length > 5 &&
    box.packets.filter((type) => type === packetTypes.microphone).length > 30
  while (!enough()) await page.waitForTimeout(20)
  await act('camera').click()
  while (!box.packets.includes(packetTypes.cameraOff)) await page.waitForTimeout(20)
  t.pass()
})

t.test('room, server-gone: it says so, and 101 stays', async (t) => {
  await box.gone()
  await page.getByText(roomTexts.nl.connecting).waitFor()
  t.match(await page.locator('.bar .urgent').textContent(), '101')
  await box.back()
  await page.locator('.room[data-connected=yes]').waitFor()
})

t.test('room: a drawing that fails gives 101, and starts anew', async (t) => {
  box.push('/hand', { ...roomState(box.origin), slips: [{ slip: 1 }] })
  await page.locator('.guard').waitFor()
  t.match(await page.locator('.guard').textContent(), '101')
  box.push('/hand', roomState(box.origin))
  await page.locator('.room[data-connected=yes] .pad').waitFor()
  t.equal(await page.locator('.guard').count(), 0)
})
